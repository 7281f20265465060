/** WebAssembly in float64. engines.test.ts compares its operations with the reference, and test/oracle with NumPy. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { concat, identity, matrix, ones, random, randomNormal, useEngine, vector } from "../../src/index.js";
import { solve } from "../../src/linalg/index.js";
import { adam, conv2d, crossEntropy, dense, flatten, maxPool2d, relu, sequential, train } from "../../src/nn/index.js";

beforeEach(async () => void (await useEngine("wasm", { precision: "float64" })));
afterEach(() => useEngine("reference"));

test("it says what it is", async () => {
  const { name, precision, threads, notice } = await useEngine("wasm", { precision: "float64" });
  expect(name).toMatch(/^wasm-(simd|relaxed)-float64$/);
  expect({ precision, threads, notice }).toEqual({ precision: "float64", threads: 1, notice: undefined });
  expect(await useEngine("wasm")).toMatchObject({ precision: "float32" });
  expect(await useEngine("reference", { precision: "float64" })).toMatchObject({ name: "reference" });
});

test("numbers keep 16 digits, and come out as float64", () => {
  const x = vector([0.1, 0.2, 1e300, 2 ** 53 - 1]);
  expect(x.add(0).toArray()).toEqual([0.1, 0.2, 1e300, 2 ** 53 - 1]);
  expect(x.dataSync()).toBeInstanceOf(Float64Array);
  expect(x.multiply(3).at(0)).toBe(0.1 * 3);
});

test("the normal equations of the guide's flats have the digits that NumPy finds", () => {
  const flats = matrix([
    [30, 10],
    [45, 40],
    [60, 5],
    [75, 20],
    [100, 1],
  ]);
  const rents = vector([470, 530, 850, 970, 1290]);
  const inputs = concat([ones([5, 1]), flats], 1);
  const gram = inputs.transpose().matmul(inputs).add(identity(3).multiply(0.1));
  const found = solve(gram, inputs.transpose().matmul(rents)).toArray();
  for (const [index, expected] of [136.8883079248186, 11.773891441999579, -3.1320620715321628].entries())
    expect(Math.abs((found[index] as number) / expected - 1)).toBeLessThan(1e-12);
});

test("training gives what it gives on the reference, to 1e-12", async () => {
  const losses = async () => {
    const source = random(1);
    const network = sequential(
      conv2d([8, 8, 1], 3, [3, 3], { activation: relu, random: source }),
      maxPool2d([6, 6, 3], [2, 2]),
      flatten([3, 3, 3]),
      dense(27, 4, { random: source }),
    );
    const inputs = randomNormal([20, 8, 8, 1], source);
    const targets = randomNormal([20, 4], source).softmax();
    const { losses } = await train(network, {
      inputs,
      targets,
      loss: crossEntropy,
      optimizer: adam(network),
      epochs: 5,
      batchSize: 7,
    });
    return losses;
  };
  const ours = await losses();
  await useEngine("reference");
  const theirs = await losses();
  expect(ours).toHaveLength(15);
  for (const [step, loss] of ours.entries()) expect(Math.abs(loss - (theirs[step] as number))).toBeLessThan(1e-12);
});

test("tensors of one precision can be used in the other", async () => {
  const precise = vector([0.1, 0.2]).add(0);
  await useEngine("wasm");
  expect(precise.add(0).toArray()).toEqual([Math.fround(0.1), Math.fround(0.2)]);
  expect(precise.toArray()).toEqual([0.1, 0.2]);
});

test("there is no such precision, or no such engine in it", async () => {
  const untyped = useEngine as (name: string, options: object) => Promise<unknown>;
  await expect(untyped("wasm", { precision: "float16" })).rejects.toThrow(
    new RangeError('useEngine: precision is "float32" or "float64", not "float16"'),
  );
  await expect(untyped("reference", { precision: "float32" })).rejects.toThrow(
    new RangeError("useEngine: the reference computes in float64"),
  );
  await expect(untyped("wasm", { fast: true, precision: "float64" })).rejects.toThrow(
    new RangeError("useEngine: the fast kernels compute in float32"),
  );
  expect(vector([0.1]).add(0).at(0)).toBe(0.1); // the engine before stays
});
