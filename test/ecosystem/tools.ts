/** Common tools, each used as a new user would: installed in an empty folder, next to the packed package. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { titleIn, titleOf } from "./browser.js";
import * as programs from "./programs.js";

/** The folder in which a tool is tried. */
export class Folder {
  constructor(readonly path: string) {}

  write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      writeFileSync(join(this.path, file), text);
    }
  }

  /** Runs a command, possibly one that is installed here. @returns its output */
  async run(command: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await promisify(execFile)(command, args, this.#options(env)).catch((error) => {
      throw new Error(`${command} ${args.join(" ")}: ${`${error.stderr ?? ""}${error.stdout ?? ""}`.trim() || error.message}`);
    });
    return stdout;
  }

  start(command: string, args: readonly string[]): ChildProcess {
    return spawn(command, args, { ...this.#options({}), stdio: "ignore" });
  }

  #options(env: Readonly<Record<string, string>>) {
    const { PATH: path } = process.env;
    const PATH = `${join(this.path, "node_modules/.bin")}:${path}`;
    const quiet = { NO_COLOR: "1", FORCE_COLOR: "0", CI: "1", NEXT_TELEMETRY_DISABLED: "1", DENO_NO_UPDATE_CHECK: "1" };
    return { cwd: this.path, env: { ...process.env, ...quiet, ...env, PATH }, maxBuffer: 1 << 26, timeout: 300_000 };
  }
}

export interface Tool {
  readonly name: string;
  /** The npm packages to install, the tool itself first. */
  readonly packages: readonly string[];
  /** What is done with the tool, for the table. */
  readonly how: string;
  /** Builds or runs the program. @returns its output */
  run(folder: Folder): Promise<string>;
  /** Builds the program that uses nothing. @returns the number of bytes of JavaScript that remain */
  nothing?(folder: Folder): Promise<number>;
}

/** The size of the scripts that a folder's page loads, and of their imports. Files that nothing refers to don't count. */
function bytesLoaded(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.m?js$/.test(file));
  const loaded = new Set<string>();
  const load = (text: string): void => {
    for (const file of files) {
      if (loaded.has(file) || !text.includes(basename(file))) continue;
      loaded.add(file);
      load(readFileSync(join(folder, file), "utf8"));
    }
  };
  const page = readFileSync(join(folder, "index.html"), "utf8");
  load(page);
  if (loaded.size === 0 && page.includes("<script")) throw new Error(`${folder} has none of the scripts that its page loads`);
  return [...loaded].reduce((bytes, file) => bytes + readFileSync(join(folder, file)).length, 0);
}

const html = (script: string) =>
  `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${script}"></script>\n`;

/**
 * @param build - the command that builds a program
 * @param takesPages - whether the input is an index.html, whose scripts and workers the tool follows
 * @param options - files that the tool needs, and arguments that it needs for workers
 */
function bundler(
  name: string,
  packages: readonly string[],
  build: (entry: string, output: string) => readonly [command: string, ...args: string[]],
  takesPages: boolean,
  {
    files = {},
    forWorkers = [],
  }: { readonly files?: Readonly<Record<string, string>>; readonly forWorkers?: readonly string[] } = {},
): Tool {
  const built = async (folder: Folder, entry: string, output: string, ...more: readonly string[]) => {
    const [command, ...args] = [...build(entry, output), ...more];
    if (takesPages) folder.write({ "index.html": html(`./${entry}`) });
    await folder.run(command, args);
    if (!takesPages) folder.write({ [`${output}/index.html`]: html(`./${entry}`) });
    return join(folder.path, output);
  };
  const workers = takesPages || name === "webpack";
  const added = forWorkers.length > 0 ? ` (\`${forWorkers.join(" ")}\`)` : "";
  return {
    name,
    packages,
    how: `a page${workers ? `, and one whose worker computes${added}` : ""}; in Chromium`,
    async run(folder) {
      folder.write({
        ...files,
        "main.js": programs.page,
        "main-of-worker.js": programs.pageOfWorker,
        "worker.js": programs.worker,
      });
      const said = await titleIn(await built(folder, "main.js", "out"));
      if (!workers) return said;
      const saidByWorker = await titleIn(await built(folder, "main-of-worker.js", "out-of-worker", ...forWorkers));
      return saidByWorker === said ? said : `in a worker: ${saidByWorker}`;
    },
    async nothing(folder) {
      folder.write({ "nothing.js": programs.nothing });
      return bytesLoaded(await built(folder, "nothing.js", "out-of-nothing"));
    },
  };
}

const node = (version: string): Tool => ({
  name: `Node ${version}`,
  packages: [`node@${version}`],
  how: "runs it",
  run(folder) {
    folder.write({ "main.js": programs.command });
    return folder.run("node", ["main.js"]);
  },
});

/** The line that a test printed, within the output of its runner. */
const printed = (output: string): string => /\[\[.*; [\w-]+/.exec(output)?.[0] ?? `nothing of it in ${output}`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 3000;
}

export const tools: readonly Tool[] = [
  bundler("Vite", ["vite@8"], (_, output) => ["vite", "build", "--outDir", output], true, {
    files: {
      "vite.config.js": "export default { build: { modulePreload: { polyfill: false } }, worker: { format: 'es' } };\n",
    },
  }),
  bundler(
    "webpack",
    ["webpack@5", "webpack-cli@6"],
    (entry, output) => ["webpack", "--mode", "production", "--entry", `./${entry}`, "-o", output, "--output-filename", entry],
    false,
  ),
  bundler(
    "Rollup",
    ["rollup@4", "@rollup/plugin-node-resolve@16"],
    (entry, output) => ["rollup", entry, "--plugin", "node-resolve", "--format", "es", "--dir", output],
    false,
  ),
  bundler(
    "esbuild",
    ["esbuild@0"],
    (entry, output) => ["esbuild", entry, "--bundle", "--minify", "--splitting", "--format=esm", `--outdir=${output}`],
    false,
  ),
  bundler(
    "Parcel",
    ["parcel@2"],
    (_, output) => ["parcel", "build", "index.html", "--dist-dir", output, "--no-source-maps", "--no-cache"],
    true,
    { forWorkers: ["--no-scope-hoist"] }, // otherwise a worker that calls useEngine looks for a module in a bundle that it doesn't load
  ),
  {
    name: "Next.js",
    packages: ["next@16", "react@19", "react-dom@19"],
    how: "a page that the server renders, and its client; in Chromium",
    async run(folder) {
      folder.write(programs.next);
      await folder.run("next", ["build"]);
      const port = await freePort();
      const server = folder.start("node", ["node_modules/next/dist/bin/next", "start", "--port", String(port)]);
      try {
        for (let tries = 0; tries < 100; tries++) {
          if (await fetch(`http://localhost:${port}/`).catch(() => undefined)) break;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        return await titleOf(`http://localhost:${port}/`);
      } finally {
        server.kill();
      }
    },
  },
  {
    name: "Deno",
    packages: ["deno@2"],
    how: "runs it",
    run(folder) {
      folder.write({ "main.js": programs.command });
      return folder.run("deno", ["run", "--allow-read", "--allow-env", "main.js"]);
    },
  },
  {
    name: "Bun",
    packages: ["bun@1"],
    how: "runs it",
    run(folder) {
      folder.write({ "main.js": programs.command });
      return folder.run("bun", ["run", "main.js"]);
    },
  },
  {
    name: "Jest",
    packages: ["jest@30"],
    how: "a test, with `NODE_OPTIONS=--experimental-vm-modules`",
    async run(folder) {
      folder.write({ "entries.test.js": programs.testOf("") });
      return printed(await folder.run("jest", [], { NODE_OPTIONS: "--experimental-vm-modules" }));
    },
  },
  {
    name: "Vitest",
    packages: ["vitest@4"],
    how: "a test",
    async run(folder) {
      folder.write({ "entries.test.js": programs.testOf('import { expect, test } from "vitest";\n') });
      return printed(await folder.run("vitest", ["run"]));
    },
  },
  ...["20", "22", "24", "26"].map(node),
];
