/** The playground in a browser: typing, errors, running, stopping, links, and how long errors take. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hashOf } from "../../docs/site/playground/link.js";
import { isKept, isTooWide, openSite, type Site, seriousFindings, sizes, slowdown, tasksDuring } from "./site.js";

let site: Site;
/** A page of each width, which the tests share: it takes seconds to load. */
const pages: { wide?: Page; narrow?: Page } = {};
/** When the first error of each page was there, in milliseconds since the navigation began, and as it would be on an idle machine. */
const firsts: { readonly shown: number; readonly idle: number }[] = [];

async function open(width: keyof typeof sizes, hash = ""): Promise<Page> {
  const before = slowdown();
  const page = await site.open(`playground.html${hash}`, { width: sizes[width], scheme: "light" });
  await page.locator("#status[data-errors]").waitFor();
  const shown = await page.evaluate<number>("performance.now()");
  firsts.push({ shown, idle: (2 * shown) / (before + slowdown()) });
  return page;
}
const shared = async (width: keyof typeof sizes): Promise<Page> => (pages[width] ??= await open(width));

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());
afterEach(() => expect(site.faults()).toEqual([]));

const problems = (page: Page) => page.locator("#problems button");
const said = (page: Page, text: RegExp) => page.locator("#said", { hasText: text }).waitFor();

/** Replaces the program by another, as a user types it. */
async function type(page: Page, code: string): Promise<void> {
  await page.locator("#editor .view-lines").click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(code);
}
async function run(page: Page, ended = /has ended/): Promise<void> {
  await page.locator("#run").click();
  await said(page, ended);
}

const start = `import { matrix, vector } from "conformable";\nconst weights = matrix([[1, 2, 3], [4, 5, 6]]);\nconst error = vector([1, -1]);\n`;

describe.each(["wide", "narrow"] as const)("on a %s page", (width) => {
  test.each(["light", "dark"] as const)(
    "%s: a wrong line shows its sentence; mended, it runs; an endless loop can be stopped",
    async (scheme) => {
      const page = await shared(width);
      await page.emulateMedia({ colorScheme: scheme });
      await type(page, `${start}weights.matmul(error);\n`);
      await problems(page).filter({ hasText: "matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows" }).waitFor();
      await page.locator(".squiggly-error").first().waitFor();
      expect(await problems(page).count()).toBe(1);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);

      await type(page, `${start}console.log(String(weights.transpose().matmul(error)));\n`);
      await page.locator("#status", { hasText: "no errors" }).waitFor();
      await run(page);
      expect(await page.locator("#lines").textContent()).toBe("Vector<3> [-3, -3, -3]");
      await expect.poll(() => isInView(page, "#lines")).toBe(true);

      await type(page, `console.log("before");\nfor (;;) {}\n`);
      await page.locator("#run").click();
      await page.locator("#lines", { hasText: "before" }).waitFor();
      expect(await isInView(page, "#stop")).toBe(true);
      await page.locator("#stop").click();
      await said(page, /has been stopped/);
      await expect
        .poll(() => page.workers().filter((worker) => worker.url().startsWith("blob:")).length, { timeout: 10_000 })
        .toBe(0);
    },
  );
});
const isInView = (page: Page, selector: string) =>
  page.evaluate<boolean>(`{
    const { top, left } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    top >= 0 && left >= 0 && top < innerHeight && left < innerWidth;
  }`);

test("after a key, errors are there within 300 ms", async () => {
  const page = await shared("wide");
  await type(page, start);
  await page.locator("#status", { hasText: "no errors" }).waitFor();
  await page.evaluate(`{
    globalThis.checked = [];
    const now = () => performance.timeOrigin + performance.now();
    new MutationObserver(() => checked.push(now())).observe(document.getElementById("status"), { attributes: true });
  }`);
  await page.keyboard.press("ControlOrMeta+End");
  const times: number[] = [];
  const wrongLines = [
    "weights.matmul(error);",
    "error.outer(weights);",
    "weights.add(error);",
    "weights.reshape([7]);",
    "error.at(1, 2);",
  ];
  for (const line of wrongLines) {
    await page.waitForTimeout(100);
    const began = performance.timeOrigin + performance.now(); // the clock of the page
    const before = await page.evaluate<number>("checked.length");
    await page.keyboard.insertText(`${line}\n`);
    await expect.poll(() => page.evaluate<number>("checked.length"), { timeout: 10_000 }).toBeGreaterThan(before);
    times.push((await page.evaluate<number>(`checked[${before}]`)) - began);
  }
  const slower = slowdown();
  times.sort((one, other) => one - other);
  console.log(
    `after a key: ${times.map((time) => time.toFixed(0)).join(", ")} ms, on a machine that is ${slower.toFixed(1)} times as slow as idle`,
  );
  expect(await problems(page).count()).toBe(5);
  expect((times[2] ?? Number.NaN) / slower).toBeLessThan(300); // the median of five
});

/** Everything that a program of an evil page would try. Each attempt says what it got, or is refused. */
const escapes = (elsewhere: string) => `
const socket = (make: () => EventTarget & { close?(): void }) => new Promise((resolve, reject) => {
  const opened = make();
  opened.addEventListener("open", resolve);
  opened.addEventListener("error", reject);
});
const worker = (address: string) => new Promise((resolve, reject) => {
  const inner = new Worker(address);
  inner.onmessage = ({ data }) => (data === "refused" ? reject() : resolve(data));
  inner.onerror = reject;
});
const script = (code: string) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
const attempts: Record<string, () => unknown> = {
  fetch: () => fetch("${elsewhere}"),
  "fetch of a page": () => fetch("http://localhost:4200/learn.html", { mode: "no-cors" }),
  request: () => { const all = new XMLHttpRequest(); all.open("GET", "${elsewhere}", false); all.send(); },
  socket: () => socket(() => new WebSocket("${elsewhere.replace("http", "ws")}")),
  events: () => socket(() => new EventSource("${elsewhere}")),
  import: () => import("${elsewhere}" as string),
  "import of data": () => import("data:text/javascript,1" as string),
  scripts: () => (globalThis as unknown as { importScripts(address: string): void }).importScripts("${elsewhere}"),
  eval: () => eval("1"),
  "a worker's fetch": () => worker(script("fetch('${elsewhere}').then(() => postMessage('fetched'), () => postMessage('refused'))")),
  "a worker's scripts": () => worker(script("try { importScripts('${elsewhere}'); postMessage('imported') } catch { postMessage('refused') }")),
  "a worker of the site": () => worker("http://localhost:4200/sw.js"),
  caches: () => caches.keys(),
  database: () => new Promise((resolve, reject) => { const opening = (globalThis as any).indexedDB.open("x"); opening.onsuccess = resolve; opening.onerror = reject; }),
  files: () => navigator.storage.getDirectory(),
  cookies: () => (globalThis as any).cookieStore.getAll(),
  "service worker": () => (navigator as any).serviceWorker.getRegistrations(),
  locks: () => navigator.locks.request("page", () => 1),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    console.log(name, "worked", String(await attempt()));
  } catch {
    console.log(name, "refused");
  }
}
new BroadcastChannel("page").postMessage("from the program");
self.postMessage("from the program");
console.log(self.origin, "document" in self);
`;

test("code from a link runs only when asked, and can't reach the page, what it stores, or the network", async () => {
  const requests: string[] = [];
  const elsewhere = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript" }).end("1;");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, resolve));
  const { port } = elsewhere.address() as AddressInfo; // it listens on a port
  const page = await open("wide", hashOf(escapes(`http://localhost:${port}/`)));
  await isKept(page, "playground.html"); // the service worker answers the page's requests from now on
  await page.evaluate(`{
    globalThis.heard = [];
    addEventListener("message", ({ data }) => heard.push(data));
    new BroadcastChannel("page").onmessage = ({ data }) => heard.push(data);
  }`);
  expect(await page.locator("#lines").textContent()).toBe("");
  await run(page, /has (ended|failed)/);
  const lines = await page.locator("#lines .line").allTextContents();
  expect(lines.filter((line) => !line.endsWith(" refused"))).toEqual(["null false"]);
  expect(lines.length).toBe(19);
  expect(await page.evaluate("heard")).toEqual([]);
  expect(requests).toEqual([]);
  for (const fault of site.faults())
    expect(fault).toMatch(/Content Security Policy|Failed to load|^request: http:\/\/localhost:/);
  await page.close();
  elsewhere.close();
});

test("tensors are drawn as numbers, heat maps and images, and losses as curves", async () => {
  const page = await shared("wide");
  await type(
    page,
    `import { linspace, matrix, randomNormal, random } from "conformable";
console.log(matrix([[1, 2], [3, 4]]));
console.log(randomNormal([20, 30], random(1)));
console.log("an image", linspace(0, 1, 192).reshape([8, 8, 3]));
for (let step = 0; step < 50; step++) plot(1 / (step + 1));
`,
  );
  await run(page);
  expect(await page.locator("#lines td").allTextContents()).toEqual(["1", "2", "3", "4"]);
  const labels = await page.locator("#lines canvas").evaluateAll((all) => all.map((canvas) => canvas.getAttribute("aria-label")));
  expect(labels[0]).toMatch(/^Heat map, 20 rows by 30 columns, from -\d/);
  expect(labels[1]).toBe("Image, 8 by 8");
  await page.locator("#curves canvas").waitFor();
  expect(await page.locator("#curves").getAttribute("aria-label")).toBe("Curves. The last values are: loss 0.02000");
  expect(await seriousFindings(page)).toEqual([]);
});

test("after a point, the editor completes the name", async () => {
  const page = await shared("wide");
  await type(page, `${start}weights`);
  await page.keyboard.press(".");
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  await page.keyboard.type("transp");
  await page.locator(".suggest-widget .monaco-list-row", { hasText: "transpose" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator("#editor .view-lines").textContent()).toContain("weights.transpose");
});

test("a name shows its shape under the pointer; training draws its losses, also those on validation data", async () => {
  const page = await shared("wide");
  await page.locator("#examples").selectOption({ index: 1 });
  await page.locator(".view-line span", { hasText: "weights" }).last().hover();
  await page.locator(".monaco-hover", { hasText: "const weights: Matrix<2, 3>" }).waitFor();
  await page.locator("#examples").selectOption({ label: "Training, with validation" });
  await run(page);
  expect(await page.locator("#curves").getAttribute("aria-label")).toMatch(
    /^Curves\. The last values are: loss [\d.]+, validation loss [\d.]+$/,
  );
});

test("a program that trains never holds the page for more than 50 ms of its thread's time", async () => {
  const page = await shared("wide");
  await type(
    page,
    `import { random, randomNormal } from "conformable";
import { backpropagate, dense, meanSquaredError, sequential, sgd } from "conformable/nn";
const network = sequential(dense(30, 20), dense(20, 1));
const optimizer = sgd(network, { learningRate: 0.001 });
const [inputs, targets] = [randomNormal([50, 30], random(1)), randomNormal([50, 1], random(2))];
for (let step = 0; ; step++) {
  const { loss, gradients } = backpropagate(network, meanSquaredError, inputs, targets);
  optimizer.step(gradients);
  plot(loss);
  if (step % 20 === 0) console.log(network.parameters[0].weights);
}
`,
  );
  await page.locator("#status", { hasText: "no errors" }).waitFor();
  await page.locator("#run").click();
  await page.locator("#lines canvas").first().waitFor();
  const times = await tasksDuring(page, () => page.waitForTimeout(2000));
  await page.locator("#stop").click();
  await said(page, /has (been stopped|ended)/);
  expect(times.length).toBeGreaterThan(20);
  expect(Math.max(...times)).toBeLessThan(50);
});

test("without a mouse: choose an example, run it, stop it, and go to an error", async () => {
  const page = await shared("wide");
  const focused = () => page.evaluate("document.activeElement.id || document.activeElement.className") as Promise<string>;
  await page.locator("#examples").selectOption({ index: 2 });
  await page.locator("#examples").focus();
  await page.keyboard.press("ArrowDown");
  await problems(page).filter({ hasText: "matmul: [10, 30] by [10]: the left has 30 columns" }).waitFor();
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("run");
  await page.keyboard.press("Enter");
  await said(page, /has failed/);
  await page.keyboard.press("Tab"); // over Stop, which is off, to the link
  expect(await focused()).toBe("share");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(`document.getElementById("editor").contains(document.activeElement)`)).toBe(true);
  await page.keyboard.press("Control+M"); // Tab leaves the editor
  await page.keyboard.press("Tab");
  expect(await page.evaluate(`document.activeElement.closest("#problems") !== null`)).toBe(true);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(`document.getElementById("editor").contains(document.activeElement)`)).toBe(true);
});

test("a link holds the program, also on a phone; the menu says what the program is", async () => {
  const page = await shared("narrow");
  const chosen = (one: Page) => one.evaluate("document.getElementById('examples').selectedOptions[0].text");
  await page.locator("#examples").selectOption({ index: 2 });
  expect(await chosen(page)).toBe("A first error");
  await type(page, `console.log("from a link");\n`);
  expect(await chosen(page)).toBe("Your program");
  await page.locator("#share").click();
  await said(page, /holds the program/);
  const other = await open("narrow", new URL(page.url()).hash);
  expect(await chosen(other)).toBe("From a link");
  await other.locator("#run").click();
  await other.locator("#lines", { hasText: "from a link" }).waitFor();
  await other.close();
});

test("the first error is there within 3 s", () => {
  const written = firsts.map(({ shown, idle }) => `${shown.toFixed(0)} (idle: ${idle.toFixed(0)})`);
  console.log(`first errors after ${written.join(", ")} ms`);
  expect(firsts.length).toBe(4);
  expect(Math.min(...firsts.map(({ idle }) => idle))).toBeLessThan(3000);
});
