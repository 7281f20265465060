/** The embedding layer, which learns a row of numbers for each index. */

import { whole } from "../../engine/layout.js";
import { SparseRows } from "../../engine/sparse-rows.js";
import type { Anything } from "../../shape/accepted.js";
import { type AcceptingSizes, checkSize, type Size } from "../../shape/dim.js";
import { checkRange, readOptions } from "../../shape/options.js";
import type { NoNumber } from "../../shape/several.js";
import { randomNormal } from "../../tensor/create.js";
import { gather, type Indices, indicesOf, scattered } from "../../tensor/operations/indices.js";
import { filled, isPlain, untaken } from "../../tensor/operations/primitives/index.js";
import { commonRandom, type Random } from "../../tensor/random.js";
import type { Value } from "../../tensor/tape.js";
import { claim, type Matrix, viewOf } from "../../tensor/tensor.js";
import { largeTables } from "../contract/large-tables.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** The parameters of an embedding. */
export interface EmbeddingParameters<Entries extends number, Length extends number> {
  /** The rows, one for each index: `[entries, length]`. */
  readonly table: Matrix<Entries, Length>;
}

/** Options of {@link embedding}. */
export interface EmbeddingOptions {
  /** The standard deviation of the initial numbers; 1 by default. An {@link unembedding} that shares them starts better with less. */
  readonly deviation?: number | undefined;
  /** The generator of the initial rows, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a layer that replaces each index by a row of a table. The derivative with respect to the input is 0.
 *
 * Shapes: `[...Batch]` to `[...Batch, length]`; table `[entries, length]`. Its initial numbers are drawn from a normal
 * distribution with mean 0.
 *
 * In the gradient of the table, the rows that weren't looked up are 0. If there are many of them, these zeros are written only when you read
 * the gradient, and some optimisers skip them: {@link sgd} without momentum and weight decay, {@link adagrad} without weight decay, and
 * {@link adam} and {@link adamW} with `lazyRows`. A step then takes as long for a million rows as for ten thousand.
 *
 * @param entries - the number of rows; inputs are whole numbers from 0 to `entries` − 1
 * @param length - the length of each row
 * @throws ShapeError if a size isn't a whole number from 0 up; in a pass, if an input isn't the index of a row
 * @throws RangeError if the deviation isn't a finite number from 0 up
 * @example
 * ```ts
 * import { random, vector } from "conformable";
 * import { embedding } from "conformable/nn";
 *
 * embedding(27, 64, { random: random(1) }).predict(vector([1, 0, 26])); // Matrix<3, 64>
 * ```
 */
export function embedding<
  const Entries extends number | NoNumber<Entries>,
  const Length extends number | NoNumber<Length>,
  Ok extends AcceptingSizes<Entries, Length> = unknown,
>(
  entries: Size<Entries>,
  length: Size<Length>,
  options?: EmbeddingOptions,
): unknown extends NoInfer<Ok> ? Network<[], [Length], EmbeddingParameters<Entries, Length>> : Anything;
export function embedding<Entries extends number, Length extends number>(
  entries: Size<Entries>,
  length: Size<Length>,
  options: EmbeddingOptions = {},
): unknown {
  const { deviation = 1, random = commonRandom } = readOptions("embedding", options, ["deviation", "random"]);
  checkRange("embedding: deviation", deviation, 0, Number.POSITIVE_INFINITY);
  checkSize(entries);
  checkSize(length);
  const learned = trainable({ table: randomNormal([entries, length], random, { deviation }) });
  if (entries * length >= large) largeTables.add(learned);
  const layer = layerOf<EmbeddingParameters<Entries, Length>, [], [Length]>(
    "embedding",
    learned,
    [],
    [length],
    ({ table }, x) => claim(gather(viewOf("embedding", table), indicesOf(viewOf("embedding", x)), "embedding")), // `[examples, length]`
    undefined,
    ({ table }, x) => {
      const [rows, numbers] = [viewOf("embedding", table), viewOf("embedding", x)];
      const found = indicesOf(numbers);
      const indices = { ...found, values: Array.from(found.values) }; // the engine's memory doesn't last until the way back
      return {
        output: claim(gather(rows, indices, "embedding")), // as above
        backward: (error) => [
          { table: claim(gradientOf(viewOf("backward", error), numbers, indices, entries)) },
          claim(filled(numbers.shape, 0)),
        ],
      };
    },
  );
  return markOwn(layer);
}

/** The gradient of the table. If few of many rows were looked up, its zeros are left out until someone reads them. */
function gradientOf(error: Value, x: Value, { values, unknown }: OwnIndices, entries: number): Value {
  if (unknown) return scattered(error, x, entries);
  return isPlain(error) && fewRows * values.length < entries
    ? whole(new SparseRows(error, values, entries), error.shape.with(0, entries))
    : untaken(error, values, entries);
}
interface OwnIndices extends Indices {
  readonly values: readonly number[];
}

/** How many numbers a table has to have so that leaving out zeros saves more than compiling a pass. */
const large = 2 ** 20;

/** From how many rows for each index on it is faster to leave out zeros. */
const fewRows = 4;
