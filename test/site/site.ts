/** The site that `npm run docs` builds, served as `npm run site` serves it, in a headless Chromium that a test drives. */
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright";
import { type PreviewServer, preview } from "vite";
import { expect } from "vitest";
import { root } from "../types/compiler.js";

const { CHROMIUM = "/usr/bin/chromium" } = process.env;

/** The widths that each page is tested in: those of a desk and of a phone. */
export const sizes = { wide: 1440, narrow: 390 } as const;
interface Window {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

export interface Site {
  /** Where its pages are. */
  readonly address: string;
  /** Opens a page of the site, such as "playground.html". */
  open(path: string, window: Window): Promise<Page>;
  /** Returns what has gone wrong in the pages since the last call: errors, and requests to other hosts. */
  faults(): string[];
  /** From now on, no request is answered. */
  stopServing(): Promise<void>;
  close(): Promise<void>;
}

/** @param folder - the folder of the site, if it isn't the one that `npm run docs` writes */
export async function openSite(folder = join(root, "docs/api")): Promise<Site> {
  const server: PreviewServer = await preview({
    configFile: join(root, "docs/site/vite.config.ts"),
    build: { outDir: folder },
    preview: { port: 4200, open: false }, // or the next port that is free
    logLevel: "error",
  });
  const [address = ""] = server.resolvedUrls?.local ?? [];
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const faults: string[] = [];
  const stopServing = async () => {
    if (!server.httpServer.listening) return;
    const closed = new Promise((resolve) => server.httpServer.close(resolve));
    if ("closeAllConnections" in server.httpServer) server.httpServer.closeAllConnections(); // a browser keeps them open
    await closed;
  };
  return {
    address,
    faults: () => faults.splice(0),
    async open(path, { width, scheme }) {
      const isPhone = width < 500;
      const context = await browser.newContext({
        viewport: { width, height: isPhone ? 844 : 900 },
        colorScheme: scheme,
        isMobile: isPhone,
        hasTouch: isPhone,
      });
      const page = await context.newPage();
      page.on("pageerror", ({ message }) => faults.push(message));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) faults.push(`request: ${request.url()}`);
      });
      await page.goto(address + path);
      return page;
    },
    stopServing,
    async close() {
      await browser.close();
      await stopServing();
    },
  };
}

/**
 * How many times as long as on an idle machine everything takes just now, since other programs use the processor too: the time that 100 ms
 * of work take, by the time of the processor that it was given.
 */
export function slowdown(): number {
  const [began, before] = [performance.now(), process.cpuUsage()];
  while (performance.now() - began < 100);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (performance.now() - began) / ((user + system) / 1000));
}

/** Waits until the service worker keeps a page. @param name - its file, and `&page=` and another after it in the alphabet */
export const isKept = (page: Page, name: string): Promise<void> =>
  expect
    .poll(() => page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.state + active.scriptURL)"), {
      timeout: 20_000,
    })
    .toMatch(new RegExp(`^activated.*page=${name}`));

/** What axe finds that is serious or worse, as text. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source); // not as a script of the page, whose policy forbids it
  const found: readonly { readonly impact: string; readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] =
    await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ impact, id, nodes }) => ({ impact, id, nodes: nodes.map(({ html }) => ({ html })) })))",
    );
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Whether the page is wider than the window. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** The microseconds that the thread itself was at work, whatever else the machine had to do. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** How many milliseconds of its time each task of the page's own thread takes meanwhile. */
export async function tasksDuring(page: Page, meanwhile: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  await browser.startTracing(page, { categories: ["toplevel"] }); // the profiler, which is on by default, takes time itself
  await meanwhile();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOfPage = ({ pid, tid }: TraceEvent) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  return traceEvents.filter((event) => event.name.endsWith("RunTask") && isOfPage(event)).map(({ tdur = 0 }) => tdur / 1000);
}
