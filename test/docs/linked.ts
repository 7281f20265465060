/** The programs that the links of the site hold: the examples of the documentation and of the doc comments. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programOf } from "../../docs/site/playground/build/program.js";
import { root } from "../types/compiler.js";

const documents = [
  "README.md",
  ...["docs", "docs/guide"].flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file))),
  ...readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((file) => join("src", file)),
].filter((file) => /\.(ts|md)$/.test(file));

export const programs = [
  ...new Set(
    documents.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/^( *\* |)```(?:ts|typescript)\n(.*?)^ *(?:\* )?```$/gms)].map(
        ([, margin, code = ""]) => programOf(margin === "" ? code : code.replaceAll(/^ *\* ?/gm, "")),
      ),
    ),
  ),
];
