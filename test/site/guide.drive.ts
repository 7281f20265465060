/** The pages of the guide in a browser: their pictures and links, in both themes, and the way from an example to the playground. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeIn } from "../../docs/site/playground/link.js";
import { programs } from "../docs/linked.js";
import { root } from "../types/compiler.js";
import { openSite, type Site, seriousFindings, sizes } from "./site.js";

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await openSite();
  page = await site.open("index.html", { width: sizes.wide, scheme: "light" });
}, 60_000);
afterAll(() => site.close());

/** typedoc's navigation has links in the headings that open and close. We can't change that. */
const ofTypedoc = /^nested-interactive: <summary/;

test.each(["index.html", "documents/Backpropagation,_checked_by_the_compiler.html", "documents/Train_a_network.html"])(
  "axe finds nothing serious on %s, in both themes",
  async (path) => {
    await page.goto(new URL(path, site.address).href);
    await page.waitForFunction("document.body.style.display === ''"); // typedoc shows the page when it has set the theme
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await seriousFindings(page)).filter((finding) => !ofTypedoc.test(finding))).toEqual([]);
    }
  },
);

test("each picture of a page is described, and each heading stands in the list beside it", async () => {
  await page.goto(new URL("documents/Train_a_network.html", site.address).href);
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
  await page.goto(new URL("documents/Get_started.html", site.address).href);
  expect(await page.locator("pre > a.open").count()).toBe(await page.locator("pre > code.ts").count());
  const wrong = page.locator("pre:has(.wrong)").first();
  await wrong.hover();
  site.faults(); // typedoc's pages have no icon
  await wrong.locator("a.open").click();
  await page.locator("#problems", { hasText: "matmul: [2, 3] by [2]: the left has 3 columns, the right 2 rows" }).waitFor();
  expect(await page.evaluate("document.getElementById('examples').selectedOptions[0].text")).toBe("A first error");
  expect(site.faults()).toEqual([]);
});
