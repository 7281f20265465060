/** The programs in docs/examples do what they say. They run for a short time. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../types/compiler.js";

const run = (program: string, ...options: string[]): string =>
  execFileSync(process.execPath, ["--import", "tsx", join(root, "docs/examples", program), ...options], { encoding: "utf8" });

test("names: after one epoch, the transformer is better than bigrams, and makes up ten names", () => {
  const output = run("names.ts", "--epochs", "1");
  const [, transformer, bigrams, names = ""] = /transformer ([\d.]+), bigrams ([\d.]+)\n\n(.*)$/s.exec(output) ?? [];
  expect(Number(bigrams)).toBeGreaterThan(2.2); // guessing letters uniformly gives ln 27 = 3.3, and by their frequency 2.8
  expect(Number(bigrams)).toBeLessThan(2.4);
  expect(Number(transformer)).toBeLessThan(Number(bigrams) - 0.1);
  expect(names.trimEnd().split("\n")).toHaveLength(10);
  expect(names).toMatch(/^([a-z]{0,13}\n){10}$/);
});

test("newton: the slope falls quadratically, and most examples are right", () => {
  const output = run("newton.ts");
  const slopes = [...output.matchAll(/slope ([\d.e+-]+)/g)].map(([, slope]) => Number(slope));
  expect(slopes).toHaveLength(9);
  expect(slopes[6]).toBeLessThan(1e-5);
  expect(slopes[5]).toBeLessThan((slopes[4] as number) ** 1.3);
  expect(Number(/right: ([\d.]+) %/.exec(output)?.[1])).toBeGreaterThan(90);
});

test("names-lstm: after one epoch, the LSTM is better than bigrams, and makes up ten names", () => {
  const output = run("names-lstm.ts", "--epochs", "1");
  const [, lstm, bigrams, names = ""] = /LSTM ([\d.]+), bigrams ([\d.]+)\n\n(.*)$/s.exec(output) ?? [];
  expect(Number(bigrams)).toBeGreaterThan(2.2); // as in names.ts
  expect(Number(bigrams)).toBeLessThan(2.4);
  expect(Number(lstm)).toBeLessThan(Number(bigrams) - 0.1);
  expect(names).toMatch(/^([a-z]{0,13}\n){10}$/);
});

test("vae: a code of two numbers says more than each pixel on its own", () => {
  const output = run("vae.ts", "--epochs", "10");
  const [first, last] = [...output.matchAll(/epoch \d+: ([\d.]+), unseen digits ([\d.]+)/g)].map(([, ...nats]) =>
    nats.map(Number),
  );
  expect(last?.[0]).toBeLessThan((first?.[0] as number) - 5);
  const [, coded, independent] = /two numbers ([\d.]+), pixel by pixel ([\d.]+)/.exec(output) ?? [];
  expect(Number(independent)).toBeGreaterThan(20); // of 64 ln 2 = 44
  expect(Number(coded)).toBeLessThan(Number(independent) - 0.5);
  const pictures = output.slice(output.indexOf("draws"));
  expect(pictures.match(/█/g)?.length).toBeGreaterThan(50); // ink, and paper around it
  expect(pictures.match(/ {4}/g)?.length).toBeGreaterThan(50);
});

test("pca: the error falls as the singular values say, to NumPy's numbers", () => {
  const output = run("pca.ts");
  const rows = [...output.matchAll(/^ +(\d+) +[\d.]+ % +([\d.]+) +([\d.]+)$/gm)].map(([, ...row]) => row.map(Number));
  expect(rows.map(([components]) => components)).toEqual([1, 2, 5, 10, 20, 40, 64]);
  // NumPy 2.4.6, in float64: x = loadtxt("digits.csv.gz", delimiter=",")[:, :64] / 16; c = x - x.mean(0)
  // u, s, vt = linalg.svd(c, full_matrices=False); [sqrt(mean((c - (u[:, :k] * s[:k]) @ vt[:k]) ** 2)) for k in (1, 2, 5, 10, 20, 40, 64)]
  const numpy = [0.2498256, 0.2289669, 0.1826717, 0.1385513, 0.0880398, 0.029413, 0];
  for (const [index, [, error, predicted]] of rows.entries()) {
    expect(Math.abs((error as number) - (numpy[index] as number))).toBeLessThan(1e-4);
    expect(Math.abs((error as number) - (predicted as number))).toBeLessThan(1e-5);
  }
  expect(Number(/covariance: ([\d.e+-]+)/.exec(output)?.[1])).toBeLessThan(1e-5);
});

test("gaussian-process: the values become more likely, and the prediction is near the function, as far as it says", () => {
  const output = run("gaussian-process.ts");
  const likelihoods = [...output.matchAll(/log-likelihood (-?[\d.]+)/g)].map(([, value]) => Number(value));
  expect(likelihoods).toHaveLength(5);
  expect(likelihoods).toEqual(likelihoods.toSorted((a, b) => a - b));
  expect(likelihoods[4]).toBeGreaterThan((likelihoods[0] as number) + 10);
  const noise = Number(/noise ([\d.]+);/.exec(output)?.[1]);
  expect(Math.abs(noise - 0.3)).toBeLessThan(0.15);
  expect(Number(/error ([\d.]+)/.exec(output)?.[1])).toBeLessThan(0.5); // of a function whose standard deviation is 2
  const [, within, largest] = /([\d.]+) % of the function is .* least certain at (-?[\d.]+)/.exec(output) ?? [];
  expect(Number(within)).toBeGreaterThan(85);
  expect(Math.abs(Number(largest))).toBeLessThan(1); // where no values are known
});

test("kalman: the filter is nearer to the true path than the measurements, by as much as it expects", () => {
  const output = run("kalman.ts");
  const [, measured, filtered] = /measured ([\d.]+) m, filtered ([\d.]+) m/.exec(output) ?? [];
  expect(Math.abs(Number(measured) - 5 * Math.SQRT2)).toBeLessThan(1); // 5 m on each axis
  expect(Number(filtered)).toBeLessThan(0.6 * Number(measured));
  expect(Math.abs(Number(/surprises: ([\d.]+)/.exec(output)?.[1]) - 2)).toBeLessThan(0.5); // its deviation is 0.14
});

test("hmc: the points have the right moments, and say less about one another than those of a random walk", () => {
  const chains = [...run("hmc.ts").matchAll(/x (\S+) ± (\S+), y (\S+) ± (\S+), correlation of draws (\S+)/g)];
  const [walk, hamiltonian] = chains.map(([, ...numbers]) => numbers.map(Number));
  const exact = [0, 2, 1, 1.5];
  for (const [index, moment] of exact.entries()) expect(Math.abs((hamiltonian?.[index] as number) - moment)).toBeLessThan(0.25);
  expect(hamiltonian?.[4]).toBeLessThan((walk?.[4] as number) - 0.3);
});

test("diffusion: after 300 steps, points come out of the noise nearer to the moons", () => {
  const output = run("diffusion.ts", "--steps", "300");
  const [noise, points] = [...output.matchAll(/moons: ([\d.]+) of/g)].map(([, distance]) => Number(distance));
  expect(noise).toBeGreaterThan(0.4);
  expect(points).toBeLessThan(0.25);
  expect(output.match(/^step \d+: loss/gm)).toHaveLength(5);
});

test("dqn: it takes the shortest way", () => {
  const [, steps, fewest] = /to the exit: (\d+), the fewest possible: (\d+)/.exec(run("dqn.ts")) ?? [];
  expect(fewest).toBe("12");
  expect(steps).toBe(fewest);
});

test("resnet: after two epochs, it recognises most digits", () => {
  const output = run("resnet.ts", "--epochs", "2");
  expect(output).toContain("globalAveragePool2d   [4, 4, 16]  [16]");
  expect(Number(/recognised: ([\d.]+) %/.exec(output)?.[1])).toBeGreaterThan(85);
});

test("unet: after one epoch, it tells discs from bars", () => {
  const [, unet, grey] = /U-Net ([\d.]+) %, all grey pixels ([\d.]+) %/.exec(run("unet.ts", "--epochs", "1")) ?? [];
  expect(Number(grey)).toBeGreaterThan(30);
  expect(Number(unet)).toBeGreaterThan(Number(grey) + 15);
});

test("detect: after two epochs, it knows the size of most things from a picture and its distance", () => {
  const output = run("detect.ts", "--epochs", "2");
  expect(Number(/recognised: ([\d.]+) %/.exec(output)?.[1])).toBeGreaterThan(45); // of three kinds
  const [, place, size] = /off by ([\d.]+) pixels, and the size by ([\d.]+) m/.exec(output) ?? [];
  expect(Number(place)).toBeLessThan(1.6);
  expect(Number(size)).toBeLessThan(Number(/without looking, .* ([\d.]+) m/.exec(output)?.[1]) * 0.6);
});

const folder = join(root, "docs/examples");
const programs = readdirSync(folder).filter((file) => file.endsWith(".ts"));

test.each(programs)("%s has fewer than 100 lines, no casts, and a place in the index", (file) => {
  const text = readFileSync(join(folder, file), "utf8");
  expect(text.split("\n").length - 1).toBeLessThan(100);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const casts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node))
      casts.push(node.getText(source));
    if (node.kind === ts.SyntaxKind.AnyKeyword) casts.push("any");
    ts.forEachChild(node, visit);
  };
  visit(source);
  expect(casts).toEqual([]);
  expect(text).not.toMatch(/@ts-|biome-ignore/);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`(${file})`);
});
