/**
 * Tests in headless Chromium: `npm run test:browser`. They need a Chromium on the machine (set its path in CHROMIUM) and the site
 * (`npm run docs`).
 */
import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

/** The entries of the package. The longer names come first, since a name also matches what follows it. */
const entries = [
  ["conformable/io", "src/io/index.ts"],
  ["conformable/nn", "src/nn/index.ts"],
  ["conformable", "src/index.ts"],
] as const;

const { CHROMIUM = "/usr/bin/chromium" } = process.env;

export default defineConfig({
  test: {
    projects: [
      {
        // The package itself, as programs that use it import it.
        resolve: {
          alias: Object.fromEntries(entries.map(([name, file]) => [name, fileURLToPath(new URL(file, import.meta.url))])),
        },
        // Without these headers, a page's threads can't share memory.
        server: { headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" } },
        test: {
          name: "in the browser",
          include: [
            "test/engine/{engines,memory,switching,threads}.test.ts",
            "test/engine/policy.browser.mjs",
            "test/tensor/untyped.test.ts",
            "test/nn/**/*.test.ts",
            "test/docs/*.browser.mjs",
          ],
          // These read PyTorch's values from a file, or draw a bar in a terminal.
          exclude: ["test/nn/layers/recurrent.test.ts", "test/nn/training/progress.test.ts"],
          setupFiles: ["test/setup.ts"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: CHROMIUM,
                args: [
                  ...["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                  ...["--disable-component-update", "--disable-sync", "--no-first-run"],
                ],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        // The pages of the site that are programs. These tests run in Node, and drive a browser. They measure time, so they run one at a time.
        test: {
          name: "site",
          include: ["test/site/*.drive.ts"],
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
