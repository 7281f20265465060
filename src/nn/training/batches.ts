/** Cuts examples into batches. */
import type { Anything, Refusal } from "../../shape/accepted.js";
import type { AtLeastOne, BatchSize, RowsOfABatch } from "../../shape/batch.js";
import { describe } from "../../shape/describe.js";
import type { KnownOptions, Some } from "../../shape/known.js";
import { examplesDiffer, type examplesMismatch, noExamples } from "../../shape/layer.js";
import type { AcceptingOneTensor, takesOneTensor } from "../../shape/one-tensor.js";
import { checkWhole, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/index.js";
import { checkRandom, permutation, type Random } from "../../tensor/random.js";
import type { Value } from "../../tensor/tape.js";
import { claim, type Tensor, viewOf } from "../../tensor/tensor.js";

/** A batch of examples: their inputs and their targets, with one row for each example. */
export interface Batch<in out Input extends Shape, in out Target extends Shape, in out Rows extends number = BatchSize> {
  /** `[rows, ...Input]` */
  readonly inputs: Tensor<[Rows, ...Input]>;
  /** `[rows, ...Target]` */
  readonly targets: Tensor<[Rows, ...Target]>;
}

/** Options of {@link batches}. */
export interface BatchesOptions {
  /**
   * What to do with a last batch that is shorter than the others: `"keep"` it (the default), `"drop"` it, or `"merge"` its examples into
   * the previous batch. If there are too few examples for even one full batch, `"merge"` keeps them as they are and `"drop"` leaves no
   * batches.
   */
  readonly last?: "keep" | "drop" | "merge" | undefined;
  /** A generator that shuffles the examples again for each iteration. Without it the examples keep their order. */
  readonly random?: Random | undefined;
}

type OptionsOfBatches<Options> = Options extends BatchesOptions | undefined
  ? KnownOptions<"batches", Options, keyof BatchesOptions>
  : BatchesOptions;
/** What stands for options that are left out. */
type NoOptionsOfBatches = BatchesOptions & { readonly last?: undefined };
/** `unknown`, unless examples can't be cut into batches. */
type AcceptingBatches<N extends number, M extends number, Size extends number, Options> = [
  ...([N, M] extends [M, N] ? [] : ["unequal"]),
  ...([Options] extends [OptionsOfBatches<Options>] ? [] : ["options"]),
  ...Refusal<AtLeastOne<Size>>,
  ...(number extends N ? ["any"] : []), // of inputs of type `any`, nothing is inferred
] extends Some
  ? object
  : unknown;

/**
 * Cuts examples into batches along the first axis of the inputs and the targets. The last batch holds the remaining examples, unless
 * `last` says otherwise. If there are no examples, there are no batches.
 *
 * If the size divides the number of examples, or with `last: "drop"`, all batches have the same number of rows, and the compiler knows
 * it. Otherwise their number of rows is a {@link BatchSize}.
 *
 * @param size - the number of examples in a batch; if there are fewer examples, one batch holds all of them
 * @returns an iterable that can be iterated over any number of times
 * @throws ShapeError if the numbers of inputs and targets differ
 * @throws RangeError if the size isn't a whole number from 1 up, or `last` isn't one of its three values
 * @example
 * ```ts
 * import { random, zeros } from "conformable";
 * import { batches } from "conformable/nn";
 *
 * for (const { inputs, targets } of batches(zeros([1437, 64]), zeros([1437, 10]), 32, { random: random(7) })) {
 *   inputs;  // Matrix<BatchSize, 64>: the last has 29 rows
 *   targets; // Matrix<BatchSize, 10>
 * }
 * for (const { inputs } of batches(zeros([1500, 64]), zeros([1500, 10]), 25)) {
 *   inputs; // Matrix<25, 64>
 * }
 * ```
 */
export function batches<
  N extends number,
  Input extends Shape,
  M extends number,
  Target extends Shape,
  const Size extends number,
  Options extends NoOptionsOfBatches = NoOptionsOfBatches,
  GivenInputs = unknown,
  GivenTargets = unknown,
  Ok extends AcceptingOneTensor<GivenInputs, AcceptingOneTensor<GivenTargets, AcceptingBatches<N, M, Size, Options>>> = unknown,
>(
  inputs: takesOneTensor<"batches", GivenInputs, Tensor<[N, ...Input]>>,
  targets: takesOneTensor<
    "batches",
    GivenTargets,
    number extends N ? Tensor<[M, ...Target]> : [N, M] extends [M, N] ? Tensor<[M, ...Target]> : examplesMismatch<"batches", N, M>
  >,
  size: Size & AtLeastOne<Size>,
): unknown extends NoInfer<Ok> ? Iterable<Batch<Input, Target, RowsOfABatch<N, Size, Options>>> : Anything;
export function batches<
  N extends number,
  Input extends Shape,
  M extends number,
  Target extends Shape,
  const Size extends number,
  const Options extends (object & { readonly [Name in keyof BatchesOptions]: unknown }) | undefined,
  GivenInputs = unknown,
  GivenTargets = unknown,
  Ok extends AcceptingOneTensor<GivenInputs, AcceptingOneTensor<GivenTargets, AcceptingBatches<N, M, Size, Options>>> = unknown,
>(
  inputs: takesOneTensor<"batches", GivenInputs, Tensor<[N, ...Input]>>,
  targets: takesOneTensor<
    "batches",
    GivenTargets,
    number extends N ? Tensor<[M, ...Target]> : [N, M] extends [M, N] ? Tensor<[M, ...Target]> : examplesMismatch<"batches", N, M>
  >,
  size: Size & AtLeastOne<Size>,
  options: OptionsOfBatches<Options>,
): unknown extends NoInfer<Ok> ? Iterable<Batch<Input, Target, RowsOfABatch<N, Size, Options>>> : Anything;
export function batches<Input extends Shape, Target extends Shape>(
  inputs: unknown,
  targets: unknown,
  size: number,
  options: BatchesOptions = {},
): Iterable<Batch<Input, Target>> {
  const { random, last } = readOptions("batches", options, ["last", "random"]);
  const [x, y] = [viewOf("batches", inputs), viewOf("batches", targets)];
  const examples = checkExamples("batches", x.shape, y.shape);
  const ends = endsOfBatches("batches", examples, size, last);
  const generator = random === undefined ? undefined : checkRandom(random);

  return {
    *[Symbol.iterator]() {
      for (const [inputs, targets] of cutting([x, y], ends, generator))
        yield { inputs: claim(inputs as Value), targets: claim(targets as Value) }; // one for each tensor
    },
  };
}

/** Cuts values into batches along their first axes, which are equally long. */
export function* cutting(
  values: readonly Value[],
  ends: readonly number[],
  generator: ReturnType<typeof checkRandom> | undefined,
): Generator<Value[]> {
  const order = generator && permutation(generator, values[0]?.shape[0] as number); // there is an axis of examples
  let start = 0;
  for (const end of ends) {
    const indices = order?.slice(start, end) ?? inOrder(start, end);
    start = end;
    yield values.map((value) => operations.take(value, indices));
  }
}

/** For each batch, the index after its last example. */
export function endsOfBatches(
  operation: string,
  examples: number,
  size: number,
  last: BatchesOptions["last"] = "keep",
): readonly number[] {
  checkWhole(`${operation}: the size`, size, 1);
  if (!["keep", "drop", "merge"].includes(last))
    throw new RangeError(`${operation}: last is "keep", "drop" or "merge", not ${describe(last)}`);
  const full = Math.floor(examples / size);
  const ends = Array.from({ length: full }, (_, batch) => (batch + 1) * size);
  if (full * size === examples || last === "drop") return ends;
  return last === "merge" && full > 0 ? ends.with(-1, examples) : [...ends, examples];
}

function inOrder(start: number, end: number): number[] {
  const numbers: number[] = [];
  for (let index = start; index < end; index++) numbers.push(index);
  return numbers;
}

/** Returns the number of examples. */
function checkExamples(operation: string, inputs: Shape, targets: Shape): number {
  const [examples] = inputs;
  const [others] = targets;
  if (examples === undefined || others === undefined) throw new ShapeError(noExamples(operation));
  if (examples !== others) throw new ShapeError(examplesDiffer(operation, examples, others));
  return examples;
}
