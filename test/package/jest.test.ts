/** The package in Jest, which its users may test with. Jest's matchers tell tensors apart by their numbers. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../types/compiler.js";
import { pack } from "./pack.js";

const folder = mkdtempSync(join(tmpdir(), "conformable-"));
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

beforeAll(() => {
  const tarball = pack(folder);
  write("package.json", JSON.stringify({ name: "stranger", private: true, type: "module" }));
  const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...quietly, tarball, "jest@30"], { cwd: folder, stdio: "pipe" });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const equality = `import { matrix, scalar, tensor, vector, zeros } from "conformable";
import { dense } from "conformable/nn";

const layer = (weight) => dense(2, 1, { weights: matrix([[weight, 3]]), bias: zeros([1]) });
test.each([
  ["numbers", matrix([[1, 2], [3, 4]]), matrix([[1, 2], [3, 4]]), matrix([[1, 2], [3, 9]])],
  ["views", matrix([[1, 3], [2, 4]]).transpose(), matrix([[1, 2], [3, 4]]), matrix([[1, 3], [2, 4]])],
  ["shapes", zeros([2, 3]), zeros([2, 3]), zeros([3, 2])],
  ["shapes of nothing", zeros([0, 3]), zeros([0, 3]), zeros([0, 5])],
  ["scalars", scalar(3), scalar(3), scalar(4)],
  ["ranks", vector([3]), vector([3]), scalar(3)],
  ["NaN", vector([NaN, 1]), vector([NaN, 1]), vector([1, 1])],
  ["zeros", vector([0]), vector([0]), vector([-0])],
  ["parameters", layer(1).parameters, layer(1).parameters, layer(2).parameters],
])("%s", (_, one, equal, other) => {
  for (const matcher of ["toEqual", "toStrictEqual"]) {
    expect(one)[matcher](equal);
    expect(equal)[matcher](one);
    expect(one).not[matcher](other);
    expect(other).not[matcher](one);
    expect(one)[matcher](equal);
  }
});
`;

const message = `import { matrix } from "conformable";

test("unequal", () => expect(matrix([[1, 2], [3, 41]])).toEqual(matrix([[1, 2], [3, 97]])));
`;

function jest(file: string, text: string) {
  write(file, text);
  const env = { ...process.env, NODE_OPTIONS: "--experimental-vm-modules", NO_COLOR: "1", FORCE_COLOR: "0" };
  return spawnSync(process.execPath, [join(folder, "node_modules/jest/bin/jest.js"), file], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
}

test("toEqual and toStrictEqual pass only for equal tensors", () => {
  const { status, stderr } = jest("equality.test.js", equality);
  expect(stderr).toContain("9 passed, 9 total");
  expect(status).toBe(0);
});

test("the guide's matcher works in Jest", () => {
  const page = readFileSync(join(root, "docs/guide/testing.md"), "utf8");
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code = ""]) => code)
    .filter((code) => /toBeAllClose/.test(code));
  expect(blocks).toHaveLength(2);
  const code = blocks.join("").replaceAll(/^import .*"vitest";$/gm, "");
  const { status, stderr } = jest("matcher.test.js", transformSync(code, { loader: "ts", target: "esnext" }).code);
  expect(stderr).toContain("1 passed, 1 total");
  expect(status).toBe(0);
});

test("the message shows the numbers", () => {
  const { status, stderr } = jest("message.test.js", message);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^ *- +97,$/m);
  expect(stderr).toMatch(/^ *\+ +41,$/m);
});
