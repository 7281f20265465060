/** A headless Chromium, and a server for the folders that bundlers write. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright";

const { CHROMIUM = "/usr/bin/chromium" } = process.env;

/** The title that a page sets when its program has finished. */
export async function titleOf(url: string): Promise<string> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no Chromium at ${CHROMIUM}: install one, or say where it is by CHROMIUM`);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on("pageerror", ({ message }) => said.push(message));
    page.on("console", (message) => said.push(message.text()));
    await page.goto(url);
    await page.waitForFunction("document.title !== ''", undefined, { timeout: 20_000 }).catch(() => {
      throw new Error(`the page has said nothing in 20 s; its console: ${said.join(" | ")}`);
    });
    return await page.title();
  } finally {
    await browser.close();
  }
}

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };

/** The title of a folder's index.html. */
export async function titleIn(folder: string): Promise<string> {
  const server = createServer(({ url = "/" }, response) => {
    const path = join(folder, normalize(new URL(url, "http://localhost").pathname).replace(/\/$/, "/index.html"));
    if (!existsSync(path) || !statSync(path).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  try {
    return await titleOf(`http://localhost:${(server.address() as AddressInfo).port}/`); // a port, since it listens on one
  } finally {
    server.close();
  }
}
