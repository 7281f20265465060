/** The attention layer: each position of a sequence combines the values of the positions that are relevant to it. */
import { type attentionHeadsShareTheWidth, checkHeads, checkSequence, type HeadWidth } from "../../shape/attention.js";
import { dim, type Size, type Sizes, type SizeUnless } from "../../shape/dim.js";
import { numbersFor } from "../../shape/elements.js";
import { checkFlag, readOptions } from "../../shape/options.js";
import { randomUniform, tensor } from "../../tensor/create.js";
import { einsum } from "../../tensor/einsum.js";
import { checkRandom, commonRandom, type Random } from "../../tensor/random.js";
import type { Matrix, Tensor } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/**
 * The parameters of an attention layer: the matrices of each head for queries, keys and values, and those that combine the
 * heads' outputs.
 */
export interface AttentionParameters<Width extends number, Heads extends number> {
  /** Q: `[heads, width / heads, width]` */
  readonly query: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** K: `[heads, width / heads, width]` */
  readonly key: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** V: `[heads, width / heads, width]` */
  readonly value: Tensor<[Heads, HeadWidth<Width, Heads>, Width]>;
  /** O: `[width, heads, width / heads]` */
  readonly output: Tensor<[Width, Heads, HeadWidth<Width, Heads>]>;
}

/** Options of {@link attention}. */
export interface AttentionOptions {
  /**
   * Whether each position sees only itself and the positions before it, as needed for predicting the next one; false by
   * default.
   */
  readonly causal?: boolean | undefined;
  /** The generator of the initial parameters, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a layer of multi-head self-attention (A. Vaswani et al., "Attention Is All You Need", 2017). In each head h, the output at
 * position i is an average of the values at all positions j, weighted by how well their keys match the query at i. The width of a head
 * is d.
 *
 * $$ y_i = \sum_h O_h \sum_j a_{hij}\, V_h x_j, \quad
 *    a_{hi} = \operatorname{softmax}_j \frac{(Q_h x_i) \cdot (K_h x_j)}{\sqrt d} $$
 *
 * Shapes: `[...Batch, length, width]` to the same. The heads share the width: query, key and value are `[heads, width / heads, width]`,
 * output is `[width, heads, width / heads]`. The initial parameters are uniform within ±√(3 / width) (Glorot and Bengio, 2010).
 *
 * @param input - the shape `[length, width]` of a sequence; the width is literal, named with its value or, in generic code, a type
 *   parameter
 * @param heads - the number of heads, a divisor of the width
 * @throws ShapeError if the number of heads doesn't divide the width
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { attention, layerNorm, residual, sequential } from "conformable/nn";
 *
 * const block = residual(sequential(layerNorm(64), attention([16, 64], 4, { causal: true })));
 * block.predict(zeros([32, 16, 64])); // Tensor<[32, 16, 64]>
 * ```
 */
export function attention<const Length extends number, const Width extends number, const Heads extends number>(
  input: readonly [Size<Length>, Size<Width>],
  heads: SizeUnless<Heads, attentionHeadsShareTheWidth<[Length, Width], Heads>>,
  options?: AttentionOptions,
): Network<[Length, Width], [Length, Width], AttentionParameters<Width, Heads>>;
export function attention<Length extends number, Width extends number, Heads extends number>(
  input: readonly [Size<Length>, Size<Width>],
  heads: Size<Heads>,
  options: AttentionOptions = {},
): unknown {
  const { causal, random } = attentionOptions(options);
  const [length, width] = checkSequence("attention", input);
  const headWidth = checkHeads([length, width], heads);
  return attending(length, width, heads, dim("part", headWidth), causal, random);
}

/** The options, read once and checked. */
export function attentionOptions(options: AttentionOptions) {
  const { causal = false, random = commonRandom } = readOptions("attention", options, ["causal", "random"]);
  checkFlag("attention: causal", causal);
  checkRandom(random);
  return { causal, random };
}

/** Also generic in the width of a head, so that the compiler proves the shapes of all products below. */
function attending<Length extends number, Width extends number, Heads extends number, Part extends number>(
  length: Size<Length>,
  width: Size<Width>,
  heads: Size<Heads>,
  part: Size<Part>,
  causal: boolean,
  random: Random,
) {
  const bound = Math.sqrt(3 / Math.max(1, width));
  const inwards = () => randomUniform([heads, part, width], random, { low: -bound, high: bound });
  const learned = trainable({
    query: inwards(),
    key: inwards(),
    value: inwards(),
    output: randomUniform([width, heads, part], random, { low: -bound, high: bound }),
  });
  const shape: Sizes<[Length, Width]> = [length, width];
  const mask = causal ? blindfold(length) : undefined;

  return markOwn(
    layerOf<typeof learned.values, [Length, Width], [Length, Width]>(
      "attention",
      learned,
      shape,
      shape,
      ({ query, key, value, output }, x) => {
        const queries = einsum("blw,hpw->bhlp", x, query);
        const keys = einsum("bmw,hpw->bhmp", x, key);
        const values = einsum("bmw,hpw->bhmp", x, value);
        const answers = einsum("bhlp,bhmp->bhlm", queries, keys).divide(Math.sqrt(part));
        const shares = (mask ? answers.add(mask) : answers).softmax();
        return einsum("blhp,whp->blw", einsum("bhlm,bhmp->blhp", shares, values), output);
      },
    ),
  );
}

/** The causal mask, which is added before the softmax: -∞ for positions that come later, 0 elsewhere. */
function blindfold<Length extends number>(length: Size<Length>): Matrix<Length, Length> {
  const values = numbersFor(Float64Array, length * length);
  for (let place = 0; place < length; place++)
    values.fill(Number.NEGATIVE_INFINITY, place * length + place + 1, (place + 1) * length);
  return tensor(values, [length, length]);
}
