/** The package as it is published. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../types/compiler.js";

/** Packs the package into a folder, and returns the path of the tarball. It is built already, since the tests import it by name. */
export function pack(folder: string): string {
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  return join(folder, execFileSync("npm", args, { cwd: root, encoding: "utf8" }).trim());
}
