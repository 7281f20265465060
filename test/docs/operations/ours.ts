/** What the entries of the package export at run time, by the names that the tables use. */
import { readFileSync } from "node:fs";
import { random, scalar } from "../../../src/index.js";

const { exports }: { exports: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
);
const names = Object.keys(exports).flatMap((path) => (/^\.\/\w+$/.test(path) ? [path.slice(2)] : []));
const load = async (name: string): Promise<[string, object]> => [
  name,
  await import(new URL(`../../../src/${name}/index.ts`, import.meta.url).href),
];

/** The exports of each entry but `conformable` itself, by its name. */
export const entries: Readonly<Record<string, object>> = Object.fromEntries(await Promise.all(names.map(load)));
export const core: object = await import("../../../src/index.js");

/** The methods and accessors of a class, without those that JavaScript calls. */
const members = (instance: object): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(instance)))
    .filter(([name, { value, get }]) => name !== "constructor" && (typeof value === "function" || get !== undefined))
    .map(([name]) => name);

export const ours: ReadonlySet<string> = new Set([
  ...Object.keys(core),
  ...members(scalar(0)).map((name) => `x.${name}`),
  ...members(random(1)).map((name) => `source.${name}`),
  ...Object.entries(entries).flatMap(([entry, exported]) => Object.keys(exported).map((name) => `${entry}.${name}`)),
]);
