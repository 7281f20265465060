/** The layer that turns vectors into logits with the table of an embedding: tied weights. */
import type { AcceptingOne, Anything } from "../../shape/accepted.js";
import type { IsUnion } from "../../shape/known.js";
import { checkLayer } from "../contract/foreign.js";
import type { Layer } from "../contract/layer.js";
import type { Network } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import { markOwn } from "../contract/own.js";
import { descriptionOf } from "../contract/summary.js";
import type { Trainable } from "../contract/trainable.js";
import type { EmbeddingParameters } from "./embedding.js";
import { layerOf } from "./of-function.js";

/** An embedding, otherwise the error message. In generic code the compiler prints this type's name. */
type unembeddingTakesAnEmbedding<L> =
  IsUnion<L> extends true
    ? severalLayers<"unembedding: the layer", L>
    : L extends Layer<infer In, infer _Out, infer P>
      ? [P, In] extends [EmbeddingParameters<infer _Entries, infer _Length>, []]
        ? L
        : noEmbedding
      : noLayer<"unembedding: the argument", L>;
type UnembeddingOf<L> =
  L extends Layer<infer _In, infer _Out, EmbeddingParameters<infer Entries, infer Length>>
    ? Network<[Length], [Entries], EmbeddingParameters<Entries, Length>>
    : never;
type noEmbedding = "unembedding: takes a layer made by embedding, which holds the table";
const noEmbedding: noEmbedding = "unembedding: takes a layer made by embedding, which holds the table";

/**
 * Creates a layer that shares the table of an `embedding` and multiplies by it: from the vector at a place, it computes a logit for
 * each entry, the dot product with its row. As the last layer of a language model, it has no parameters of its own (O. Press and L. Wolf,
 * "Using the Output Embedding to Improve Language Models", 2017). The table is one parameter: its gradients are added, and an optimiser
 * updates it once.
 *
 * $$ y_i = \sum_j T_{ij}\, x_j $$
 *
 * Shapes: `[...Batch, length]` to `[...Batch, entries]`, for a table `[entries, length]`.
 *
 * @param embedding - the embedding that shares its table; it can't be one that `with` has returned
 * @throws TypeError if it isn't an embedding
 * @example
 * ```ts
 * import { attention, embedding, sequential, unembedding } from "conformable/nn";
 *
 * const letters = embedding(27, 64);
 * sequential(letters, attention([16, 64], 4, { causal: true }), unembedding(letters)); // [16] to [16, 27]
 * ```
 */
export function unembedding<L, Ok extends AcceptingOne<L, unembeddingTakesAnEmbedding<L>> = unknown>(
  embedding: unembeddingTakesAnEmbedding<L>,
): unknown extends NoInfer<Ok> ? UnembeddingOf<L> : Anything;
export function unembedding(given: unknown): unknown {
  const layer = checkLayer("unembedding", "the argument", given);
  const [learned] = layer.trainables ?? [];
  if (descriptionOf(layer)?.name !== "embedding" || !learned) throw new TypeError(noEmbedding);
  const { table } = (learned as Trainable<EmbeddingParameters<number, number>>).peek(); // that of an embedding
  const [entries, length] = table.shape;
  return markOwn(layerOf("unembedding", learned, [length], [entries], ({ table }, x) => x.matmul(table.transpose())));
}
