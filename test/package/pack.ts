/** The package as it is published. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../types/compiler.js";

/** Packs into a folder, and gives the tarball's path. It is built already: the tests import it by its name. */
export function pack(folder: string): string {
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  return join(folder, execFileSync("npm", args, { cwd: root, encoding: "utf8" }).trim());
}
