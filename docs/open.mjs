/**
 * Links from every page of the site to the pages that are programs: from the navigation, and from each example to the playground, with its
 * program in the address.
 */
import { textOf } from "./hovers.mjs";
import { programOf } from "./site/playground/build/program.ts";
import { hashOf } from "./site/playground/link.ts";

const examples = /(<pre><code class="(?:ts|typescript)">)(.*?)(<\/code><button type="button">Copy<\/button>)(<\/pre>)/gs;
/** In the navigation, typedoc writes addresses as they are given. In the README, it copies the page that the link leads to. */
const addresses = /href="(?:(?:\.\.\/)?media\/)?(playground|learn)\.html"/g;

/** Takes HTML pages by name. Returns them with links to the playground. */
export function withPlayground(pages) {
  const linked = (page) => {
    const [, base = "./"] = /<html[^>]* data-base="([^"]*)"/.exec(page) ?? [];
    const open = (code) => `${base}playground.html${hashOf(programOf(code))}`;
    return page
      .replaceAll(addresses, `href="${base}$1.html"`)
      .replaceAll(
        examples,
        (_, start, code, copy, end) =>
          `${start}${code}${copy}<a class="open" href="${open(textOf(code))}">Open in the playground</a>${end}`,
      );
  };
  return new Map([...pages].map(([name, page]) => [name, page.startsWith("<!DOCTYPE html>") ? linked(page) : page]));
}
