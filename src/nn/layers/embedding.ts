/** Embeddings: a row of numbers, to be learned, for each of some things. */
import { checkSize, type Size } from "../../shape/dim.js";
import { checkEntries } from "../../shape/indices.js";
import { readOptions } from "../../shape/options.js";
import { randomNormal } from "../../tensor/create.js";
import { indicesOf } from "../../tensor/operations/indices.js";
import { taken } from "../../tensor/operations/primitives/index.js";
import { commonRandom, type Random } from "../../tensor/random.js";
import { claim, type Matrix, viewOf } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** What an embedding learns. */
export interface EmbeddingParameters<Entries extends number, Length extends number> {
  /** A row for each thing. */
  readonly table: Matrix<Entries, Length>;
}

/** Options of {@link embedding}. */
export interface EmbeddingOptions {
  /** Where the first rows come from; made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * A layer that gives for each number, which is the number of a thing, that thing's row. Nothing goes back to its input: the error there is 0.
 *
 * Shapes: `[...Batch]` to `[...Batch, length]`; table `[entries, length]`, normal at first.
 *
 * @param entries - how many things there are: the inputs are whole numbers from 0 up to, and without, this
 * @param length - how many numbers stand for each
 * @throws ShapeError where an input is the number of none
 * @example
 * ```ts
 * import { random, vector } from "conformable";
 * import { embedding } from "conformable/nn";
 *
 * embedding(27, 64, { random: random(1) }).predict(vector([1, 0, 26])); // Matrix<3, 64>
 * ```
 */
export function embedding<const Entries extends number, const Length extends number>(
  entries: Size<Entries>,
  length: Size<Length>,
  options: EmbeddingOptions = {},
): Network<[], [Length], EmbeddingParameters<Entries, Length>> {
  const { random = commonRandom } = readOptions("embedding", options, ["random"]);
  checkSize(entries);
  checkSize(length);
  const learned = trainable({ table: randomNormal([entries, length], random) });
  const layer = layerOf<EmbeddingParameters<Entries, Length>, [], [Length]>(
    "embedding",
    learned,
    [],
    [length],
    ({ table }, x) => {
      const rows = viewOf("embedding", table);
      const numbers = indicesOf(viewOf("embedding", x)).values;
      return claim(taken(rows, checkEntries("embedding", numbers, rows.shape))); // `[examples, length]`
    },
  );
  return markOwn(layer);
}
