/** If WebAssembly can't run, plain TypeScript replaces it, with a single warning. policy.browser.mjs tests the policies of pages. */
import { afterEach, expect, test, vi } from "vitest";
import { webAssembly } from "../../src/engine/host.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

/** The library, loaded into a host with another `WebAssembly`. */
async function loaded(other: unknown) {
  vi.resetModules();
  vi.stubGlobal("WebAssembly", other);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  return { ...(await import("../../src/index.js")), warn };
}

const forbidding = {
  validate: () => true,
  Memory: webAssembly.Memory,
  Module: class {
    constructor() {
      throw new Error("disallowed by embedder");
    }
  },
};

test.each([
  ["forbids it", forbidding, /can't run here \(disallowed by embedder\)/],
  ["has none", undefined, /can't run here \(this host has none\)/],
])("a host that %s still computes products, and warns once", async (_, webAssembly, reason) => {
  const { matrix, useEngine, warn } = await loaded(webAssembly);
  expect(warn).not.toHaveBeenCalled(); // nothing has been computed yet
  const square = matrix([[1, 2], [3, 4]]).matmul(matrix([[1, 2], [3, 4]])); // biome-ignore format: a matrix
  expect(String(square)).toBe("Matrix<2, 2> [[7, 10], [15, 22]]");
  const { name, threads, notice } = await useEngine("wasm", { threads: 2, fast: true });
  expect({ name, threads }).toEqual({ name: "typescript", threads: 1 });
  expect(notice).toMatch(reason);
  expect(notice).toContain("script-src has to allow 'wasm-unsafe-eval'");
  expect(warn.mock.calls).toEqual([[`conformable: ${notice}`]]);
});

test("there is no warning on a host that has WebAssembly", async () => {
  const { ones, useEngine, warn } = await loaded(webAssembly);
  expect(ones([2]).add(1).toArray()).toEqual([2, 2]);
  expect(await useEngine("wasm")).not.toHaveProperty("notice");
  expect(warn).not.toHaveBeenCalled();
});
