/** The pages of the guide in a browser: their pictures and links, in both themes, and the way from an example to the playground. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeIn } from "../../docs/site/playground/link.js";
import { programs } from "../docs/linked.js";
import { root } from "../types/compiler.js";
import { isTooWide, openSite, type Site, seriousFindings, sizes } from "./site.js";

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await openSite();
  page = await site.open("index.html", { width: sizes.wide, scheme: "light" });
}, 60_000);
afterAll(() => site.close());

/** typedoc's navigation has links in the headings that open and close. We can't change that. */
const ofTypedoc = /^nested-interactive: <summary/;

/** In a browser, the page that an address leads to, at one of the widths and in one of the themes. */
async function go(path: string, width: keyof typeof sizes, colorScheme: "light" | "dark"): Promise<void> {
  await page.setViewportSize({ width: sizes[width], height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(new URL(path, site.address).href);
  await page.waitForFunction("document.body.style.display === ''"); // typedoc shows the page when it has set the theme
}
const documents = readdirSync(join(root, "docs/api/documents")).map((file) => `documents/${file}`);
const reference = ["modules/conformable_nn.html", "interfaces/conformable.Tensor.html", "functions/conformable_nn.train.html"];

test("no page of text, and none of these of the reference, is wider than a phone", async () => {
  for (const path of ["index.html", ...documents, ...reference]) {
    await go(path, "narrow", "light");
    expect(await isTooWide(page), path).toBe(false);
  }
  expect(documents.length).toBeGreaterThan(20);
});

test.each([
  "index.html",
  "documents/Backpropagation,_checked_by_the_compiler.html", // formulas
  "documents/Train_a_network.html", // pictures
  "documents/Performance.html", // tables
  "documents/In_a_worker.html", // code in JavaScript
  "functions/conformable_nn.train.html", // a signature
])("axe finds nothing serious on %s: on a desk in light, on a phone in dark", async (path) => {
  for (const [width, scheme] of [
    ["wide", "light"],
    ["narrow", "dark"],
  ] as const) {
    // biome-ignore format: two pairs
    await go(path, width, scheme);
    expect((await seriousFindings(page)).filter((finding) => !ofTypedoc.test(finding))).toEqual([]);
  }
});

test("each picture of a page is described, and each heading stands in the list beside it", async () => {
  await go("documents/Train_a_network.html", "wide", "light");
  const pictures = page.locator("svg.picture");
  expect(await pictures.count()).toBe(2);
  for (const picture of await pictures.all())
    expect(((await picture.locator("desc").textContent()) ?? "").length).toBeGreaterThan(40);
  const titles = await page.locator(".tsd-page-navigation a span").allTextContents();
  expect(titles).toContain("train");
  expect(titles.filter((title) => title.trim() === "")).toEqual([]);
});

test("the links of all examples hold programs of the documentation, of which the compiler says in the playground what tsc says", () => {
  // test/docs/playground-errors.test.ts compares what they say.
  const folder = join(root, "docs/api");
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  const links = pages.flatMap((file) => [
    ...readFileSync(join(folder, file), "utf8").matchAll(/<a class="open" href="[^"#]*(#[^"]*)"/g),
  ]);
  const codes = new Set(links.map(([, hash = ""]) => codeIn(hash)?.trimEnd()));
  const known = new Set(programs.map((code) => code.trimEnd()));
  expect(codes.size).toBeGreaterThan(700);
  expect([...codes].filter((code) => code === undefined || !known.has(code))).toEqual([]);
});

test("an example opens in the playground, with its imports and its error", async () => {
  await go("documents/Get_started.html", "wide", "light");
  expect(await page.locator("pre > a.open").count()).toBe(await page.locator("pre > code.ts").count());
  const wrong = page.locator("pre:has(.wrong)").first();
  await wrong.hover();
  await wrong.locator("a.open").click();
  await page.locator("#problems", { hasText: "matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows" }).waitFor();
  expect(await page.evaluate("document.getElementById('examples').selectedOptions[0].text")).toBe("A first error");
  expect(site.faults()).toEqual([]);
});
