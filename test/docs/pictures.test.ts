/** The pictures of the guide: their files are what the code draws, and each page that shows one also describes it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diagrams } from "../../docs/pictures/diagrams.js";
import { plots } from "../../docs/pictures/plots.js";
import { fileOf } from "../../docs/pictures/svg.js";
import { root } from "../types/compiler.js";

const folder = join(root, "docs/pictures");
const read = (file: string): string => readFileSync(file, "utf8");
const pictures = [...diagrams(), ...plots(JSON.parse(read(join(folder, "training.json"))))];

test.each(pictures)("$name.svg is up to date (npm run pictures)", (picture) => {
  expect(read(join(folder, `${picture.name}.svg`))).toBe(fileOf(picture));
});

test("there are no other pictures", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".svg"));
  expect(files.sort()).toEqual(pictures.map(({ name }) => `${name}.svg`).sort());
});

test("the guide shows each picture once, with its description", () => {
  const guide = join(root, "docs/guide");
  const pages = readdirSync(guide).map((page) => read(join(guide, page)));
  const shown = pages.flatMap((page) => [...page.matchAll(/^!\[(.*)\]\(\.\.\/pictures\/(.*)\.svg\)$/gm)]);
  const described = shown.map(([, description, name]) => ({ name, description }));
  const byName = (one: { name?: string | undefined }, other: { name?: string | undefined }) =>
    String(one.name).localeCompare(String(other.name));
  expect(described.sort(byName)).toEqual(pictures.map(({ name, description }) => ({ name, description })).sort(byName));
});
