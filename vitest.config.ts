import { configDefaults, defineConfig } from "vitest/config";

/** Tests of how long something takes: after all the others, and one at a time, so that they don't measure their neighbours. */
const timed = ["test/engine/speed.test.ts", "test/package/size.test.ts"];

const shared = { setupFiles: ["test/setup.ts"], testTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "tests", include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, ...timed] } },
      { test: { ...shared, name: "timed", include: timed, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
