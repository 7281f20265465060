import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The tests that only `npm run test:all` runs. CONTRIBUTING.md says what is tested where. */
const long = [
  "test/docs/{examples,playground,playground-errors,programs}.test.ts",
  "test/engine/{resident,threads}.test.ts",
  "test/io/networks.test.ts",
  "test/package/{jest,newcomer,package}.test.ts",
  "test/proof/mutation/mutation.test.ts",
  "test/types/{budget,cost,decided,declarations}.test.ts",
];

/** Tests that measure time. They run after all others, one at a time, so that they don't disturb one another. */
const timed = ["test/engine/speed.test.ts", "test/package/size.test.ts"];

/** The longest tests, which start first. If one started last, it would run alone while the other cores are idle. */
const longest =
  /\/(tsd|generated|mutation|cost|decided|edges|declarations|sentences|engines|package|newcomer|jest|resident|programs)\.test\.ts$/;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig(({ mode }) => {
  // `--mode all` also makes tests run in full that otherwise run on a sample. They read this variable.
  const shared = { setupFiles: ["test/setup.ts"], testTimeout: 60_000, env: { TEST_ALL: mode === "all" ? "1" : "" } };
  return {
    test: {
      maxWorkers: "100%", // of the cores; by default Vitest leaves one idle, which is half of a machine with two cores
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          test: {
            ...shared,
            pool: "threads",
            isolate: false, // loading the library and a compiler for each file anew takes longer than many of the files
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
