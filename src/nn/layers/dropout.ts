/** Dropout: it sets random elements to 0 in training, so that the network doesn't rely on any single one. */
import { engine } from "../../engine/current.js";
import { numbersFor } from "../../shape/elements.js";
import { checkRange, readOptions } from "../../shape/options.js";
import { checkRandom, commonRandom, type Random, uniform } from "../../tensor/random.js";
import { claimWhole, type Vector } from "../../tensor/tensor.js";
import { drawn } from "../contract/effects.js";
import type { Network } from "../contract/network.js";
import { markOwn } from "../contract/own.js";
import { trainable } from "../contract/trainable.js";
import { layerOf } from "./of-function.js";

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** The generator that decides what to drop, made by `random(seed)`. */
  readonly random?: Random | undefined;
}

/**
 * Creates a layer that drops elements at random (N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting", 2014). In training (`forward`), each element becomes 0 with the probability `rate`, and the others are divided by
 * 1 − rate, which preserves the expected value. In use (`predict`), the layer does nothing.
 *
 * Shapes: any shape to the same. The layer's own shape is `[]`, that of a single number, so all axes are leading axes.
 *
 * Each pass drops different elements, so {@link checkGradients}, which compares passes, doesn't work on networks with dropout.
 *
 * @param rate - the probability that an element is dropped: at least 0 and less than 1
 * @throws RangeError if the rate is out of this range
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
    const draw = (): Vector<Examples> => {
      const mask = numbersFor(Float32Array, x.size);
      for (let element = 0; element < mask.length; element++) mask[element] = uniform(generator) < rate ? 0 : 1 / (1 - rate);
      return claimWhole(engine().upload(mask), x.shape);
    };
    return x.multiply(drawn(x.shape, draw));
  };
  return markOwn(layerOf<readonly [], [], []>("dropout", trainable([] as const), [], [], drop));
}
