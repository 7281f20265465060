/** Steps with the gradients of several batches, and gradients that are clipped. */
import { leaves, mapTensors } from "../../grad/tree.js";
import { addTrees, clipByGlobalNorm, scaleTree } from "../../grad/trees.js";
import { describe } from "../../shape/describe.js";
import { checkWhole } from "../../shape/options.js";
import { zeros } from "../../tensor/create.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, claim, viewOf } from "../../tensor/tensor.js";
import type { AnyLayer } from "../contract/layer.js";
import { type Loss, Total } from "../contract/loss.js";
import { borrowed } from "../contract/trainable.js";

/** What a step is taken with: the loss of one batch or several, and its gradients. */
export interface Found<G> {
  readonly loss: number;
  readonly gradients: G;
}

/** Collects the gradients of batches, until there are enough for a step. */
export interface Larger<G> {
  /** Adds a batch. Returns what to take a step with, if it is time for one. */
  add(found: Found<G>, targets: AnyTensor, examples: number): Found<G> | undefined;
  /** What is left at the end of an epoch, if anything is. */
  rest(): Found<G> | undefined;
}

/**
 * Collects the gradients of `accumulate` batches. They count as their losses do in the mean over all examples, so that a step is the one that
 * a single batch of all these examples would give.
 */
export function larger<G>(
  network: AnyLayer,
  loss: Loss,
  { accumulate, clipNorm }: { readonly accumulate?: unknown; readonly clipNorm?: unknown },
): Larger<G> {
  if (accumulate !== undefined) checkWhole("train: accumulate", accumulate, 1);
  if (clipNorm !== undefined && !(typeof clipNorm === "number" && clipNorm > 0 && clipNorm < Number.POSITIVE_INFINITY))
    throw new RangeError(`train: clipNorm is a finite number above 0, not ${describe(clipNorm)}`);
  const most = accumulate ?? 1;
  const again = repeated(network);

  let [batches, sum, total, first, whole] = [0, undefined as unknown, new Total(loss, network.outputShape), 0, 0];
  const rest = (): Found<G> | undefined => {
    if (batches === 0) return undefined;
    const mean = total.isSum || first === whole || whole === 0 ? sum : scaleTree(sum as AnyTensor, first / whole);
    const gradients = (clipNorm === undefined ? mean : clipByGlobalNorm(joined(mean, again) as AnyTensor, clipNorm)) as G; // the same tree
    const found = { loss: total.value, gradients };
    [batches, sum, total, first, whole] = [0, undefined, new Total(loss, network.outputShape), 0, 0];
    return found;
  };
  return {
    add({ loss, gradients }, targets, examples) {
      const share = total.add(loss, targets, examples);
      batches++;
      if (share > 0 || sum === undefined) {
        if (first === 0) [sum, first] = [gradients, share];
        else {
          const part = total.isSum || share === first ? gradients : scaleTree(gradients as AnyTensor, share / first);
          sum = addTrees(sum as AnyTensor, part as AnyTensor);
        }
        whole += share;
      }
      return batches === most ? rest() : undefined;
    },
    rest,
  };
}

/** For each parameter that stands in several places of a network, the indices of these places. */
function repeated(network: AnyLayer): readonly (readonly number[])[] {
  const places = new Map<AnyTensor, number[]>();
  leaves(borrowed(() => network.parameters)).forEach(({ tensor }, index) => {
    const known = places.get(tensor);
    if (known) known.push(index);
    else places.set(tensor, [index]);
  });
  return [...places.values()].filter(({ length }) => length > 1);
}

/** The same gradients, with those of a parameter in several places added up at the first, because they are one number in a norm. */
function joined(gradients: unknown, again: readonly (readonly number[])[]): unknown {
  if (again.length === 0) return gradients;
  const all = leaves(gradients).map(({ tensor }) => tensor);
  for (const [first = 0, ...others] of again)
    for (const other of others) {
      const [sum, more] = [all[first], all[other]];
      all[first] = claim(binary("add", viewOf("train", sum), viewOf("train", more)));
      all[other] = zeros(viewOf("train", more).shape as []); // the compiler needn't know which
    }
  let next = 0;
  return mapTensors(gradients, () => all[next++] as AnyTensor); // one for each leaf
}
