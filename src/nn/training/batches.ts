/** Examples in batches. */
import type { BatchRows, BatchSize } from "../../shape/batch.js";
import { describe } from "../../shape/describe.js";
import { examplesDiffer, type examplesMismatch, noExamples } from "../../shape/layer.js";
import { checkWhole, readOptions } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/index.js";
import { checkRandom, permutation, type Random } from "../../tensor/random.js";
import { claim, type Tensor, viewOf } from "../../tensor/tensor.js";

/** Some examples: their inputs and their targets, as many of the one as of the other. */
export interface Batch<in out Input extends Shape, in out Target extends Shape, in out Rows extends number = BatchSize> {
  /** `[rows, ...Input]` */
  readonly inputs: Tensor<[Rows, ...Input]>;
  /** `[rows, ...Target]` */
  readonly targets: Tensor<[Rows, ...Target]>;
}

/** None given. */
interface DefaultOptions extends BatchesOptions {
  readonly last?: undefined;
}

/** Options of {@link batches}. */
export interface BatchesOptions {
  /**
   * What becomes of a last batch that is shorter than the others: `"keep"` it, `"drop"` it, or `"merge"` its examples into the batch before;
   * `"keep"` unless given. Where there are fewer examples than one batch holds, there is none before, so `"merge"` keeps them as they are, and
   * `"drop"` leaves no batch.
   */
  readonly last?: "keep" | "drop" | "merge" | undefined;
  /** Shuffles the examples anew in each iteration; without it they come in their order. */
  readonly random?: Random | undefined;
}

/**
 * Cuts examples into batches: the first axis of the inputs and of the targets counts them. The last batch holds what is left, unless
 * `last` says otherwise. Of no examples there are no batches.
 *
 * Where the size divides the number of examples, and with `last: "drop"`, all batches hold as many, and the compiler knows how many. Else their
 * number of rows is a {@link BatchSize}.
 *
 * @param size - how many examples a batch holds; where there are fewer of them, one batch holds all
 * @returns an iterable that can be run through again and again
 * @throws ShapeError where there are not as many targets as inputs
 * @throws RangeError where the size is no whole number from 1 up, or `last` is none of the three
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
  const Options extends BatchesOptions = DefaultOptions,
>(
  inputs: Tensor<[N, ...Input]>,
  targets: [N, M] extends [M, N] ? Tensor<[M, ...Target]> : examplesMismatch<"batches", N, M>,
  size: Size,
  options?: Options,
): Iterable<Batch<Input, Target, BatchRows<N, Size, Options>>>;
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
      const order = generator && permutation(generator, examples);
      let start = 0;
      for (const end of ends) {
        const indices = order?.slice(start, end) ?? inOrder(start, end);
        start = end;
        yield { inputs: claim(operations.take(x, indices)), targets: claim(operations.take(y, indices)) };
      }
    },
  };
}

/** Where each batch ends, by the number of examples up to there. */
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

/** How many examples there are. */
function checkExamples(operation: string, inputs: Shape, targets: Shape): number {
  const [examples] = inputs;
  const [others] = targets;
  if (examples === undefined || others === undefined) throw new ShapeError(noExamples(operation));
  if (examples !== others) throw new ShapeError(examplesDiffer(operation, examples, others));
  return examples;
}
