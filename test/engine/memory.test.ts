/**
 * Memory stays bounded although nothing is freed explicitly. Tensors that were evicted from the ring come back whenever they are
 * needed.
 */
import { afterEach, describe, expect, test } from "vitest";
import { webAssembly } from "../../src/engine/host.js";
import { Arena } from "../../src/engine/wasm/arena.js";
import { Block } from "../../src/engine/wasm/block.js";
import {
  compile,
  concat,
  equals,
  full,
  matrix,
  ones,
  random,
  randomNormal,
  stack,
  type Tensor,
  tensor,
  useEngine,
  vector,
  zeros,
} from "../../src/index.js";
import { backpropagate, conv2d, crossEntropy, dense, meanSquaredError, relu, sequential, sgd, tanh } from "../../src/nn/index.js";
import type { AnyTensor } from "../../src/tensor/tensor.js";

afterEach(() => useEngine("reference"));

describe("the ring", () => {
  /** Blocks filled with their own index, so that they can be told apart. */
  const filled = (arena: Arena, number: number, length: number): Block => {
    const block = new Block(length);
    arena.prepare(block);
    arena.values(block).fill(number);
    return block;
  };
  const intact = (arena: Arena, block: Block, number: number) => {
    const values = arena.values(block);
    let same = 0;
    while (same < values.length && values[same] === number) same++;
    expect(same).toBe(values.length);
  };

  test("keeps every number through many rounds, with blocks of random sizes", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 1000);
    const source = random(1);
    const blocks: Block[] = [];
    for (let number = 0; number < 600; number++) {
      blocks.push(filled(arena, number, Math.floor(source.uniform() ** 3 * 400_000)));
      if (number % 7 === 0) {
        // Bring two old blocks back, with a new result between them.
        const [one, other] = [Math.floor(source.uniform() * number), Math.floor(source.uniform() * number)];
        const result = new Block(1000);
        arena.prepare(result, blocks[one] as Block, blocks[other] as Block);
        expect([result, blocks[one], blocks[other]].every((block) => (block as Block).pointer > 0)).toBe(true);
        arena.values(result).fill(-1);
        intact(arena, blocks[one] as Block, one);
        intact(arena, blocks[other] as Block, other);
      }
      if (number % 9 === 0) arena.release(blocks[Math.floor(source.uniform() * number)] as Block);
      if (number % 50 === 49) {
        // Write to an old block.
        const [changed, operand] = [blocks[Math.floor(source.uniform() * number)] as Block, blocks[number] as Block];
        arena.prepareToWrite([changed], operand);
        arena.values(changed).fill(blocks.indexOf(changed));
        expect(changed.host).toBeUndefined();
      }
    }
    for (const [number, block] of blocks.entries()) intact(arena, block, number);
  });

  test("reuses the place of a released block, which keeps its numbers, but not that of a large one", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 64);
    const before = filled(arena, 7, 1000);
    const places = new Set<number>();
    const released: Block[] = [];
    for (let round = 0; round < 50; round++) {
      const factor = filled(arena, round, 5000);
      const [product, other] = [filled(arena, 2 * round, 100_000), filled(arena, -round, 10)];
      const compute = (result: Block) => {
        arena.prepare(result, factor);
        arena.values(result).fill(2 * (arena.values(factor)[0] as number));
      };
      product.recipe = { operands: [factor], isProduct: true, compute };
      places.add(product.pointer);
      arena.release(product);
      expect([factor.pointer, product.pointer, product.host]).toEqual([0, 0, undefined]);
      arena.release(other);
      released.push(factor, product, other);
    }
    expect(places.size).toBe(1);
    const large = filled(arena, 9, 200_000);
    arena.release(large);
    expect([before.pointer, large.pointer].every((pointer) => pointer > 0)).toBe(true);
    for (const [index, block] of released.entries()) {
      const round = Math.floor(index / 3);
      intact(arena, block, [round, 2 * round, -round][index % 3] as number);
    }
  });

  test("gives a large result the place of one that can be computed again, but spares those that are missed", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 64);
    const source = new Block(20_000);
    source.host = new Float32Array(20_000).fill(3);
    let computed = 0;
    const times = (factor: number): Block => {
      const result = new Block(20_000);
      const compute = (block: Block) => {
        arena.prepare(block, source);
        arena.values(block).fill(factor * (arena.values(source)[0] as number));
        computed++;
      };
      compute(result);
      result.recipe = { operands: [source], compute };
      return result;
    };
    const dropped = Array.from({ length: 50 }, (_, factor) => times(factor));
    const places = new Set(dropped.map(({ pointer }) => pointer));
    places.delete(0);
    expect(places.size).toBe(2); // the newest is spared
    intact(arena, dropped[7] as Block, 21); // computed again
    intact(arena, dropped[49] as Block, 147);
    const round = () => {
      const kept = Array.from({ length: 6 }, (_, factor) => times(factor));
      for (const [factor, block] of kept.entries()) intact(arena, block, 3 * factor);
    };
    for (let count = 0; count < 5; count++) round();
    computed = 0;
    for (let count = 0; count < 10; count++) round();
    expect(computed).toBe(60); // none of them was missed
    for (let count = 0; count < 3000; count++) times(count);
    const last = [times(1), times(2), times(3)];
    expect(last.filter(({ pointer }) => pointer !== 0).length).toBe(2); // after so many without harm, only one is spared again
    for (const [index, block] of dropped.entries()) intact(arena, block, 3 * index);
  });

  test("brings in more operands than it has blocks otherwise", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 1000);
    const blocks = Array.from({ length: 5000 }, (_, number) => filled(arena, number, 2));
    for (let round = 0; round < 3; round++) {
      arena.prepare(new Block(10_000), ...blocks);
      expect(blocks.every(({ pointer }) => pointer > 0)).toBe(true);
      for (const [number, block] of blocks.entries()) intact(arena, block, number);
      for (let number = 0; number < 3000; number++) filled(arena, -1, 2);
    }
  });

  test("keeps a large result in memory while its operands come in, although it has an old place", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 64);
    for (let number = 0; number < 2000; number++) {
      const operand = new Block(30_000);
      operand.host = new Float32Array(30_000).fill(number);
      const result = new Block(20_000);
      const compute = (block: Block) => {
        arena.prepare(block, operand);
        expect(Math.min(block.pointer, operand.pointer)).toBeGreaterThan(0);
        arena.values(block).fill(arena.values(operand)[0] as number);
      };
      compute(result);
      result.recipe = { operands: [operand], compute };
      if (number % 10 === 0) intact(arena, result, number);
    }
  });

  test("frees a scope's memory, except for the blocks that are kept", () => {
    const memory = new webAssembly.Memory({ initial: 1 });
    const arena = new Arena(memory, 64);
    const before = filled(arena, 7, 100_000);
    const kept: Block[] = [];
    for (let round = 0; round < 300; round++) {
      const [one, two] = arena.scope(
        () => {
          const inner = Array.from({ length: 8 }, (_, number) => filled(arena, 10 * round + number, 100_000));
          return [inner[2], inner[5]] as [Block, Block];
        },
        (both) => both,
      );
      intact(arena, one, 10 * round + 2);
      intact(arena, two, 10 * round + 5);
      kept.push(one, two);
    }
    for (const [index, block] of kept.entries()) intact(arena, block, 10 * Math.floor(index / 2) + (index % 2 === 0 ? 2 : 5));
    intact(arena, before, 7);
    expect(memory.buffer.byteLength).toBeLessThan(64 * 1024 * 1024);
  });

  test("grows for a scope that needs more memory, and keeps its numbers", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 64);
    const before = filled(arena, 7, 1000);
    const kept = arena.scope(
      () => Array.from({ length: 40 }, (_, number) => filled(arena, number, 400_000)),
      (all) => all.slice(30),
    );
    for (const [index, block] of kept.slice(30).entries()) intact(arena, block, 30 + index);
    intact(arena, before, 7);
    expect(() => arena.values(kept[0] as Block)).toThrow("a scope that has ended");
  });

  test("is unchanged after a scope that throws", () => {
    const arena = new Arena(new webAssembly.Memory({ initial: 1 }), 64);
    const before = filled(arena, 7, 1000);
    const fail = () => {
      filled(arena, 1, 1000);
      throw new Error("stop");
    };
    expect(() => arena.scope(fail, () => [])).toThrow("stop");
    for (let number = 0; number < 100; number++) filled(arena, number, 100_000);
    intact(arena, before, 7);
  });
});

describe("on the engine in WebAssembly", () => {
  test("an old tensor keeps its numbers after a thousand larger ones", async () => {
    await useEngine("wasm");
    const old = matrix([
      [1, 2],
      [3, 4],
    ]).add(1);
    let last: Tensor<[300, 300]> = ones([300, 300]);
    for (let index = 0; index < 1000; index++) last = last.multiply(1);
    expect(old.toArray()).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(last.sum().at()).toBe(90_000);
  });

  test("thousands of tensors are joined", async () => {
    await useEngine("wasm");
    const rows = Array.from({ length: 60_000 }, (_, index) => vector([index, -1 - index]));
    const all = stack(rows, 0, 60_000);
    const numbers = Float32Array.from({ length: 120_000 }, (_, index) => (index % 2 === 0 ? index / 2 : -(index + 1) / 2));
    expect(all.dataSync()).toEqual(numbers);
    expect(concat(rows, 0, 120_000).dataSync()).toEqual(numbers);
    expect(equals(stack(rows.slice(0, 5000), 1, 5000), all.slice([0, 5000]).transpose())).toBe(true);
  });

  test("large results keep their numbers, whichever are still used", async () => {
    await useEngine("wasm");
    const source = random(5);
    const length = 20_000 as const;
    const start = () => {
      const numbers = Float32Array.from({ length }, () => source.uniform());
      return { x: tensor(numbers, [length]), numbers };
    };
    const pool = [start(), start(), start()];
    const pick = () => pool[Math.floor(source.uniform() * pool.length)] as ReturnType<typeof start>;
    const holds = ({ x, numbers }: ReturnType<typeof start>) => expect(equals(x, tensor(numbers, [length]))).toBe(true);
    for (let step = 0; step < 3000; step++) {
      const [a, b] = [pick(), pick()];
      const [x, numbers] = [
        () => [a.x.add(b.x), a.numbers.map((number, index) => number + (b.numbers[index] as number))] as const,
        () => [a.x.multiply(0.5).negate(), a.numbers.map((number) => -0.5 * number)] as const,
        () =>
          [a.x.reshape([100, 200]).transpose().subtract(1).transpose().flatten(), a.numbers.map((number) => number - 1)] as const,
        () =>
          [
            a.x.abs().minimum(b.x),
            a.numbers.map((number, index) => Math.min(Math.abs(number), b.numbers[index] as number)),
          ] as const,
      ][step % 4]?.() ?? [a.x, a.numbers];
      pool.push({ x, numbers });
      if (step % 10 === 0) holds(pick());
      if (step % 50 === 0) pool.push(start());
      while (pool.length > 12) pool.splice(Math.floor(source.uniform() * pool.length), 1);
    }
    for (const each of pool) holds(each);
  });

  test("old products keep their numbers, computed again or not: of a chain, of views, and of parameters that have changed since", async () => {
    await useEngine("wasm");
    const start = randomNormal([80, 80], random(1), { deviation: 0.1 });
    const chain = [start.matmul(start.transpose())];
    for (let index = 0; index < 30; index++) chain.push((chain[index] as Tensor<[80, 80]>).transpose().matmul(start));
    const layer = dense(80, 80, { weights: start });
    const optimizer = sgd(layer, { learningRate: 0.1 });
    for (let step = 0; step < 2; step++) {
      optimizer.step({ weights: ones([80, 80]), bias: ones([80]) });
      chain.push(layer.predict(start), start.matmul(layer.parameters.weights));
    }
    optimizer.step({ weights: ones([80, 80]), bias: ones([80]) }); // from here on, only the layer has the weights
    // A product with the weights themselves. The next step changes them in place.
    chain.push(layer.forward(start).backward(start).error);
    const before = chain.map((product) => product.toArray());
    optimizer.step({ weights: ones([80, 80]), bias: ones([80]) });
    const pushOut = () => {
      let last: Tensor<[300, 300]> = ones([300, 300]);
      for (let index = 0; index < 300; index++) last = last.multiply(1);
    };
    for (let round = 0; round < 3; round++) {
      pushOut();
      for (const [index, product] of chain.entries()) expect(product.toArray()).toEqual(before[index]);
    }
  });

  test("old results of other operations keep their numbers, computed again or not", async () => {
    await useEngine("wasm");
    const x = tensor(randomNormal([70, 90], random(1)).flatten().toArray(), [70, 90]);
    const row = tensor(randomNormal([90], random(2)).toArray(), [90]);
    const layer = dense(90, 70, { weights: x });
    const optimizer = sgd(layer, { learningRate: 0.1 });
    const step = () => optimizer.step({ weights: ones([70, 90]), bias: ones([70]) });
    step(); // from here on, steps change the weights in place
    const weights: AnyTensor = layer.trainables?.[0]?.use().values.weights;
    const pass = compile((a: typeof x) => a.multiply(3).subtract(row).exp());
    const results: AnyTensor[] = [
      x.exp(),
      x.add(1),
      x.add(x),
      x.add(row),
      x.transpose().add(1),
      x.transpose().tanh(),
      x.softmax(),
      x.cumulativeSum(0),
      ...[
        x.slice(null, [3, 83]).square(),
        concat([x, x], 1),
        x.gather([3, 1, 2, 3]).abs(),
        x
          .pad([
            [1, 2],
            [0, 0],
          ])
          .negate(),
        pass(x),
      ],
      x.exp().add(1).divide(row).relu().multiply(x),
      weights.add(1),
      weights.exp(),
    ];
    const before = results.map((result) => result.toArray());
    step();
    for (let round = 0; round < 3; round++) {
      let last: Tensor<[300, 300]> = ones([300, 300]);
      for (let index = 0; index < 300; index++) last = last.multiply(1);
      for (const [index, result] of results.entries()) expect(result.toArray()).toEqual(before[index]);
    }
  });

  test("old convolutions keep their numbers: of available images, of others, and of parameters that have changed since", async () => {
    await useEngine("wasm");
    const layer = conv2d([13, 13, 8], 11, 3, { padding: "same", random: random(1) });
    const optimizer = sgd(layer, { learningRate: 0.1 });
    const images = tensor(randomNormal([7, 13, 13, 8], random(2)).flatten().toArray(), [7, 13, 13, 8]);
    const error = tensor(randomNormal([7, 13, 13, 11], random(3)).flatten().toArray(), [7, 13, 13, 11]);
    const results: AnyTensor[] = [];
    for (let step = 0; step < 3; step++) {
      const { output, backward } = layer.forward(step === 1 ? images.add(1) : images);
      const back = backward(error);
      results.push(output, back.error, back.gradients.kernels, back.gradients.bias);
      optimizer.step(back.gradients);
    }
    const before = results.map((result) => result.toArray());
    for (let round = 0; round < 3; round++) {
      let last: Tensor<[300, 300]> = ones([300, 300]);
      for (let index = 0; index < 300; index++) last = last.multiply(1);
      for (const [index, result] of results.entries()) expect(result.toArray()).toEqual(before[index]);
    }
  });

  test("later passes and steps don't change what backpropagate has returned", async () => {
    await useEngine("wasm");
    const network = sequential(dense(5, 7, { activation: tanh, random: random(1) }), dense(7, 3, { random: random(2) }));
    const [x, y] = [randomNormal([11, 5], random(3)), randomNormal([11, 3], random(4))];
    const optimizer = sgd(network, { learningRate: 0.1, momentum: 0.9 });
    const results = [];
    for (let step = 0; step < 20; step++) {
      const result = backpropagate(network, meanSquaredError, x, y);
      results.push({
        result,
        gradient: result.gradients[0].weights.toArray(),
        error: result.error.toArray(),
        error_: result.error,
      });
      optimizer.step(result.gradients);
    }
    for (const { result, gradient, error, error_ } of results) {
      expect(result.gradients[0].weights.toArray()).toEqual(gradient);
      expect(error_.toArray()).toEqual(error);
      expect(() => result.error).toThrow("updated since");
    }
  });

  test("the error of the inputs stays readable after another pass", async () => {
    await useEngine("wasm");
    const network = sequential(dense(5, 7, { activation: relu, random: random(1) }), dense(7, 3, { random: random(2) }));
    const pass = (seed: number) =>
      backpropagate(network, crossEntropy, randomNormal([11, 5], random(seed)), full([11, 3], 1 / 3));
    const first = pass(1);
    for (let seed = 2; seed < 100; seed++) pass(seed);
    await useEngine("reference");
    const expected = pass(1).error.toArray().flat();
    for (const [index, value] of first.error.toArray().flat().entries()) expect(value).toBeCloseTo(expected[index] as number, 5);
  });

  test("networks that are no longer used make room for others", async () => {
    await useEngine("wasm");
    const layer = dense(2, 2, {
      weights: matrix([
        [1, 2],
        [3, 4],
      ]),
      bias: vector([0, 0]),
    });
    const optimizer = sgd(layer, { learningRate: 1 });
    for (let round = 0; round < 50; round++) {
      const other = dense(2, 2);
      sgd(other, { learningRate: 1, momentum: 0.5 }).step({ weights: ones([2, 2]), bias: ones([2]) });
      optimizer.step({ weights: zeros([2, 2]), bias: zeros([2]) });
    }
    expect(layer.parameters.weights.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
