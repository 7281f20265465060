/** The site that `npm run docs` builds, in a browser: it fits on phones and desktops, and names show their types. */
import { expect, test, vi } from "vitest";

const site = "/docs/api/";
const frame = document.body.appendChild(document.createElement("iframe"));
frame.height = "844";

/** Opens a page of the site, and returns its document after typedoc's script has displayed it. */
async function open(page, width) {
  frame.width = String(width);
  await new Promise((resolve) => {
    frame.onload = resolve;
    frame.src = site + page;
  });
  await vi.waitFor(() => expect(frame.contentDocument.body.style.display).toBe(""));
  return frame.contentDocument;
}

const links = (page, start) => [...page.querySelectorAll(`a[href^="${start}"]`)].map((link) => link.getAttribute("href"));

test.each([390, 1440])("at %i pixels no page of the guide is wider than the window", async (width) => {
  const guide = links(await open("index.html", width), "documents/");
  expect(guide.length).toBeGreaterThan(7);
  const api = ["interfaces/conformable.Tensor.html", "functions/conformable.einsum.html", "functions/conformable_nn.dense.html"];
  for (const page of ["index.html", ...guide, ...api]) {
    const { scrollWidth, clientWidth } = (await open(page, width)).documentElement;
    expect(scrollWidth, page).toBe(clientWidth);
  }
});

test("a name in the chapter shows its type inside the window, with CSS only", async () => {
  const [chapter = ""] = links(await open("index.html", 390), "documents/Back");
  const page = await open(chapter, 390);
  const names = [...page.querySelectorAll("[data-type]")];
  expect(names.length).toBeGreaterThan(100);
  const dot = names.find(({ textContent }) => textContent === "dot");
  dot.focus();
  expect(getComputedStyle(dot, "::after").content).toBe(
    '"(method) Tensor<[3]>.dot<[3], Vector<3>>(this: Tensor<[3]> | null | undefined, other: Tensor<[3]>): Scalar"',
  );
  expect(page.documentElement.scrollWidth).toBe(390);
});
