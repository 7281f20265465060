/** Opens pages of the site in headless Chromium, and notes everything that a page must not do. */
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, expect } from "vitest";

const { CHROMIUM = "/usr/bin/chromium" } = process.env;
let browser: Browser;
let server: PreviewServer;

beforeAll(async () => {
  const configFile = fileURLToPath(new URL("../../docs/site/vite.config.ts", import.meta.url));
  server = await preview({ configFile, logLevel: "error", preview: { host: "127.0.0.1", port: 0 } });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Errors of scripts, messages on the console, and requests to other hosts. */
  readonly faults: readonly string[];
}

/** Opens a page of the site. `await using` closes it. */
export async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const [host = ""] = server.resolvedUrls?.local ?? [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(host) && !/^(data|blob):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(host + address);
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** The microseconds that the thread itself was at work, whatever else the machine had to do. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The milliseconds that each task of the page's own thread takes meanwhile, in time of that thread. */
export async function tasksDuring(page: Page, meanwhile: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ["toplevel"] }); // the profiler, which is on by default, takes time itself
  await meanwhile();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOfPage = ({ pid, tid }: TraceEvent) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  return traceEvents.filter((event) => /RunTask$/.test(event.name) && isOfPage(event)).map(({ tdur = 0 }) => tdur / 1000);
}

/** Expects that axe finds nothing serious. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe, which the line above has loaded into the page
    const { violations } = (await (globalThis as any).axe.run()) as axe.AxeResults;
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
  });
  expect(findings).toEqual([]);
}
