/** Examples that come all at once, cut into batches. */
import type { Shape } from "../../shape/shape.js";
import { checkRandom } from "../../tensor/random.js";
import type { Value } from "../../tensor/tape.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { Loss } from "../contract/loss.js";
import { checkSampleWeights } from "./backpropagate.js";
import { cutting, endsOfBatches } from "./batches.js";
import type { Examples, Source } from "./source.js";
import type { TrainLoop } from "./train-settings.js";

/** The options that say how. */
export interface Cut extends Pick<TrainLoop<unknown>, "last" | "random"> {
  readonly batchSize: number;
  readonly sampleWeights?: unknown;
}

/**
 * Cuts examples into batches.
 *
 * @param lead - the leading axes: that of the examples
 * @param tensors - the inputs and the targets, in any number of tensors
 * @param demand - checks what the network requires of a batch of this size
 * @param joined - makes a batch of the parts of the tensors and, if there are any, of the weights
 */
export function cutSource(
  loss: Loss,
  { batchSize, last, random, sampleWeights }: Cut,
  lead: Shape,
  tensors: readonly AnyTensor[],
  demand: (batch: number) => void,
  joined = (parts: readonly AnyTensor[]) => parts as unknown as Examples, // two parts, or three
): Source {
  const [examples = 0] = lead;
  const ends = endsOfBatches("train", examples, batchSize, last);
  if (ends.length === 0)
    throw new RangeError(`train: last: "drop" leaves no batch: there are ${examples} examples, and a batch takes ${batchSize}`);
  for (const batch of new Set(ends.map((end, index) => end - (ends[index - 1] ?? 0)))) demand(batch);
  const weights = checkSampleWeights("train", loss, lead, sampleWeights);
  const values = [...tensors, ...(weights ? [weights] : [])].map((tensor) => viewOf("train", tensor));
  const generator = random === undefined ? undefined : checkRandom(random);
  return {
    steps: ends.length,
    batches() {
      const cut = cutting(values, ends, generator);
      return {
        next() {
          const { value } = cut.next();
          return value ? joined(value.map((part: Value): AnyTensor => claim(part))) : undefined;
        },
      };
    },
  };
}
