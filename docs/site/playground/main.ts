/** The playground: an editor with the compiler in the page, and a worker that runs the program. */

import { keep } from "../offline/keep.js";
import { isDark, onThemeChange } from "../shared/theme.js";
import { openEditor } from "./editor/editor.js";
import { connect } from "./editor/language.js";
import { codeIn, hashOf } from "./link.js";
import { Output } from "./output/output.js";
import { element } from "./page.js";
import { showProblems } from "./problems.js";
import { checked, compiler, examples, linked, program } from "./start.js";

const run = element("run", HTMLButtonElement);
const stop = element("stop", HTMLButtonElement);
const share = element("share", HTMLButtonElement);
const menu = element("examples", HTMLSelectElement);
const status = element("status", HTMLElement);
const said = element("said", HTMLElement);

// ── The program ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const editor = openEditor(element("editor", HTMLElement), { code: program, isDark: isDark(), run: () => start() });

/** Puts another program into the editor. The errors of the last one go at once. */
function load(code: string): void {
  status.textContent = "The compiler is reading the program …";
  element("problems", HTMLElement).replaceChildren();
  editor.mark([]);
  editor.code = code;
}

/** The first choice of the menu is a program that isn't an example. It can't be chosen. */
function showInMenu(other: string): void {
  menu.selectedIndex = examples.findIndex(({ code }) => code === editor.code) + 1;
  const [first] = menu.options;
  if (menu.selectedIndex === 0 && first) first.text = other;
}
if (linked !== undefined) showInMenu("From a link");
editor.onChange(() => showInMenu("Your program"));
menu.addEventListener("change", () => {
  const example = examples[Number(menu.value)];
  if (example === undefined) return;
  load(example.code);
  history.replaceState(null, "", location.pathname + location.search);
});
addEventListener("hashchange", () => {
  const code = codeIn(location.hash);
  if (code === undefined || code === editor.code) return;
  load(code);
  showInMenu("From a link");
});

share.addEventListener("click", async () => {
  history.replaceState(null, "", hashOf(editor.code));
  const copied = navigator.clipboard?.writeText(location.href).then(() => true);
  const isCopied = await (copied ?? Promise.resolve(false)).catch(() => false);
  said.textContent = isCopied
    ? "A link that holds the program is copied."
    : "The address of this page now holds the program. Copy it from the address bar.";
});

if (navigator.platform.startsWith("Mac"))
  element("keys", HTMLElement).innerHTML =
    "<kbd>⌘</kbd> <kbd>Enter</kbd> runs the program. <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>M</kbd> lets <kbd>Tab</kbd> leave the editor.";

// ── Its errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

let sent = program;
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
    showProblems(problems, editor.goTo);
  }
  isChecking = false;
}
editor.onChange(check);
connect(compiler, latest);

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

await checked; // the errors come first, and what runs programs takes some time to load
await check();
const { openRunner } = await import("./run/runner.js");
const runner = await openRunner(document.body);
let runs = 0;
const isOneColumn = matchMedia("(max-width: 900px)"); // as in the styles

function setRunning(isRunning: boolean, text: string): void {
  stop.disabled = !isRunning;
  document.body.classList.toggle("running", isRunning);
  said.textContent = text;
}

async function start(): Promise<void> {
  const current = ++runs;
  output.clear();
  setRunning(true, "The program is running.");
  if (isOneColumn.matches) element("output", HTMLElement).scrollIntoView();
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
