/** The playground: an editor with the compiler in the page, and a worker that runs the program. */

import groups from "virtual:playground/examples";
import { wrap } from "comlink";
import { keep } from "../offline/keep.js";
import { isDark, onThemeChange } from "../shared/theme.js";
import type { Compiler } from "./compiler/compiler.js";
import { openEditor } from "./editor/editor.js";
import { connect } from "./editor/language.js";
import { codeIn, hashOf } from "./link.js";
import { Output } from "./output/output.js";
import { listProblems } from "./problems.js";
import { openRunner } from "./run/runner.js";
import { worker } from "./start.js";

/** The element with an id, which the page has. */
function element<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${id}`);
}
const run = element("run", HTMLButtonElement);
const stop = element("stop", HTMLButtonElement);
const share = element("share", HTMLButtonElement);
const menu = element("examples", HTMLSelectElement);
const status = element("status", HTMLElement);
const said = element("said", HTMLElement);
const list = element("problems", HTMLElement);

// ── The program ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const examples = groups.flatMap((group) => group.examples);
for (const group of groups) {
  const part = document.createElement("optgroup");
  part.label = group.title;
  part.append(
    ...group.examples.map(({ title }) => new Option(title, String(examples.findIndex((other) => other.title === title)))),
  );
  menu.append(part);
}

const fromLink = codeIn(location.hash);
menu.selectedIndex = fromLink === undefined ? 1 : 0; // the first is "from a link", and the second the first example
const compiler = wrap<Compiler>(worker);
const editor = openEditor(element("editor", HTMLElement), {
  code: fromLink ?? examples[0]?.code ?? "",
  isDark: isDark(),
  run: () => start(),
});

/** Puts another program into the editor. The errors of the last one go at once. */
function load(code: string): void {
  status.textContent = "The compiler is reading the program …";
  list.replaceChildren();
  editor.mark([]);
  editor.code = code;
}

menu.addEventListener("change", () => {
  const example = examples[Number(menu.value)];
  if (example === undefined) return;
  load(example.code);
  history.replaceState(null, "", location.pathname + location.search);
});
addEventListener("hashchange", () => {
  const code = codeIn(location.hash);
  if (code === undefined || code === editor.code) return;
  menu.selectedIndex = 0;
  load(code);
});

share.addEventListener("click", async () => {
  history.replaceState(null, "", hashOf(editor.code));
  await navigator.clipboard?.writeText(location.href).catch(() => {}); // the address is in the address bar in any case
  said.textContent = "The address of this page now holds the program, and is copied.";
});

if (navigator.platform.startsWith("Mac"))
  element("keys", HTMLElement).innerHTML =
    "<kbd>⌘</kbd> <kbd>Enter</kbd> runs the program. <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>M</kbd> lets <kbd>Tab</kbd> leave the editor.";

// ── Its errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

let sent: string | undefined;
/** Sends the program to the compiler, if it has changed. */
async function latest(): Promise<void> {
  const { code } = editor;
  if (code === sent) return;
  sent = code;
  await compiler.write(code);
}

let [isChecking, hasChanged] = [false, false];
/** Checks the program. If it changes meanwhile, checks it again. */
async function check(): Promise<void> {
  hasChanged = true;
  if (isChecking) return;
  isChecking = true;
  while (hasChanged) {
    hasChanged = false;
    await latest();
    const problems = await compiler.problems();
    if (hasChanged) continue;
    editor.mark(problems);
    listProblems(list, problems, editor.goTo);
    const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
    status.textContent = problems.length === 0 ? "The compiler finds no errors." : `The compiler finds ${count}:`;
    status.dataset.errors = String(problems.length);
  }
  isChecking = false;
}
editor.onChange(check);
connect(compiler, latest);
const checked = check();

// ── Its output ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const output = new Output({
  lines: element("lines", HTMLElement),
  left: element("left", HTMLElement),
  curves: element("curves", HTMLElement),
});
onThemeChange(() => {
  editor.setDark(isDark());
  output.curves.draw(true);
});

await checked; // the errors come first, and the frame takes some time
const runner = await openRunner(document.body);
let runs = 0;

function setRunning(isRunning: boolean, text: string): void {
  stop.disabled = !isRunning;
  document.body.classList.toggle("running", isRunning);
  said.textContent = text;
}

async function start(): Promise<void> {
  const current = ++runs;
  output.clear();
  setRunning(true, "The program is running.");
  await latest();
  const program = await compiler.emit();
  if (current !== runs) return;
  const began = performance.now();
  runner.run(program, (report) => {
    if (current !== runs) return;
    output.add(report);
    if (report.ended === undefined) return;
    const { error } = report.ended;
    if (error !== undefined) output.note(error, "error");
    else if (output.isEmpty)
      output.note("The program has ended without printing anything. console.log(x) prints x, plot(x) draws a curve.");
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    setRunning(
      false,
      error === undefined ? `The program has ended after ${seconds} s.` : `The program has failed after ${seconds} s.`,
    );
  });
}

run.addEventListener("click", start);
stop.addEventListener("click", () => {
  runs++;
  runner.stop();
  setRunning(false, "The program has been stopped.");
  run.focus();
});
run.disabled = false;
void keep("playground.html");
