/** Positions: attention can't tell the order of its inputs, unless a layer before it adds something of its own to each. */
import type { Anything } from "../../shape/accepted.js";
import { checkSequence, type takesASequence } from "../../shape/attention.js";
import type { AcceptingShape, AnySizes, AreSizes, GivenSizes, Size, Sizes, WhyNoSizes } from "../../shape/dim.js";
import { numbersFor } from "../../shape/elements.js";
import { checkRange, readOptions } from "../../shape/options.js";
import { randomNormal, tensor } from "../../tensor/create.js";
import { elementwise, index } from "../../tensor/operations/index.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import { type AnyTensor, claim, type Matrix, viewOf } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import type { PlaceStep } from "../contract/steps.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** The parameters of {@link positions}. */
export interface PositionsParameters<Length extends number, Width extends number> {
  /** The vector that is added to each position: `[length, width]`. */
  readonly table: Matrix<Length, Width>;
}

/** Options of {@link positions}. */
export interface PositionsOptions {
  /** The standard deviation of the initial numbers; 0.02 by default. */
  readonly deviation?: number | undefined;
  /** The generator of the initial numbers, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a layer that adds a learned vector to each position of a sequence. {@link attention} needs this, because it can't tell
 * the order of its inputs by itself.
 *
 * Shapes: `[...Batch, length, width]` to the same; table `[length, width]`. Its initial numbers are drawn from a normal distribution.
 *
 * @param input - the shape `[length, width]` of a sequence
 * @throws ShapeError if the input isn't a length and a width
 * @throws RangeError if the deviation isn't a finite number from 0 up
 * @example
 * ```ts
 * import { attention, embedding, positions, sequential } from "conformable/nn";
 *
 * sequential(embedding(27, 64), positions([16, 64]), attention([16, 64], 4)); // [16] to [16, 64]
 * ```
 */
export function positions<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"positions", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"positions", In>,
  options?: PositionsOptions,
): unknown extends NoInfer<Ok> ? Network<[...In], [...In], PositionsParameters<In[0], In[1]>> : Anything;
export function positions<Length extends number, Width extends number>(input: unknown, options: PositionsOptions = {}): unknown {
  const { deviation, random } = positionsOptions(options);
  const shape: Sizes<[Length, Width]> = checkSequence<readonly [Size<Length>, Size<Width>]>("positions", input);
  const learned = trainable<PositionsParameters<Length, Width>>({
    table: randomNormal([shape[0], shape[1]], random, { deviation }),
  });
  return markOwn(
    layerOf<PositionsParameters<Length, Width>, [Length, Width], [Length, Width]>(
      "positions",
      learned,
      shape,
      shape,
      ({ table }, x) => x.add(table),
      undefined,
      undefined,
      ({ table }) => adding(table),
    ),
  );
}

/** The options, read once and checked. */
export function positionsOptions(options: PositionsOptions) {
  const { deviation = 0.02, random = commonRandom } = readOptions("positions", options, ["deviation", "random"]);
  checkRange("positions: deviation", deviation, 0, Number.POSITIVE_INFINITY);
  checkRandom(random);
  return { deviation, random };
}

/**
 * Creates a layer that adds a vector of waves of different lengths to each position of a sequence (A. Vaswani et al., "Attention
 * Is All You Need", 2017). Unlike {@link positions}, it has nothing to learn.
 *
 * $$ p_{i,2j} = \sin \frac{i}{10000^{2j / \mathrm{width}}}, \quad p_{i,2j+1} = \cos \frac{i}{10000^{2j / \mathrm{width}}} $$
 *
 * Shapes: `[...Batch, length, width]` to the same.
 *
 * @param input - the shape `[length, width]` of a sequence
 * @throws ShapeError if the input isn't a length and a width
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { sinusoidalPositions } from "conformable/nn";
 *
 * sinusoidalPositions([2, 4]).predict(zeros([2, 4])); // Matrix<2, 4> [[0, 1, 0, 1], [0.841471, 0.540302, 0.00999983, 0.99995]]
 * ```
 */
export function sinusoidalPositions<
  const In extends AnySizes,
  Argument extends GivenSizes = In,
  Ok extends AreSizes<In, Argument> & AcceptingShape<In, takesASequence<"sinusoidalPositions", In>> = unknown,
>(
  input: Sizes<In> &
    (unknown extends Ok ? unknown : [Argument] extends [never] ? Argument : WhyNoSizes<In, Argument>) &
    takesASequence<"sinusoidalPositions", In>,
): unknown extends NoInfer<Ok> ? Network<[...In], [...In], readonly []> : Anything;
export function sinusoidalPositions<Length extends number, Width extends number>(input: unknown): unknown {
  const shape: Sizes<[Length, Width]> = checkSequence<readonly [Size<Length>, Size<Width>]>("sinusoidalPositions", input);
  const [length, width] = shape;
  const waves = numbersFor(Float64Array, length * width);
  for (let place = 0; place < waves.length; place++) {
    const column = place % width;
    const angle = Math.floor(place / width) / 10_000 ** ((column - (column % 2)) / width);
    waves[place] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  }
  const table = tensor(waves, [length, width]);
  return markOwn(
    layerOf<readonly [], [Length, Width], [Length, Width]>(
      "sinusoidalPositions",
      trainable([] as const),
      shape,
      shape,
      (_, x) => x.add(table),
      undefined,
      undefined,
      () => adding(table),
    ),
  );
}

/** Adds, place by place, a row of a table. */
const adding =
  (table: AnyTensor): PlaceStep =>
  (x, place) =>
    claim(elementwise("add", viewOf("decoding", x), index(viewOf("decoding", table), place, 0)));
