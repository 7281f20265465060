/** Examples that come in batches: they are checked one batch at a time. */
import { describe } from "../../shape/describe.js";
import { isArray } from "../../shape/list.js";
import { fieldsOf } from "../../shape/options.js";
import { ShapeError } from "../../shape/shape-error.js";
import { demandOf } from "../contract/demands.js";
import type { AnyLayer } from "../contract/layer.js";
import type { Loss } from "../contract/loss.js";
import { checkSampleWeights } from "./backpropagate.js";
import { batchLacks, eitherDataOr } from "./batched-examples.js";
import { checkExamples } from "./check-examples.js";
import type { Examples, Source } from "./source.js";

/** Batches from the caller, of which nothing is known yet. */
type Given = Iterable<unknown> | AsyncIterable<unknown>;

/** The options of {@link train} that matter to a stream. */
interface Options {
  readonly data?: unknown;
  readonly epochs: number;
}
/** The options that belong to examples which come all at once. */
const others = ["inputs", "targets", "sampleWeights", "last", "random"] as const;

/**
 * Makes a source of the batches that the user passes. Each is checked before anything is learned from it.
 *
 * @param operation - what errors begin with
 */
export function streamed(network: AnyLayer, loss: Loss, options: Options, operation = "train"): Source {
  const { data, epochs } = options;
  for (const name of others) if (fieldsOf(options)[name] !== undefined) throw new ShapeError(eitherDataOr(operation, name));
  if (typeof data !== "function") checkBatches(operation, "data", data);
  const { next } = fieldsOf(data);
  if (typeof next === "function" && epochs > 1)
    throw new TypeError(
      `${operation}: data is a generator, which runs only once, but there are ${epochs} epochs; pass a function that returns new batches for each epoch`,
    );
  async function* checkedBatches(epoch: number): AsyncGenerator<Examples, undefined> {
    const found: unknown = typeof data === "function" ? await data(epoch) : data;
    checkBatches(operation, typeof data === "function" ? "what data returns" : "data", found);
    let batch = 0;
    for await (const given of found) {
      const isFirst = ++batch === 1 && epoch === 1; // nothing has been learned before it
      yield checked(
        network,
        loss,
        given,
        operation === "train",
        isFirst ? operation : `${operation}, batch ${batch} of epoch ${epoch}`,
      );
    }
    if (batch === 0)
      throw new RangeError(
        `${operation}: data has no batches in epoch ${epoch}; for several epochs, pass a function that returns new ones each time`,
      );
  }
  return {
    steps: isArray(data) ? data.length : Number.NaN,
    batches(epoch) {
      const generator = checkedBatches(epoch);
      return { next: async () => (await generator.next()).value, return: () => generator.return(undefined) };
    },
  };
}

function checkBatches(operation: string, name: string, given: unknown): asserts given is Given {
  const { [Symbol.iterator]: one, [Symbol.asyncIterator]: other } = fieldsOf(given) as unknown as Record<symbol, unknown>; // each is read once
  if (typeof given === "string" || (typeof one !== "function" && typeof other !== "function"))
    throw new TypeError(
      `${operation}: ${name} has to be batches, one after another, such as an array or a generator, not ${describe(given)}`,
    );
}

/** Checks a batch as {@link train} checks all examples. What the check throws names the batch. */
function checked(network: AnyLayer, loss: Loss, given: unknown, learns: boolean, operation: string): Examples {
  const { inputs, targets, sampleWeights } = fieldsOf(given);
  if (inputs === undefined || targets === undefined)
    throw new ShapeError(batchLacks(operation, inputs === undefined ? "inputs" : "targets"));
  try {
    const { lead, ...example } = checkExamples(operation, network, loss, { inputs, targets });
    const weights = checkSampleWeights(operation, loss, lead, sampleWeights);
    if (learns) demandOf(network)?.(example.inputs.shape); // a network of records checks it in `forward`
    return [example.inputs, example.targets, weights, lead[0]]; // there is one axis
  } catch (error) {
    if (error instanceof Error && !error.message.startsWith("train")) error.message = `${operation}: ${error.message}`;
    throw error;
  }
}
