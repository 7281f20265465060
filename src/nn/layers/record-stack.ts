/** Consecutive layers some of which take or give records, and what every network of records does. */
import { threadedRecords } from "../../shape/record-stack.js";
import type { ShapeRecord } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkNetwork } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, neededBy } from "../contract/layer.js";
import { markOwn } from "../contract/own.js";
import { checkData, type Data, isOne, readInputs } from "../contract/record-checks.js";
import { checkTraining, ofRecords } from "../contract/records.js";
import { described } from "../contract/summary.js";
import type { AnyTrainable } from "../contract/trainable.js";
import { viewable, viewOver } from "../contract/with.js";

/** A network of records. */
export interface AnyRecordNetwork {
  readonly inputShape: Shape | ShapeRecord;
  readonly outputShape: Shape | ShapeRecord;
  readonly parameters: unknown;
  readonly trainables: readonly AnyTrainable[];
  predict(given: unknown): Data;
  forward(given: unknown): { readonly output: Data; backward(error: unknown): AnyBack };
}

/** Lets all code that takes networks of records take this one. */
export function asRecords(made: AnyRecordNetwork): AnyLayer {
  const network = made as unknown as AnyLayer; // it has the same members; what knows only tensors refuses it
  for (const shape of [made.inputShape, made.outputShape]) {
    for (const each of Object.values(shape)) Object.freeze(each);
    Object.freeze(shape);
  }
  ofRecords(network, {
    check: (operation, loss, inputs, targets, isExamples) => checkData(network, operation, loss, inputs, targets, isExamples),
    stack,
  });
  return network;
}

/** The trainables of several layers, each once. */
export const trainablesOf = (layers: readonly AnyLayer[]): readonly AnyTrainable[] => [
  ...new Set(layers.flatMap((layer) => layer.trainables ?? [])),
];

/** The network of consecutive layers, at least one of which takes or gives a record. */
function stack(given: readonly unknown[]): AnyLayer {
  const layers = given.map((layer, index) => checkNetwork("sequential", `argument ${index + 1}`, layer));
  return stacked(given as readonly AnyLayer[], layers); // checked
}

function stacked(given: readonly AnyLayer[], layers: readonly AnyLayer[]): AnyLayer {
  const { takes, gives } = threadedRecords(layers);
  const demand = layers.some(demandOf) ? demandOfAll(layers, takes) : undefined;
  const made: AnyRecordNetwork = {
    inputShape: takes,
    outputShape: gives,
    get parameters() {
      return layers.map((layer) => layer.parameters);
    },
    trainables: trainablesOf(layers),
    predict(given) {
      const { inputs } = readInputs("predict", takes, given);
      return layers.reduce((output, layer) => layer.predict(output as AnyTensor), inputs);
    },
    forward(given) {
      const { inputs, lead } = readInputs("forward", takes, given);
      demand?.(lead);
      const passes: AnyPass[] = [];
      let output = inputs;
      for (const layer of layers) {
        const pass = layer.forward(output as AnyTensor);
        passes.push(pass);
        output = pass.output;
      }
      return {
        output,
        backward(outputError) {
          const gradients: unknown[] = [];
          let error = () => outputError as AnyTensor; // the last layer checks it
          let needed: AnyBack | undefined;
          for (const pass of passes.toReversed()) {
            const back = pass.backward(error());
            gradients.unshift(back.gradients);
            error = () => back.error;
            needed = back;
          }
          return new LateBack(error, gradients, needed ? neededBy(needed) : []);
        },
      };
    },
  };
  const isLayer = isOne(takes) && isOne(gives);
  const network = isLayer ? (made as unknown as AnyLayer) : asRecords(made); // a layer, if it takes and gives tensors
  viewable(described(network, "sequential", ...given), (parameters) => {
    const own = parameters as readonly unknown[]; // there is one entry for each layer
    const views = layers.map((layer, index) => viewOver(layer, own[index]));
    return stacked(views, views);
  });
  const own = demand && isLayer ? (shape: Shape) => demand(shape.slice(0, shape.length - takes.length)) : demand;
  return demanding(markOwn(network, ...layers), own);
}

/** Checks what the layers require of their inputs in training, which have these leading axes. */
const demandOfAll =
  (layers: readonly AnyLayer[], takes: Shape | ShapeRecord) =>
  (lead: Shape): void => {
    let gives = takes;
    for (const layer of layers) {
      const [own, out]: [Shape | ShapeRecord, Shape | ShapeRecord] = [layer.inputShape, layer.outputShape];
      const kept = isOne(gives) && isOne(own) ? gives.slice(0, gives.length - own.length) : [];
      checkTraining(layer, [...lead, ...kept]);
      gives = isOne(out) ? [...kept, ...out] : out;
    }
  };
