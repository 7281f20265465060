/** The page on which a network learns: drawing, training, and backpropagation step by step. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { grad, oneHot, random, vector } from "conformable";
import { dense, sequential, sigmoid } from "conformable/nn";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { examples, readDigits, shuffle } from "../../docs/examples/digits/data.js";
import { root } from "../types/compiler.js";
import { isTooWide, openSite, type Site, seriousFindings, sizes, tasksDuring } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site.close());
afterEach(() => expect(site.faults()).toEqual([]));

/** A page of each width, which the tests share. */
const pages: { wide?: Page; narrow?: Page } = {};

/** The page as it is when it is opened: with a new network, and the first digit. */
async function shared(width: keyof typeof sizes = "wide"): Promise<Page> {
  const page = pages[width] ?? (await site.open("learn.html", { width: sizes[width], scheme: "light" }));
  pages[width] = page;
  await page.waitForSelector("body.ready");
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("#steps button").first().click();
  if ((await page.textContent("#train")) === "Pause") await page.click("#train");
  await page.fill("#speed", "4");
  await page.fill("#rate", "5");
  await page.click("#reset");
  await page.click("#clear");
  await expect.poll(() => page.textContent("#steps-taken")).toBe("0");
  return page;
}
const numberIn = async (page: Page, selector: string): Promise<number> =>
  Number((await page.textContent(selector))?.replace(/[,%]/g, ""));
const learned = (page: Page, steps: number) =>
  expect.poll(() => numberIn(page, "#steps-taken"), { timeout: 60_000 }).toBeGreaterThanOrEqual(steps);

/** Draws strokes on the pad, whose sides are 1, with the mouse. */
async function draw(page: Page, strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  const box = await page.locator("#pad").boundingBox();
  if (!box) throw new Error("the pad isn't on the screen");
  for (const [start, ...rest] of strokes) {
    const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(start ?? [0, 0]));
    await page.mouse.down();
    for (const spot of rest) await page.mouse.move(...at(spot), { steps: 5 });
    await page.mouse.up();
  }
}
const circle = Array.from({ length: 25 }, (_, step): readonly [number, number] => [
  0.5 - 0.22 * Math.sin((step * Math.PI) / 12),
  0.5 - 0.35 * Math.cos((step * Math.PI) / 12),
]);

test("a network that has learned a little reads what is drawn with the mouse", async () => {
  const page = await shared();
  expect(await numberIn(page, "#accuracy")).toBeLessThan(35);
  await page.click("#step");
  await learned(page, 1);
  expect(await numberIn(page, "#steps-taken")).toBe(1);

  await page.fill("#speed", "7");
  await page.click("#train");
  await learned(page, 1500);
  await page.click("#train");
  await expect.poll(() => page.textContent("#train")).toBe("Train");
  const steps = await numberIn(page, "#steps-taken");
  expect(await numberIn(page, "#accuracy")).toBeGreaterThan(90);

  await draw(page, [circle]);
  await expect.poll(() => page.textContent("#says")).toBe("0");
  await page.click("#clear");
  await draw(page, [[[0.3, 0.2], [0.7, 0.2], [0.45, 0.85]]]); // biome-ignore format: the spots of a line
  await expect.poll(() => page.textContent("#says")).toBe("7");
  await expect.poll(() => page.textContent("#heard")).toContain("The network says 7");
  expect(await numberIn(page, "#steps-taken")).toBe(steps);

  await page.click("#reset");
  await expect.poll(() => page.textContent("#steps-taken")).toBe("0");
});

test("the numbers in each step are those of grad on the library's own layers", async () => {
  const page = await shared();
  // The same network, with dense layers that have an activation, and derivatives by grad, where the page uses backward.
  const source = random(1);
  const digits = shuffle(readDigits(), source);
  const [hidden, output] = [dense(64, 30, { random: source }), dense(30, 10, { random: source })];
  const network = sequential(
    dense(64, 30, { activation: sigmoid, ...hidden.parameters }),
    dense(30, 10, { activation: sigmoid, ...output.parameters }),
  );
  const test = examples(digits.slice(1437), 360);
  const x = test.inputs.index(0, 0);
  const y = oneHot(vector([test.digits[0]?.label ?? 0]), 10).index(0, 0);
  const loss = (parameters: typeof network.parameters) =>
    network.with(parameters).predict(x).subtract(y).square().sum().multiply(0.5);
  const [below, above] = grad(loss)(network.parameters);
  const weightedSums = hidden.predict(x);
  const units = weightedSums.sigmoid();

  /** Goes to a step, picks an entry of a tensor with the arrow keys, and returns what the page says about it. */
  async function read(step: string, tensor: string, right: number, down: number): Promise<number> {
    await page.getByRole("button", { name: step, exact: true }).click();
    const section = page.locator("[data-step]:visible");
    await section.locator(`heat-map[of="${tensor}"] canvas`).first().focus();
    for (let move = 0; move < right; move++) await page.keyboard.press("ArrowRight");
    for (let move = 0; move < down; move++) await page.keyboard.press("ArrowDown");
    const formula = section.locator(".readout annotation");
    await formula.waitFor({ state: "attached" });
    const [, number = ""] = (await formula.textContent())?.split(" = ") ?? [];
    return Number(number.replace("{\\cdot}10^{", "e").replace("}", ""));
  }
  const close = (shown: number, expected: number) =>
    expect(Math.abs(shown - expected)).toBeLessThan(0.005 * Math.abs(expected) + 0.0006);
  close(await read("Hidden layer", "hiddenSums", 0, 7), weightedSums.at(7));
  close(await read("Hidden layer", "hiddenWeights", 12, 3), hidden.parameters.weights.at(3, 12));
  close(await read("Output layer", "sums", 0, 4), output.predict(units).at(4));
  close(await read("Loss", "lossSlope", 0, 2), output.predict(units).sigmoid().subtract(y).at(2));
  close(await read("BP1", "error", 0, 5), above.bias.at(5));
  close(await read("BP2", "hiddenError", 9, 0), below.bias.at(9));
  close(await read("BP3", "biasGradient", 3, 0), above.bias.at(3));
  close(await read("BP3", "hiddenBiasGradient", 3, 0), below.bias.at(3));
  close(await read("BP4", "weightGradient", 8, 6), above.weights.at(6, 8));
  close(await read("BP4", "hiddenWeightGradient", 28, 11), below.weights.at(11, 28));
  close(await read("Step", "nextWeights", 8, 6), output.parameters.weights.at(6, 8) - 3 * above.weights.at(6, 8));
});

test("a step on one example lowers its loss as far as the page says", async () => {
  const page = await shared();
  const losses = async () => {
    const formula = await page.locator("[data-step=update] .written annotation").textContent();
    return /C &: ([\d.]+) \\to ([\d.]+)/.exec(formula ?? "")?.slice(1) ?? [];
  };
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect.poll(losses).toHaveLength(2);
  const [before, after] = await losses();
  expect(Number(after)).toBeLessThan(Number(before));
  await page.click("#learn-example");
  await expect.poll(async () => (await losses())[0]).toBe(after);
});

test("everything can be done with the keyboard alone", async () => {
  const page = await shared();
  const focused = () => page.evaluate("document.activeElement.id");
  /** Presses Tab until the element with an id has the focus. */
  async function tabTo(id: string): Promise<void> {
    for (let tries = 0; tries < 60 && (await focused()) !== id; tries++) await page.keyboard.press("Tab");
    expect(await focused()).toBe(id);
  }
  await tabTo("pad");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.textContent("#source")).toContain("Digit 2 of 360");
  await tabTo("train");
  await page.keyboard.press("Enter");
  await tabTo("speed");
  await page.keyboard.press("End");
  await expect.poll(() => page.textContent("#speed-value")).toBe("as fast as it can");
  await tabTo("rate");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => page.textContent("#rate-value")).toBe("1");
  await learned(page, 20);
  await tabTo("next-step");
  for (let step = 0; step < 7; step++) await page.keyboard.press("Enter");
  expect(await page.textContent("#steps [aria-current]")).toBe("Step");
});

test("training never holds the page for more than 50 ms of its thread's time", async () => {
  const page = await shared();
  await page.fill("#speed", "7");
  await page.click("#train");
  await learned(page, 200);
  const times = await tasksDuring(page, async () => {
    for (const place of ["#train", "#inside", "#steps"]) {
      await page.locator(place).scrollIntoViewIfNeeded();
      await page.waitForTimeout(700);
    }
  });
  expect(times.length).toBeGreaterThan(100);
  expect(Math.max(...times)).toBeLessThan(50);
});

test("once loaded, it needs no network", async () => {
  const page = await shared();
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.context().setOffline(true);
  for (const step of await page.locator("#steps button").all()) await step.click();
  await page.click("#train");
  await learned(page, 20);
});

describe.each(["wide", "narrow"] as const)("on a %s page", (width) => {
  test.each(["light", "dark"] as const)("%s: nothing is too wide, and axe finds nothing serious", async (scheme) => {
    const page = await shared(width);
    await page.emulateMedia({ colorScheme: scheme });
    for (const step of await page.locator("#steps button").all()) {
      await step.click();
      expect(await isTooWide(page)).toBe(false);
    }
    await page.evaluate("for (const step of document.querySelectorAll('[data-step]')) step.hidden = false"); // axe skips what is hidden
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator("#steps button").first().click(); // hides the other steps again
  });
});

test("links lead to pages that exist", async () => {
  const page = await shared();
  const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(join(root, "docs/api", link)))).toEqual([]);
});

test("the theme that the reader has chosen on other pages wins", async () => {
  const page = await shared();
  const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const light = await background();
  await page.evaluate('localStorage.setItem("tsd-theme", "dark")');
  await page.reload();
  await page.waitForSelector("body.ready");
  expect(await background()).not.toBe(light);
});
