/**
 * The cost of type checking, in instantiations, compared with a file that only imports the package. The cost determines how fast
 * an editor responds, and a small change to a signature can double it, so it has a budget.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, type Compiler, compile, versions, writeProject } from "./compiler.js";
import { empty, inferredNetwork, mixedLines, multiplyingReshapes, network, unevenNetwork } from "./programs.js";

const check = async (program: string, compiler: Compiler = "7.0"): Promise<Compilation> => {
  const name = `budget-${compiler}-${Math.random().toString(36).slice(2)}`;
  return compile(compiler, await writeProject(name, { "program.ts": program }));
};

let imports: number;
beforeAll(async () => {
  imports = (await check(empty)).instantiations;
});

/** The cost of a correct program, minus that of the imports. */
async function cost(program: string): Promise<number> {
  const { diagnostics, instantiations } = await check(program);
  expect(diagnostics).toEqual([]);
  return instantiations - imports;
}

test("a hundred lines with creations, a product, a transpose, a bias and a reshape, each with its own shapes", async () => {
  expect(await cost(mixedLines(100))).toBeLessThan(54_950);
});

test("a reshape that has to multiply sizes", async () => {
  const lines = 100;
  const without = await cost(multiplyingReshapes(lines, false));
  expect(((await cost(multiplyingReshapes(lines, true))) - without) / lines).toBeLessThan(680);
});

test.each([
  ["slice", "zeros([8, 6, 4]).slice([1, 5], [0, 6, 2])", "[4, 3, 4]"],
  ["pad", "zeros([8, 6, 4]).pad([[1, 2], [0, 3], [0, 0]])", "[11, 9, 4]"],
])("%s where a type is expected costs little more than elsewhere", async (_, call, shape) => {
  const program = (type: string) => `import { type Tensor, zeros } from "conformable";\nexport const result${type} = ${call};\n`;
  expect(await cost(program(`: Tensor<${shape}>`))).toBeLessThan(2 * (await cost(program("")))); // the compiler infers from it
});

describe("a network", () => {
  test("of 200 layers is cheap; the cost is linear in the layers and independent of the sizes", async () => {
    const [half, whole, large] = [await cost(network(100)), await cost(network(200)), await cost(network(200, 100_001))];
    expect(whole).toBeLessThan(25_000);
    expect(whole / half).toBeLessThan(2.05);
    expect(large / whole).toBeLessThan(1.05);
  });

  test("of 200 layers that alternate between ranks costs more, but is still nearly linear", async () => {
    const [half, whole] = [await cost(unevenNetwork(100)), await cost(unevenNetwork(200))];
    expect(whole).toBeLessThan(76_000);
    expect(whole / half).toBeLessThan(2.5);
  });

  test("of 200 layers whose sizes are inferred is cheap, and the cost is linear in the layers", async () => {
    const [half, whole] = [await cost(inferredNetwork(100, "dense")), await cost(inferredNetwork(200, "dense"))];
    expect(whole).toBeLessThan(41_300);
    expect(whole / half).toBeLessThan(2.15);
    const [images, more] = [await cost(inferredNetwork(100, "conv2d")), await cost(inferredNetwork(200, "conv2d"))];
    expect(more).toBeLessThan(95_500); // each option of a convolution costs a little, also if it is left out
    expect(more / images).toBeLessThan(2.15);
  });

  test("of 500 layers is checked by every compiler", async () => {
    for (const compiler of versions) {
      expect((await check(network(500), compiler)).diagnostics).toEqual([]);
    }
  });

  test("of 500 layers with a mismatch in the middle is refused by every compiler, at the right place", async () => {
    for (const compiler of versions) {
      const { diagnostics } = await check(network(500, 101, 250), compiler);
      expect(diagnostics).toHaveLength(1);
      expect(diagnostics[0]?.message).toContain('"sequential: layer 250 takes [351], but layer 249 gives [350]"');
      expect(diagnostics[0]?.line).toBe(250 + 3); // two imports and the call precede the first layer
    }
  });
});
