/** The pages without a network, and after a new build. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeServiceWorker } from "../../docs/site/offline/build.js";
import { root } from "../types/compiler.js";
import { isKept, openSite, type Site, sizes } from "./site.js";

const wide = { width: sizes.wide, scheme: "light" } as const;

async function withSite(use: (site: Site) => Promise<void>, folder?: string): Promise<void> {
  const site = await openSite(folder);
  try {
    await use(site);
  } finally {
    await site.close();
  }
}

test("once loaded, both pages load again without a network: a program is checked and runs, and a network learns", async () => {
  await withSite(async (site) => {
    const page = await site.open("playground.html", wide);
    await isKept(page, "playground.html");
    const learn = await page.context().newPage();
    await learn.goto(new URL("learn.html", page.url()).href);
    await isKept(learn, "learn.html&page=playground.html");
    expect(site.faults()).toEqual([]);

    await page.context().setOffline(true);
    await site.stopServing();
    await Promise.all([page.reload(), learn.reload()]);

    await page.locator("#status", { hasText: "finds 1 error" }).waitFor();
    await page.locator("#editor .view-lines").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(
      `import { matrix, vector } from "conformable";\nconsole.log(String(matrix([[1, 2]]).matmul(vector([3]))));\n`,
    );
    await page.locator("#problems", { hasText: "matmul: [1, 2] by [1]: the left has 2 columns, the right 1 rows" }).waitFor();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(
      `import { matrix, vector } from "conformable";\nconsole.log(String(matrix([[1, 2]]).matmul(vector([3, 4]))));\n`,
    );
    await page.locator("#status", { hasText: "no errors" }).waitFor();
    await page.locator("#run").click();
    await page.locator("#lines", { hasText: "Vector<1> [11]" }).waitFor();

    await learn.waitForSelector("body.ready");
    await learn.click("#train");
    await expect.poll(async () => Number(await learn.textContent("#steps-taken")), { timeout: 20_000 }).toBeGreaterThan(20);
  });
});

test("a new build is shown at once, with a network, and then also without one; other pages come from the network", async () => {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  try {
    for (const part of ["learn.html", "index.html", "assets", "pages", "icon.svg", "theme.js", "sw.js"])
      cpSync(join(root, "docs/api", part), join(folder, part), { recursive: true });
    await withSite(async (site) => {
      const page = await site.open("learn.html", wide);
      await isKept(page, "learn.html");
      const keys = () =>
        page.evaluate<string[]>(`(async () => {
        const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map(({ url }) => url);
      })()`);
      const before = await keys();
      const script = /pages\/learn-.{8}\.js/.exec(before.join(" "))?.[0] ?? "";
      expect(script).not.toBe("");

      // The next build has another text, in a page and in a script, and so another name of the script.
      const next = script.replace(/.{8}\.js$/, "12345678.js");
      const replace = (file: string, texts: Readonly<Record<string, string>>, to = file) => {
        let text = readFileSync(join(folder, file), "utf8");
        for (const [old, changed] of Object.entries(texts)) text = text.replaceAll(old, changed);
        writeFileSync(join(folder, to), text);
      };
      replace(script, {}, next);
      rmSync(join(folder, script));
      replace("learn.html", { [script]: next, "A network that learns": "A network that has learned" });
      await writeServiceWorker(folder, ["learn.html"]);

      const response = await page.reload();
      expect(await page.textContent("h1")).toBe("A network that has learned");
      expect(response?.fromServiceWorker()).toBe(true);
      await page.waitForSelector("body.ready");
      await expect.poll(keys, { timeout: 20_000 }).not.toEqual(before);
      await expect.poll(async () => (await keys()).filter((key) => key.includes(script)), { timeout: 20_000 }).toEqual([]);

      const other = await page.goto(new URL("index.html", page.url()).href);
      expect(other?.fromServiceWorker()).toBe(false);
      expect(site.faults()).toEqual([]);

      await site.stopServing();
      await page.goto(new URL("learn.html", page.url()).href);
      await page.waitForSelector("body.ready");
      expect(await page.textContent("h1")).toBe("A network that has learned");
    }, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
