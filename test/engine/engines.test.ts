/**
 * Compares every engine with the reference, on random views: any strides, transposed, sliced or repeated, from any offset, with
 * sizes of 0 and 1 and with partial vectors. The numbers include NaN, infinities and zeros of both signs.
 */
/// <reference types="vite/types/importMeta.d.ts" />
import { beforeEach, describe, expect, test } from "vitest";
import { convolutionsOf } from "../../src/engine/convolution/of-engine.js";
import { reference } from "../../src/engine/current.js";
import type { BinaryOperation, Engine, EngineReduction, View } from "../../src/engine/engine.js";
import { fastOr } from "../../src/engine/fast.js";
import { float64 } from "../../src/engine/float64.js";
import { bytesOf, nodeVersion } from "../../src/engine/host.js";
import { relaxed } from "../../src/engine/kernels/generated/relaxed.js";
import { relaxed64 } from "../../src/engine/kernels/generated/relaxed64.js";
import { simd } from "../../src/engine/kernels/generated/simd.js";
import { simd64 } from "../../src/engine/kernels/generated/simd64.js";
import { hasRelaxedSimd } from "../../src/engine/kernels.js";
import { rowMajor, whole } from "../../src/engine/layout.js";
import { stepAdagrad, stepAdam, stepLion, stepRmsprop, stepSgd } from "../../src/engine/optimizers/steps.js";
import { orderOfRows, placesAlong, sizesAround } from "../../src/engine/order.js";
import { PlainEngine } from "../../src/engine/plain/plain.js";
import type { Storage } from "../../src/engine/storage.js";
import { start } from "../../src/engine/threads/threads.js";
import { type UnaryOperation, unaryOperations } from "../../src/engine/unary.js";
import { WasmEngine } from "../../src/engine/wasm/wasm.js";
import { type Random, random } from "../../src/index.js";

type Five = [Storage, Storage, Storage, Storage, Storage];

const portable = new WasmEngine("wasm-simd", bytesOf(simd));
const fast = fastOr(portable, reference);
const portable64 = new WasmEngine("wasm-simd-float64", bytesOf(simd64), float64(false));
const engines: readonly Engine[] = [
  reference,
  new PlainEngine("typescript", "float32"),
  portable,
  ...(hasRelaxedSimd() ? [new WasmEngine("wasm-relaxed", bytesOf(relaxed))] : []),
  ...(fast === portable ? [] : [fast]),
  await start(fast as WasmEngine, 2), // the fast engine or the portable one, both of which are WasmEngines
  portable64,
  ...(hasRelaxedSimd() ? [new WasmEngine("wasm-relaxed-float64", bytesOf(relaxed64), float64(true))] : []),
  await start(portable64, 2),
];

const others = engines.filter((engine) => engine !== reference);

test("every engine that this host supports is tested", () => {
  expect(engines.map(({ name }) => name)).toHaveLength(nodeVersion >= 24 ? 9 : nodeVersion === 20 ? 6 : 8); // a browser has all except the fast one
});

const sizes = [0, 1, 1, 2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 33];
const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0];

const source = random(1);
const number = (): number => Math.fround(3 * source.normal());
const isSpecial = (): boolean => source.uniform() < 1 / 12;
const anySpecial = (): number => special[Math.floor(source.uniform() * special.length)] as number;
/**
 * Views take their numbers from here, since drawing each separately would take longer than everything else. The count is prime,
 * so that rows differ.
 */
const drawn = Array.from({ length: 9973 }, number);
const drawnWithSpecials = drawn.map((value) => (isSpecial() ? anySpecial() : value));

/** For the message of a failed test. */
let lastSeed: number | undefined;

/** Draws shapes, views and numbers from a seed. Numbers are float32, so that all engines get the same ones. */
class Draw {
  readonly #source: Random;
  constructor(seed: number) {
    lastSeed = seed;
    this.#source = random(seed);
  }
  below = (end: number): number => Math.floor(this.#source.uniform() * end);
  size = (): number => sizes[this.below(sizes.length)] as number;
  shape = (rank: number): number[] => Array.from({ length: rank }, this.size);
  number = (specials: boolean): number => this.numbers(1, specials)[0] as number;
  numbers(length: number, specials: boolean): Float32Array {
    const [from, start] = [specials ? drawnWithSpecials : drawn, this.below(drawn.length)];
    const found = new Float32Array(length);
    for (let index = 0; index < length; index++) found[index] = from[(start + index) % from.length] as number;
    return found;
  }

  /** A view of this shape, with numbers on the host: its axes are in any order in memory, with gaps, or repeated (a stride of 0). */
  view(shape: readonly number[], specials = false): HostView {
    const order = this.#source.permutation(shape.length);
    const strides = new Array<number>(shape.length).fill(0);
    let step = 1 + this.below(2);
    for (const axis of order) {
      if (this.below(8) === 0) continue; // repeated
      strides[axis] = step;
      step *= Math.max(1, shape[axis] as number) + this.below(2);
    }
    const plain = this.below(2) === 0;
    const layout = plain ? rowMajor(shape) : strides;
    const offset = this.below(5);
    const last = shape.reduce((reach, entries, axis) => reach + Math.max(0, entries - 1) * (layout[axis] as number), offset);
    return { values: this.numbers(last + 1, specials), offset, shape, strides: layout };
  }
}
interface HostView {
  readonly values: Float32Array;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const on = (engine: Engine, { values, ...layout }: HostView): View => ({ storage: engine.upload(values), ...layout });
/** A copy, since an engine may reuse its memory. */
const numbers = (storage: Storage): Float32Array | Float64Array => storage.values.slice();

type Numbers = ArrayLike<number>;
function compare(actual: Numbers, expected: Numbers, agree: (got: number, value: number) => boolean) {
  expect(actual).toHaveLength(expected.length);
  for (let index = 0; index < expected.length; index++) {
    const [got, value] = [actual[index] as number, expected[index] as number];
    if (!agree(got, value)) expect.fail(`of seed ${lastSeed}, at ${index}: ${got} for ${value}`);
  }
}

/** The precision of the engine that is tested. */
let precision: Engine["precision"] = "float32";

/** As close as the engine's precision allows, relative to the greatest number that contributed to a result. */
const close = (actual: Numbers, expected: Numbers, scale = 1) => {
  const [rounded, tolerance] = precision === "float32" ? [Math.fround, 4e-6] : [Number, 4e-15];
  compare(actual, expected, (got, value) => {
    if (!Number.isFinite(rounded(value))) return Object.is(got, rounded(value));
    return Math.abs(got - value) <= tolerance * Math.max(Math.abs(value), scale);
  });
};

/** The same numbers, with NaN equal to NaN and 0 different from -0. */
const same = (actual: Numbers, expected: Numbers) => compare(actual, expected, Object.is);

/** Windows side by side, whose pixels are side by side. */
const simple = { strideHeight: 1, strideWidth: 1, dilationHeight: 1, dilationWidth: 1, groups: 1 };

/** Whether this is `npm test`, and neither `npm run test:all` nor a browser. */
const { TEST_ALL } = import.meta.env;
const isSample = TEST_ALL === "";
const seeds = Array.from({ length: isSample ? 100 : 400 }, (_, seed) => seed);

describe.each(others)("$name", (engine) => {
  beforeEach(() => {
    precision = engine.precision;
  });

  test("products of random views", () => {
    for (const seed of seeds) {
      const draw = new Draw(seed);
      const [rows, inner, columns] = [draw.size(), draw.size(), draw.size()];
      const [a, b] = [draw.view([rows, inner], seed % 8 === 0), draw.view([inner, columns])];
      const scale = 10 * inner + 1;
      close(
        numbers(engine.matmul(on(engine, a), on(engine, b))),
        numbers(reference.matmul(on(reference, a), on(reference, b))),
        scale,
      );
    }
  });

  test("products that are larger than any block of the kernels", () => {
    for (const [rows, inner, columns] of [
      [97, 513, 33],
      [200, 300, 1030],
      [1, 700, 500],
      [500, 700, 1],
      [128, 128, 10],
    ] as const) {
      const draw = new Draw(rows);
      const [a, b] = [draw.view([rows, inner]), draw.view([inner, columns])];
      close(
        numbers(engine.matmul(on(engine, a), on(engine, b))),
        numbers(reference.matmul(on(reference, a), on(reference, b))),
        10 * inner,
      );
    }
  });

  test("batched products", () => {
    for (const seed of seeds) {
      const draw = new Draw(seed);
      const batch = Array.from({ length: draw.below(3) }, () => draw.below(4));
      const [rows, inner, columns] = [draw.size(), draw.size(), draw.size()];
      const [a, b] = [draw.view([...batch, rows, inner], seed % 8 === 0), draw.view([...batch, inner, columns])];
      close(
        numbers(engine.batchMatmul(on(engine, a), on(engine, b))),
        numbers(reference.batchMatmul(on(reference, a), on(reference, b))),
        10 * inner + 1,
      );
    }
  });

  test.each(Object.keys(unaryOperations) as UnaryOperation[])("%s", (operation) => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const x = draw.view(draw.shape(draw.below(4)), true);
      close(numbers(engine.unary(operation, on(engine, x))), numbers(reference.unary(operation, on(reference, x))));
    }
  });

  const binary: readonly BinaryOperation[] = [
    ...(["add", "subtract", "multiply", "divide", "equal", "less", "errorTimes", "errorOver"] as const),
  ];
  test.each(binary)("%s", (operation) => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = draw.shape(1 + draw.below(3));
      const a = draw.view(shape, true);
      const other = seed % 2 === 0 ? draw.view(shape, true) : { ...a, values: a.values.with(0, 1) }; // otherwise hardly any numbers would be equal
      const [same, row] = [other, draw.view(shape.slice(-1), true)];
      const repeated = { ...row, shape, strides: [...new Array<number>(shape.length - 1).fill(0), ...row.strides] };
      const number = draw.number(true);
      for (const b of [same, repeated]) {
        close(
          numbers(engine.binary(operation, on(engine, a), on(engine, b))),
          numbers(reference.binary(operation, on(reference, a), on(reference, b))),
        );
      }
      close(
        numbers(engine.binary(operation, on(engine, a), number)),
        numbers(reference.binary(operation, on(reference, a), number)),
      );
    }
  });

  test.each(["sum", "mean", "max", "min", "argmax", "argmin"] as readonly EngineReduction[])("%s", (operation) => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = draw.shape(1 + draw.below(3));
      const axis = draw.below(shape.length);
      if (operation !== "sum" && shape[axis] === 0) continue; // the library refuses it before it reaches an engine
      const x = draw.view(shape, true);
      close(
        numbers(engine.reduce(operation, on(engine, x), axis)),
        numbers(reference.reduce(operation, on(reference, x), axis)),
        20,
      );
    }
  });

  test("convolution and both ways back, with windows of any size, stride, dilation and border, on few channels and many, in groups", () => {
    for (const seed of seeds) {
      const draw = new Draw(seed);
      const from = (least: number, several: number) => least + draw.below(several);
      const groups = seed % 5 === 0 ? from(1, 4) : 1;
      const seen = from(1, seed % 2 === 0 ? 3 : 12);
      const [images, channels, filters] = [draw.below(5), seen * groups, from(1, 17) * groups];
      const [kernelHeight, kernelWidth, strideHeight, strideWidth] = [from(1, 4), from(1, 4), from(1, 3), from(1, 3)];
      const [dilationHeight, dilationWidth] = seed % 3 === 0 ? [from(1, 3), from(1, 3)] : [1, 1];
      const [reachDown, reachAcross] = [(kernelHeight - 1) * dilationHeight + 1, (kernelWidth - 1) * dilationWidth + 1];
      const [top, left, bottom, right] = [draw.below(3), draw.below(3), draw.below(3), draw.below(3)];
      const [height, width] = [from(reachDown, 9), from(reachAcross, 9)];
      const outputHeight = Math.floor((height + top + bottom - reachDown) / strideHeight) + 1;
      const outputWidth = Math.floor((width + left + right - reachAcross) / strideWidth) + 1;
      const windows = {
        images,
        height,
        width,
        channels,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        dilationHeight,
        dilationWidth,
        groups,
        top,
        left,
        outputHeight,
        outputWidth,
      };
      const [x, w, b, error] = [
        draw.view([images, height, width, channels]),
        draw.view([kernelHeight, kernelWidth, seen, filters]),
        draw.view([filters]),
        draw.view([images, outputHeight, outputWidth, filters]),
      ];
      const all = (each: Engine) => [
        numbers(convolutionsOf(each).convolve(on(each, x), on(each, w), seed % 3 === 0 ? undefined : on(each, b), windows)),
        numbers(convolutionsOf(each).toImages(on(each, error), on(each, w), windows)),
        numbers(convolutionsOf(each).toKernels(on(each, x), on(each, error), windows)),
      ];
      const theirs = all(reference);
      for (const [way, ours] of all(engine).entries()) close(ours, theirs[way] as Numbers, 1000);
    }
  });

  test.each([
    [5, 14, 13, 21],
    [2, 5, 1999, 3], // a window so large that one tile is laid out at a time
  ])(
    "convolution with more outputs than are laid out at a time: %d images of %d² with %d channels, %d filters",
    (images, size, channels, filters) => {
      const draw = new Draw(1);
      const sizes = { images, height: size, width: size, channels, kernelHeight: 3, kernelWidth: 3, ...simple };
      const windows = { ...sizes, top: 1, left: 1, outputHeight: size, outputWidth: size };
      const [x, w] = [draw.view([images, size, size, channels]), draw.view([3, 3, channels, filters])];
      const [b, error] = [draw.view([filters]), draw.view([images, size, size, filters])];
      const [ours, theirs] = [engine, reference].map((each) => [
        ...numbers(convolutionsOf(each).convolve(on(each, x), on(each, w), on(each, b), windows)),
        ...numbers(convolutionsOf(each).toImages(on(each, error), on(each, w), windows)),
        ...numbers(convolutionsOf(each).toKernels(on(each, x), on(each, error), windows)),
      ]);
      close(ours ?? [], theirs ?? [1], 10_000);
    },
  );

  test("convolution without images, channels or filters", () => {
    const sizes = { height: 5, width: 5, kernelHeight: 3, kernelWidth: 3, ...simple, top: 0, left: 0 };
    for (const [images, channels, filters] of [
      [0, 2, 3],
      [2, 0, 3],
      [2, 9, 0],
    ] as const) {
      const windows = { ...sizes, images, channels, outputHeight: 3, outputWidth: 3 };
      const [ours, theirs] = [engine, reference].map((each) => {
        const x = on(each, new Draw(1).view([images, 5, 5, channels]));
        const [w, error] = [new Draw(2).view([3, 3, channels, filters]), new Draw(3).view([images, 3, 3, filters])];
        return [
          ...numbers(convolutionsOf(each).convolve(x, on(each, w), undefined, windows)),
          ...numbers(convolutionsOf(each).toImages(on(each, error), on(each, w), windows)),
          ...numbers(convolutionsOf(each).toKernels(x, on(each, error), windows)),
        ];
      });
      close(ours ?? [], theirs ?? [1], 50);
    }
  });

  test("the greatest number of each window, and the way back from it, with ties and with NaN", () => {
    for (const seed of seeds.slice(0, 200)) {
      const draw = new Draw(seed);
      const from = (least: number, several: number) => least + draw.below(several);
      const [images, channels, strideHeight, strideWidth, kernelHeight, kernelWidth] = [
        draw.below(4),
        from(1, 9),
        from(1, 3),
        from(1, 3),
        from(1, 3),
        from(1, 3),
      ];
      const [height, width] = [from(kernelHeight, 7), from(kernelWidth, 7)];
      const outputHeight = Math.floor((height - kernelHeight) / strideHeight) + 1;
      const outputWidth = Math.floor((width - kernelWidth) / strideWidth) + 1;
      const sizes = {
        images,
        height,
        width,
        channels,
        kernelHeight,
        kernelWidth,
        ...simple,
        strideHeight,
        strideWidth,
        top: 0,
        left: 0,
      };
      const windows = { ...sizes, outputHeight, outputWidth };
      const drawn = draw.view([images, height, width, channels], seed % 4 === 0);
      const x = { ...drawn, values: drawn.values.map(Math.round) };
      const error = draw.view([images, outputHeight, outputWidth, channels]);
      const [ours, theirs] = [engine, reference].map((each) => {
        const y = convolutionsOf(each).maxPool(on(each, x), windows);
        const outputs = { storage: y, offset: 0, shape: error.shape, strides: rowMajor(error.shape) };
        return [numbers(y), numbers(convolutionsOf(each).maxPoolBack(on(each, x), outputs, on(each, error), windows))];
      });
      close(ours?.[0] ?? [], theirs?.[0] ?? [1]);
      close(ours?.[1] ?? [], theirs?.[1] ?? [1], 50);
    }
  });

  test("select", () => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = draw.shape(draw.below(4));
      const condition = draw.view(shape, true);
      const mixed = { ...condition, values: condition.values.map((value) => (draw.below(2) === 0 ? 0 : value)) };
      const [a, b] = [draw.view(shape, true), draw.view(shape, true)];
      const [ours, theirs] = [engine, reference].map((each) => numbers(each.select(on(each, mixed), on(each, a), on(each, b))));
      same(ours ?? [], theirs ?? [1]);
    }
  });

  test("elementwise operations on large views, which are read part by part", () => {
    const shapes = [
      [93, 601],
      [301, 89],
      [9001],
      [3, 41, 50, 7],
      [2, 5003],
      [1, 1, 40_009],
      [70, 1, 600],
      [2003, 7],
      [97, 83],
      [1201, 61],
    ];
    for (const seed of seeds.slice(0, 60)) {
      const draw = new Draw(seed);
      const shape = shapes[seed % shapes.length] ?? [];
      const [a, b, c] = [draw.view(shape, true), draw.view(shape, true), draw.view(shape, true)];
      const results = [engine, reference].map((each) => {
        const [x, y, z] = [on(each, a), on(each, b), on(each, c)];
        return [each.unary("negate", x), each.binary("less", x, y), each.binary("equal", x, y), each.select(x, y, z)].map(
          numbers,
        );
      });
      for (const [index, ours] of results[0]?.entries() ?? []) same(ours, results[1]?.[index] ?? [1]);
    }
    // Windows that overlap: the last rows of one are the first rows of the next.
    const windows = { values: new Draw(1).numbers(30_000, true), offset: 1, shape: [3, 100, 61], strides: [67 * 125, 125, 2] };
    const [ours, theirs] = [engine, reference].map((each) => numbers(each.unary("negate", on(each, windows))));
    same(ours ?? [], theirs ?? [1]);
  });

  test("softmax along columns, where the engine has it, is the softmax of the transpose", () => {
    for (const [outer, entries, inner] of [
      [2, 7, 67],
      [1, 301, 64],
      [3, 1, 130],
      [1, 5, 1000],
    ] as const) {
      const values = new Draw(inner).numbers(outer * entries * inner, false);
      values[3] = Number.NaN;
      values[70] = Number.POSITIVE_INFINITY;
      const shape = [outer, entries, inner];
      const found = engine.softmaxColumns?.(on(engine, { values, offset: 0, shape, strides: rowMajor(shape) }), entries, inner);
      if (!found) {
        expect(engine).not.toBeInstanceOf(WasmEngine);
        continue;
      }
      const moved = { values, offset: 0, shape: [outer, inner, entries], strides: [entries * inner, 1, inner] };
      const expected = numbers(reference.softmax(on(reference, moved)));
      close(numbers(engine.copy({ ...moved, storage: found })), expected);
    }
    const narrow = on(engine, { values: new Float32Array(12), offset: 0, shape: [4, 3], strides: [3, 1] });
    expect(engine.softmaxColumns?.(narrow, 4, 3)).toBeUndefined();
  });

  test("argsort and takeAlong, where the engine has them, are what the host computes", () => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = draw.shape(1 + draw.below(3)).with(-1, 1 + draw.below(40));
      const x = on(engine, draw.view(shape, true));
      const order = engine.argsort?.(x);
      if (order === undefined) continue;
      const values = numbers(engine.copy(x));
      const entries = shape.at(-1) as number;
      same(numbers(order), orderOfRows(Float64Array.from(values), entries));
      const taken = engine.takeAlong?.(x, whole(order, shape));
      const sorted = placesAlong(Float64Array.from(numbers(order)), sizesAround(shape, shape.length - 1), entries);
      same(
        numbers(taken as Storage),
        Array.from(sorted, (place) => values[place] as number),
      ); // its indices exist
    }
  });

  test.each(["cumulate", "center"] as const)("%s", (operation) => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = draw.shape(1 + draw.below(3));
      const axis = draw.below(shape.length);
      const x = draw.view(shape, seed % 4 === 0);
      close(numbers(engine[operation](on(engine, x), axis)), numbers(reference[operation](on(reference, x), axis)), 50);
    }
  });
});

describe.each(engines)("$name", (engine) => {
  // Equal terms are the worst case, since all rounding errors have the same sign. A float32 sum of a million terms would be off
  // by 1 %.
  describe("long sums stay precise", () => {
    const tenth = Math.fround(0.1);
    const tenths = (...shape: number[]): View => {
      const length = shape.reduce((product, entries) => product * entries, 1);
      return { storage: engine.fill(length, tenth), offset: 0, shape, strides: rowMajor(shape) };
    };
    const transposed = ({ shape, strides, ...rest }: View): View => ({
      ...rest,
      shape: shape.toReversed(),
      strides: strides.toReversed(),
    });
    /** The greatest error of the first and last number: of a vector's number, and of the next one. */
    const off = (storage: Storage, exact: number): number => {
      const found = numbers(storage);
      return Math.max(...[found[0], found.at(-1)].map((value) => Math.abs((value as number) / exact - 1)));
    };
    const long = 400_000;
    const windows = { ...simple, top: 0, left: 0 };

    test.each([[long], [long, 3], [2, long, 1], [2, long / 4, 5], [1000, 1030]])(
      "sums and means along [%s, %s, %s]",
      (...shape) => {
        const axis = shape.length === 1 ? 0 : shape.length - 2;
        const entries = shape[axis] as number;
        expect(off(engine.reduce("sum", tenths(...shape), axis), entries * tenth)).toBeLessThan(1e-6);
        expect(numbers(engine.reduce("mean", tenths(...shape), axis)).every((mean) => Math.fround(mean) === tenth)).toBe(true);
        expect(numbers(engine.center(tenths(...shape), axis)).every((rest) => Math.abs(rest) < 1e-16)).toBe(true);
        expect(numbers(engine.cumulate(tenths(...shape), axis)).at(-1)).toBeCloseTo(entries * tenth, 1);
      },
    );

    // The largest takes seconds without WebAssembly.
    const mostRows = !isSample || engine.name.startsWith("wasm") ? 33 : 9;
    const sizes = [
      [1, 1],
      [1, 9],
      [2, 3],
      [8, 8],
      [9, 1],
      [33, 70],
    ] as const;
    test.each(sizes.filter(([rows]) => rows <= mostRows))("products to [%i, %i]", (rows, columns) => {
      const k = rows > 9 ? 50_000 : 200_000;
      const exact = k * tenth * tenth;
      expect(off(engine.matmul(tenths(rows, k), tenths(k, columns)), exact)).toBeLessThan(1.5e-5);
      expect(off(engine.matmul(transposed(tenths(k, rows)), tenths(k, columns)), exact)).toBeLessThan(1.5e-5);
      expect(off(engine.batchMatmul(tenths(1, rows, k), transposed(tenths(columns, k, 1))), exact)).toBeLessThan(1.5e-5);
    });

    test("products with many zeros", () => {
      const k = 50_000;
      const halved = {
        ...tenths(32, k),
        storage: engine.upload(Float32Array.from({ length: 32 * k }, (_, at) => (at % 2) * tenth)),
      };
      expect(off(engine.matmul(halved, tenths(k, 64)), (k / 2) * tenth * tenth)).toBeLessThan(1.5e-5);
    });

    test("many numbers added to one place", () => {
      const exact = long * tenth;
      const first = new Int32Array(long);
      expect(off(engine.untake(tenths(long, 3), first, 2), exact)).toBe(1); // nothing is added to the last entry
      expect(off(engine.untake(tenths(long, 3), first, 1), exact)).toBeLessThan(1e-6);
      const everySecond = Int32Array.from(first, (_, place) => (place % 2) * (1 + (place % 9973))); // one entry among many others
      expect(Math.abs((numbers(engine.untake(tenths(long), everySecond, 9974))[0] as number) / exact - 0.5)).toBeLessThan(1e-6);
      expect(off(engine.spread(tenths(long), { offset: 0, strides: [0] }, 1), exact)).toBeLessThan(1e-6);
      const inPlace = Array.from(numbers(engine.spread(tenths(long, 2), { offset: 1, strides: [0, 2] }, 4)));
      expect(inPlace.map((sum) => Math.round(sum))).toEqual([0, Math.round(exact), 0, Math.round(exact)]);
    });

    test("softmax and cross-entropy with many classes or many examples", () => {
      const x = Float32Array.from({ length: long }, (_, index) => (index === 0 ? 1 : 0));
      const logits = { storage: engine.upload(x), offset: 0, shape: [1, long], strides: [long, 1] };
      const sum = Math.E + long - 1;
      const probabilities = numbers(engine.softmax(logits));
      expect([probabilities[0], probabilities[1]].map((p) => (p as number) * sum)).toEqual([
        expect.closeTo(Math.E, 4),
        expect.closeTo(1, 5),
      ]);
      expect(numbers(engine.logSoftmax(logits))[1]).toBeCloseTo(-Math.log(sum), 5);
      const even = { ...logits, storage: engine.fill(long, 1 / long) };
      expect(numbers(engine.crossEntropy(logits, even).loss)[0]).toBeCloseTo(Math.log(sum) - 1 / long, 4);
      const halves = { storage: engine.fill(2 * long, 0.5), offset: 0, shape: [long, 2], strides: [2, 1] };
      expect(numbers(engine.crossEntropy(tenths(long, 2), halves).loss)[0]).toBeCloseTo(Math.log(2), 6);
    });

    test.each([
      [200, 40, 40],
      [20_000, 3, 2],
      [1, 300, 500],
      [1, 1, 150_000],
    ])("the way back to a convolution's kernels: %i images of %i x %i", (images, height, width) => {
      const sizes = { images, height, width, channels: 1, kernelHeight: 1, kernelWidth: 1 };
      const [x, error] = [tenths(images, height, width, 1), tenths(images, height, width, 1)];
      const result = numbers(
        convolutionsOf(engine).toKernels(x, error, { ...sizes, ...windows, outputHeight: height, outputWidth: width }),
      );
      const outputs = images * height * width;
      expect(Math.abs((result[0] as number) / (outputs * tenth * tenth) - 1)).toBeLessThan(2e-5);
      expect(Math.abs((result[1] as number) / (outputs * tenth) - 1)).toBeLessThan(2e-5);
    });

    test.each([1, 8, 13])("a convolution with a large window and %i filters", (filters) => {
      const sizes = { images: 1, height: 300, width: 301, channels: 1, kernelHeight: 300, kernelWidth: 300 };
      const y = convolutionsOf(engine).convolve(tenths(1, 300, 301, 1), tenths(300, 300, 1, filters), undefined, {
        ...sizes,
        ...windows,
        outputHeight: 1,
        outputWidth: 2,
      });
      expect(off(y, 90_000 * tenth * tenth)).toBeLessThan(2e-5);
    });
  });
});

describe.each(others)("$name", (engine) => {
  beforeEach(() => {
    precision = engine.precision;
  });

  test("subtracting a large mean stays precise", () => {
    for (const [shape, axis] of [
      [[257], 0],
      [[257, 3], 0],
      [[3, 1031], 1],
      [[3, 131, 5], 1],
    ] as const) {
      const draw = new Draw(shape.length);
      const x = draw.view(shape);
      const large = { ...x, values: x.values.map((value) => Math.fround(30_000 + value)) };
      const [ours, theirs] = [engine, reference].map((each) => numbers(each.center(on(each, large), axis)));
      close(ours ?? [], theirs ?? [1], precision === "float64" ? 30_000 : 1); // the reference subtracts a mean that is rounded to float64
    }
  });

  test("spread and untake are the ways back from copy and take", () => {
    for (const seed of seeds) {
      const draw = new Draw(seed);
      const shape = draw.shape(draw.below(5));
      const [x, { values, offset, strides }] = [draw.view(shape), draw.view(shape)];
      const back = seed % 3 > 0 ? strides : strides.map((stride) => -stride); // in reverse order
      const start = seed % 3 > 0 ? offset : values.length - 1;
      const window = { offset: start, strides: back };
      const [ours, theirs] = [engine, reference].map((each) => numbers(each.spread(on(each, x), window, values.length)));
      close(ours ?? [], theirs ?? [1], 50);
      const view = { values, shape, ...window };
      same(numbers(engine.copy(on(engine, view))), numbers(reference.copy(on(reference, view))));

      if (shape.length === 0) continue;
      const entries = draw.size() + 1;
      const indices = Array.from({ length: shape[0] as number }, () => draw.below(entries));
      close(
        numbers(engine.untake(on(engine, x), indices, entries)),
        numbers(reference.untake(on(reference, x), indices, entries)),
        50,
      );
    }
  });

  test("join", () => {
    for (const seed of seeds.slice(0, 200)) {
      const draw = new Draw(seed);
      const shape = draw.shape(draw.below(5));
      const [x, y, outer] = [draw.view(shape, true), draw.view(shape, true), shape.map((entries) => entries + draw.below(3))];
      const strides = rowMajor([...outer, 2]).slice(0, -1); // x and y take alternate places
      const length = 2 * outer.reduce((product, entries) => product * entries, 1);
      const offset = (outer[0] ?? 0) > (shape[0] ?? 0) ? (strides[0] as number) : 0;
      const value = draw.number(true);
      const [ours, theirs] = [engine, reference].map((each) => {
        const parts = [
          { x: on(each, x), window: { offset, strides } },
          { x: on(each, y), window: { offset: offset + 1, strides } },
        ];
        return numbers(each.join(parts, length, value));
      });
      same(ours ?? [], theirs?.map(Math.fround) ?? [1]);
    }
  });

  test("softmax, logSoftmax and crossEntropy", () => {
    for (const seed of seeds.slice(0, 100)) {
      const draw = new Draw(seed);
      const shape = [draw.size(), 1 + draw.size()];
      const [x, y] = [draw.view(shape, seed % 4 === 0), draw.view(shape)];
      for (const operation of ["softmax", "logSoftmax"] as const) {
        close(numbers(engine[operation](on(engine, x))), numbers(reference[operation](on(reference, x))), 5);
      }
      if (shape[0] === 0 || seed % 4 === 0) continue;
      const [ours, theirs] = [engine, reference].map((each) => each.crossEntropy(on(each, x), on(each, y)));
      close(numbers(ours?.loss as Storage), numbers(theirs?.loss as Storage), 200);
      close(numbers(ours?.error as Storage), numbers(theirs?.error as Storage), 50);
    }
  });

  test("copy and take", () => {
    for (const seed of seeds.slice(0, 200)) {
      const draw = new Draw(seed);
      const shape = draw.shape(draw.below(5));
      const x = draw.view(shape, true);
      same(numbers(engine.copy(on(engine, x))), numbers(reference.copy(on(reference, x))));
      const [rows] = shape;
      if (rows === undefined || rows === 0) continue;
      const indices = Array.from({ length: draw.size() }, () => draw.below(rows));
      same(numbers(engine.take(on(engine, x), indices)), numbers(reference.take(on(reference, x), indices)));
    }
  });

  test("ten steps of each optimiser", () => {
    for (const options of [
      { momentum: 0, nesterov: false, weightDecay: 0 },
      { momentum: 0.9, nesterov: true, weightDecay: 0.01 },
    ]) {
      const [ours, theirs] = [engine, reference].map((each) => {
        const draw = new Draw(1);
        const [w, w2, w3, w4, w5] = [1, 1, 1, 1, 1].map((value) => each.fill(33, value)) as Five;
        const [v, m2, v2, v3, b3] = [0, 0, 0, 0, 0].map((value) => each.fill(33, value)) as Five;
        const [s4, m5] = [each.fill(33, 0), each.fill(33, 0)];
        for (let step = 1; step <= 10; step++) {
          const g = on(each, draw.view([33]));
          stepSgd(each, w, g, options.momentum > 0 ? v : undefined, { learningRate: 0.1, ...options });
          stepAdam(each, w2, g, m2, v2, {
            learningRate: 0.1,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
            weightDecay: 0.01,
            keep: 0.99,
            step,
          });
          const { momentum, weightDecay } = options;
          const settings = { learningRate: 0.1, epsilon: 1e-8, weightDecay };
          stepRmsprop(each, w3, g, v3, momentum > 0 ? b3 : undefined, { ...settings, alpha: 0.9, momentum });
          stepAdagrad(each, w4, g, s4, settings);
          stepLion(each, w5, g, m5, { learningRate: 0.1, beta1: 0.9, beta2: 0.99, keep: 0.99 });
        }
        return [w, w2, w3, w4, w5].flatMap((each) => [...numbers(each)]);
      });
      close(ours ?? [], theirs ?? [1], 10);
    }
  });
});
