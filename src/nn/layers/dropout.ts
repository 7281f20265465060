/** Dropout: a network that can't rely on any single number learns to use several. */
import { engine } from "../../engine/current.js";
import { numbersFor } from "../../shape/elements.js";
import { checkRange, readOptions } from "../../shape/options.js";
import { checkRandom, commonRandom, type Random, uniform } from "../../tensor/random.js";
import { claimWhole, type Vector } from "../../tensor/tensor.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** Decides what is dropped; made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * A layer that in training (`forward`) makes each element 0 with this probability, and the others larger, so that their mean stays; in use
 * (`predict`) it does nothing (N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014). It takes
 * any shape: to a network it is the layer of a single number, `[]`. Each pass drops other elements, so {@link checkGradients}, which
 * compares passes, has nothing to compare.
 *
 * @param rate - the probability, from 0 up to, and without, 1
 * @throws RangeError where it is not
 * @example
 * ```ts
 * import { random } from "conformable";
 * import { dense, dropout, relu, sequential } from "conformable/nn";
 *
 * sequential(dense(784, 128, { activation: relu }), dropout(0.2, { random: random(1) }), dense(128, 10));
 * ```
 */
export function dropout(rate: number, options: DropoutOptions = {}): Network<[], [], readonly []> {
  const { random = commonRandom } = readOptions("dropout", options, ["random"]);
  checkRange("dropout: rate", rate, 0, 1);
  const generator = checkRandom(random);
  const drop = <Examples extends number>(_: readonly [], x: Vector<Examples>, training: boolean) => {
    if (!training || rate === 0) return x;
    const mask = numbersFor(Float32Array, x.size);
    for (let element = 0; element < mask.length; element++) mask[element] = uniform(generator) < rate ? 0 : 1 / (1 - rate);
    return x.multiply(claimWhole<[Examples]>(engine().upload(mask), x.shape));
  };
  return markOwn(layerOf<readonly [], [], []>("dropout", trainable([] as const), [], [], drop));
}
