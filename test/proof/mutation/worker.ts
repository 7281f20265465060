/** Judges mutants by their numbers, in a process of its own, since a compiler may never finish. */
import { judge } from "./judge.js";
import { type Mutant, mutants } from "./mutants.js";

process.on("message", (index: number) => process.send?.(judge(mutants[index] as Mutant) ?? ""));
process.send?.("ready");
process.on("disconnect", () => process.exit());
