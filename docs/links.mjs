/** Links our names in the index of operations to the API reference. */
import { basename } from "node:path";

const index = "documents/Index_of_operations.html";
/** The tables that have our names in the first column. */
const ourTables = /<th>conformable<\/th>\s*<th>NumPy.*?<\/table>/gs;
const firstCells = /(?<=<tr>\s*)<td>.*?<\/td>/gs;

/** The types whose members have a prefix of their own in the index. */
const types = { x: "Tensor", source: "Random" };

/** Takes HTML pages by name. Returns the index with links, and the names in it that the reference doesn't have. */
export function withLinks(pages) {
  const page = (...names) => [...pages.keys()].find((path) => names.includes(basename(path, ".html")));
  const faults = [];
  const addressOf = (name) => {
    const [last, prefix] = name.split(".").reverse();
    const type = types[prefix];
    const found = page(...(type ? [`conformable.${type}`] : prefix ? [`conformable_${name}`, name] : [`conformable.${name}`]));
    const anchor = last.toLowerCase(); // as typedoc writes it
    if (found && (!type || pages.get(found).includes(`id="${anchor}"`))) return `../${found}${type ? `#${anchor}` : ""}`;
    faults.push(`${index}: the API reference has no ${name}`);
    return "";
  };
  const linked = pages
    .get(index)
    .replace(ourTables, (table) =>
      table.replace(firstCells, (cell) =>
        cell.replaceAll(/<code>(.*?)<\/code>/g, (code, name) => `<a href="${addressOf(name)}">${code}</a>`),
      ),
    );
  return { pages: new Map([...pages, [index, linked]]), faults };
}
