import { configDefaults, defineConfig } from "vitest/config";

/** What `npm test` leaves to `npm run test:all`. CONTRIBUTING.md says what is tested where. */
const long = [
  "test/docs/programs.test.ts",
  "test/engine/resident.test.ts",
  "test/package/{jest,newcomer,package}.test.ts",
  "test/proof/mutation/mutation.test.ts",
  "test/types/cost.test.ts",
];

/** Tests of how long something takes: after all the others, and one at a time, so that they don't measure their neighbours. */
const timed = ["test/engine/speed.test.ts", "test/package/size.test.ts"];

export default defineConfig(({ mode }) => {
  // `--mode all` also lengthens the tests that look at a part: they see it in this variable.
  const shared = { setupFiles: ["test/setup.ts"], testTimeout: 60_000, env: { TEST_ALL: mode === "all" ? "1" : "" } };
  return {
    test: {
      maxWorkers: "100%", // of the cores; Vitest leaves one idle, which on two cores is half of the machine
      projects: [
        {
          test: {
            ...shared,
            name: "tests",
            include: ["test/**/*.test.ts"],
            exclude: [...configDefaults.exclude, ...long, ...timed],
          },
        },
        { test: { ...shared, name: "long", include: long } },
        { test: { ...shared, name: "timed", include: timed, fileParallelism: false, sequence: { groupOrder: 1 } } },
      ],
    },
  };
});
