/** Judges the mutants whose numbers it is sent, in a process of its own, for a compiler may never end. */
import { judge } from "./judge.js";
import { type Mutant, mutants } from "./mutants.js";

process.on("message", (index: number) => process.send?.(judge(mutants[index] as Mutant) ?? ""));
process.send?.("ready");
process.on("disconnect", () => process.exit());
