/** Layers with names, side by side: each takes an input of its own, or all take the same. */
import type { ShapeRecord } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, neededBy } from "../contract/layer.js";
import { markOwn } from "../contract/own.js";
import { type Data, isOne, readInputs, readTensors, type TensorRecord } from "../contract/record-checks.js";
import { viewable, viewOver } from "../contract/with.js";
import type { ByName } from "./by-name.js";
import { added } from "./fan.js";
import { type AnyRecordNetwork, asRecords, checkTraining, isDemanding, trainablesOf } from "./record-stack.js";

/**
 * The network of layers side by side.
 *
 * @param takes - the shape that all of them take, or the shape that each takes
 */
export function abreast(operation: string, { entries, given }: ByName, takes: Shape | ShapeRecord): AnyLayer {
  const names = entries.map(([name]) => name);
  const layers = entries.map(([, layer]) => layer);
  const inputOf = (inputs: Data, name: string): AnyTensor =>
    (isOne(takes) ? inputs : (inputs as TensorRecord)[name]) as AnyTensor; // it has been read
  const demand = layers.some(isDemanding)
    ? (lead: Shape): void => {
        for (const layer of layers) checkTraining(layer, lead);
      }
    : undefined;

  const made: AnyRecordNetwork = {
    inputShape: takes,
    outputShape: record(entries, (layer) => layer.outputShape),
    get parameters() {
      return record(entries, (layer) => layer.parameters);
    },
    trainables: trainablesOf(layers),
    predict(given) {
      const { inputs } = readInputs("predict", takes, given);
      return record(entries, (layer, name) => layer.predict(inputOf(inputs, name)));
    },
    forward(given) {
      const { inputs, lead } = readInputs("forward", takes, given);
      demand?.(lead);
      const passes = entries.map(([name, layer]): Entry<AnyPass> => [name, layer.forward(inputOf(inputs, name))]);
      return {
        output: record(passes, ({ output }): AnyTensor => output),
        backward(errors) {
          const read = readTensors("backward", "error", names, errors);
          const backs = passes.map(([name, pass]): Entry<AnyBack> => [name, pass.backward(read[name] as AnyTensor)]); // it has these names
          const inputErrors = (): Data =>
            isOne(takes) ? added(backs.map(([, back]): AnyTensor => back.error)) : record(backs, (back): AnyTensor => back.error);
          return new LateBack(
            inputErrors as () => AnyTensor, // see `Checked`
            record(backs, (back) => back.gradients),
            backs.flatMap(([, back]) => neededBy(back)),
          );
        },
      };
    },
  };
  const network = asRecords(made, { name: operation, parts: named(names, given), beside: true }, demand);
  viewable(network, (parameters) => {
    const own = parameters as Readonly<Record<string, unknown>>; // it has these names
    const views = entries.map(([name, layer]): Entry<AnyLayer> => [name, viewOver(layer, own[name])]);
    return abreast(operation, { entries: views, given: views.map(([, view]) => view) }, takes);
  });
  return markOwn(network, ...layers);
}

/** The layers as a summary lists them: by their names. */
const named = (names: readonly string[], layers: readonly AnyLayer[]): readonly AnyLayer[] =>
  names.map((name, index) => {
    const layer = layers[index] as AnyLayer & { readonly name?: unknown }; // there is one for each name
    return {
      ...layer,
      name: typeof layer.name === "string" ? `${name}: ${layer.name}` : name,
      get parameters() {
        return layer.parameters;
      },
    };
  });

type Entry<Value> = readonly [name: string, value: Value];

/** The record with what a function returns for each entry. */
const record = <Value, Result>(
  entries: readonly Entry<Value>[],
  resultOf: (value: Value, name: string) => Result,
): Record<string, Result> => Object.fromEntries(entries.map(([name, value]) => [name, resultOf(value, name)]));
