/**
 * Makes the pictures of the guide a part of the pages that show them. As images they would follow the system's theme; as parts of a page
 * they follow the one that the reader has chosen, and their text can be selected and read out.
 */
import { readFileSync } from "node:fs";
import { chosen } from "./pictures/svg.ts";

const images = /<img src="(?:\.\.\/)*media\/([\w-]+)\.svg"[^>]*>/g;

/** Takes HTML pages by name. Returns them with the pictures. */
export function withPictures(pages) {
  const shown = (_, name) => chosen + readFileSync(new URL(`pictures/${name}.svg`, import.meta.url), "utf8").trim();
  return new Map([...pages].map(([name, page]) => [name, page.replaceAll(images, shown)]));
}
