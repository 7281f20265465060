/** The effect of a page's Content-Security-Policy on the library, and what the policy has to allow. */
import { expect, test } from "vitest";

/** Runs a program in a page of its own, with a policy. Returns the value of its last line, and the page's warnings. */
function inPage(policy, program) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    addEventListener("message", function answer({ source, data }) {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", answer);
      frame.remove();
      resolve(data);
    });
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module">
        globalThis.__vitest_browser_runner__ = parent.__vitest_browser_runner__; // what Vitest serves asks for it
        const warned = [];
        console.warn = (text) => warned.push(text);
        const run = async () => { ${program} };
        run().catch(String).then((result) => parent.postMessage({ result, warned }, "*"));
      </script>`;
    document.body.append(frame);
  });
}

const program = `
  const { matrix, useEngine } = await import("/src/index.ts");
  const square = matrix([[1, 2], [3, 4]]);
  const product = String(square.matmul(square));
  return { product, ...(await useEngine("wasm", { threads: 2 })) };`;

const product = "Matrix<2, 2> [[7, 10], [15, 22]]";

test("without 'wasm-unsafe-eval', plain TypeScript computes, and the console says why", async () => {
  const { result, warned } = await inPage("script-src 'self' 'unsafe-inline'", program);
  expect(result).toMatchObject({ product, name: "typescript", threads: 1 });
  expect(warned).toEqual([`conformable: ${result.notice}`]);
  expect(result.notice).toContain("script-src has to allow 'wasm-unsafe-eval'");
});

test("with it, WebAssembly computes, but threads also need worker-src blob:", async () => {
  const wasm = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
  const without = await inPage(`${wasm}; worker-src 'self'`, program);
  expect(without.result).toMatchObject({ product, name: expect.stringMatching(/^wasm-/), threads: 1 });
  expect(without.result.notice).toContain("workers don't start here");
  const allowed = await inPage(`${wasm}; worker-src 'self' blob:`, program);
  expect(allowed.result).toMatchObject({ product, threads: 2 });
  expect([...without.warned, ...allowed.warned]).toEqual([]);
});
