/** Completes the list of headings beside a page: typedoc leaves out the code in them, and with it all of a heading like `train`. */
import { textOf } from "./hovers.mjs";

const headings = /<h\d id="([^"]*)"[^>]*>(.*?)<a href="#/gs;
const entries = /(<a href="#([^"]*)"><span>)[^<]*(<\/span><\/a>)/g;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Takes HTML pages by name. Returns them with whole headings in their lists. */
export function withHeadings(pages) {
  const completed = (page) => {
    const texts = new Map([...page.matchAll(headings)].map(([, id, html]) => [id, escaped(textOf(html))]));
    return page.replace(entries, (whole, start, id, end) => (texts.has(id) ? start + texts.get(id) + end : whole));
  };
  return new Map([...pages].map(([name, page]) => [name, completed(page)]));
}
