/**
 * Judges mutants: all of them, those of the named declarations, or with `again` those that haven't been noticed yet. If all have
 * been judged, it writes the report.
 */
import { fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../types/compiler.js";
import { type Mutant, mutants } from "./mutants.js";
import { discrepancies, report, scores, type Verdicts } from "./report.js";

/** The time limit for a mutant. A change can make a type recurse endlessly, which counts as noticed. */
const patience = 30_000;

const stored = join(root, ".cache", "mutation.json");
mkdirSync(join(root, ".cache"), { recursive: true });
const previous: Verdicts = existsSync(stored) ? JSON.parse(readFileSync(stored, "utf8")) : {};
const store = (): void => writeFileSync(stored, `${JSON.stringify(verdicts, null, 1)}\n`);

const chosen = process.argv.slice(2);
const isChosen = ({ name, declaration }: Mutant): boolean =>
  chosen.length === 0 || chosen.includes(declaration) || (chosen.includes("again") && !previous[name]);
const queue = mutants.flatMap((mutant, index) => (isChosen(mutant) ? [index] : []));
const verdicts: Record<string, string> = chosen.length === 0 ? {} : { ...previous };

/** The number of mutants that one process judges, since a compiler gets slower with every program. */
const judgedByOne = 40;

/** Starts a process that judges one mutant after another, and then the next process, until no mutants are left. */
function work(): Promise<void> {
  return new Promise((resolve) => {
    const worker = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), {
      execArgv: ["--import", "tsx", "--max-semi-space-size=128"],
    });
    let current: string | undefined;
    let left = judgedByOne;
    let timer: NodeJS.Timeout | undefined;
    worker.on("message", (verdict: string) => {
      clearTimeout(timer);
      if (current !== undefined) verdicts[current] = verdict;
      if (queue.length % 100 === 0) {
        store();
        console.log(`${queue.length} to go`);
      }
      const next = left-- > 0 ? queue.shift() : undefined;
      if (next === undefined) {
        worker.kill();
        resolve(queue.length > 0 ? work() : undefined);
        return;
      }
      current = mutants[next]?.name;
      worker.send(next);
      timer = setTimeout(() => {
        if (current !== undefined) verdicts[current] = `the compiler, which does not end within ${patience / 1000} s`;
        worker.kill("SIGKILL");
        resolve(work());
      }, patience);
    });
  });
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
store();

const wrong = discrepancies(verdicts).filter((text) => chosen.length === 0 || !text.startsWith("not judged"));
console.log([...wrong, `${Object.keys(verdicts).length} judged, ${wrong.length} to be looked at`].join("\n"));
if (wrong.length > 0) process.exitCode = 1;
else if (chosen.length === 0) {
  console.log(scores(verdicts).join("\n"));
  writeFileSync(join(root, "docs/proof/mutation.md"), report(verdicts));
}
