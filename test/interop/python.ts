/** Python and the packages of requirements.txt, in a virtual environment that is made on first use, and again when they change. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../types/compiler.js";

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const environment = join(root, ".cache/interop");
const stamp = join(environment, "requirements.txt");
const [binaries, suffix] = process.platform === "win32" ? ["Scripts", ".exe"] : ["bin", ""];

/** Python in the environment. */
export const interpreter = join(environment, binaries, `python${suffix}`);

/** The oldest version for which NumPy's is made. */
const oldest = [3, 11] as const;
const { PYTHON = "python3" } = process.env;

/** A problem that the user has to solve. */
export class Missing extends Error {}

/** Makes the environment, unless it is there and has the same packages. */
export function makeEnvironment(): void {
  const required = readFileSync(here("requirements.txt"), "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === required) return;
  const { stdout } = spawnSync(PYTHON, ["-c", "import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1])"], {
    encoding: "utf8",
  });
  const [major = 0, minor = 0] = (stdout ?? "").split(" ").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    throw new Missing(
      `Install Python ${oldest.join(".")} or later with its module venv (on Debian: python3 and python3-venv), or name it in the variable PYTHON.`,
    );
  console.log("installing Python packages");
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(environment, { recursive: true });
  run(PYTHON, ["-m", "venv", environment]);
  install(here("requirements.txt"));
  writeFileSync(stamp, required); // last, so that an installation that was interrupted is made again
}

/** Installs JAX, which some of the tables need, into the environment. */
export const addJax = (): void => install(join(root, "docs/examples/cluster/requirements.txt"));

function install(requirements: string): void {
  run(interpreter, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
}

/** Runs a program of this folder in the environment. It gets JSON, and answers in JSON. */
export const python = (program: string, ask: unknown): unknown =>
  JSON.parse(run(interpreter, [here(program)], JSON.stringify(ask)));

function run(command: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", input, maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`);
  return stdout;
}
