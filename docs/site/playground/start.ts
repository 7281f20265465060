/**
 * The start of the playground: everything that the first errors need. The compiler checks the program while the page still loads the editor,
 * which is larger.
 */
import groups from "virtual:playground/examples";
import { wrap } from "comlink";
import type { Compiler } from "./compiler/compiler.js";
import CompilerWorker from "./compiler/worker.js?worker";
import { codeIn } from "./link.js";
import { element } from "./page.js";
import { showProblems } from "./problems.js";
import "./playground.css";

export const examples = groups.flatMap((group) => group.examples);
export const linked = codeIn(location.hash);
/** The program that the page opens with. */
export const program = linked ?? examples[0]?.code ?? "";

const worker = new CompilerWorker();
worker.addEventListener("error", () => {
  element("status", HTMLElement).textContent = "The compiler couldn't be loaded. Load the page again to try once more.";
});
worker.postMessage(program);
export const compiler = wrap<Compiler>(worker);
/** Once the program has been checked. Its errors are shown then, whether or not there is an editor yet. */
export const checked = compiler.problems().then((problems) => showProblems(problems));

if (linked !== undefined) element("examples", HTMLSelectElement).selectedIndex = 0;
const text = document.createElement("pre");
text.textContent = program;
element("editor", HTMLElement).append(text);

import("./main.js");
