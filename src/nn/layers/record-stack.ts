/** Consecutive layers some of which take or give records, and what every network of records does. */
import { pullback } from "../../grad/grad.js";
import { threadedRecords } from "../../shape/record-stack.js";
import type { ShapeRecord } from "../../shape/records.js";
import { type Shape, show } from "../../shape/shape.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack, neededBy } from "../contract/layer.js";
import { markOwn } from "../contract/own.js";
import { checkData, type Data, isOne, readErrors, readInputs } from "../contract/record-checks.js";
import { ofRecords, recordsOf } from "../contract/records.js";
import { describedAs, type Kind } from "../contract/summary.js";
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

/**
 * Lets all code that takes networks of records take this one.
 *
 * @param demand - checks what its layers require of inputs with these leading axes in training
 */
export function asRecords(made: AnyRecordNetwork, kind: Omit<Kind, "ends">, demand?: (lead: Shape) => void): AnyLayer {
  const network = made as unknown as AnyLayer; // it has the same members; what knows only tensors refuses it
  for (const shape of [made.inputShape, made.outputShape]) {
    for (const each of Object.values(shape)) Object.freeze(each);
    Object.freeze(shape);
  }
  ofRecords(network, {
    check: (operation, loss, inputs, targets, isExamples) => checkData(network, operation, loss, inputs, targets, isExamples),
    demand,
    frozen: () => frozen(network, made),
    stack,
  });
  return describedAs(network, { ...kind, ends: [inWords(made.inputShape), inWords(made.outputShape)] });
}
const inWords = (shapes: Shape | ShapeRecord): string =>
  isOne(shapes)
    ? show(shapes)
    : Object.entries(shapes)
        .map(([name, shape]) => `${name} ${show(shape)}`)
        .join(", ");

/** A network of records that learns nothing, and computes in training what `predict` computes. */
function frozen(original: AnyLayer, { inputShape, outputShape, predict }: AnyRecordNetwork): AnyLayer {
  const network = asRecords(
    {
      inputShape,
      outputShape,
      parameters: [],
      trainables: [],
      predict,
      forward(given) {
        const { inputs, lead } = readInputs("forward", inputShape, given);
        const pass = pullback("forward", predict, inputs, []);
        return {
          output: pass.output as Data, // what predict gives
          backward(error) {
            const inputError = pass.backward(readErrors(outputShape, lead, error)) as AnyTensor; // see `Checked`
            return { error: inputError, gradients: [] };
          },
        };
      },
    },
    { name: "freeze", parts: [] },
  );
  viewable(network, () => frozen(original, { inputShape, outputShape, predict } as AnyRecordNetwork)); // it has no parameters to replace
  return markOwn(network, original);
}

/** Whether a layer requires something of its inputs in training. */
export const isDemanding = (layer: AnyLayer): boolean => (recordsOf(layer)?.demand ?? demandOf(layer)) !== undefined;

/** Checks what a layer requires of inputs with these leading axes in training. */
export function checkTraining(layer: AnyLayer, lead: Shape): void {
  recordsOf(layer)?.demand?.(lead);
  demandOf(layer)?.([...lead, ...layer.inputShape]); // a network of records has none
}

/** The trainables of several layers, each once. */
export const trainablesOf = (layers: readonly AnyLayer[]): readonly AnyTrainable[] => [
  ...new Set(layers.flatMap((layer) => layer.trainables ?? [])),
];

/** The network of consecutive layers, at least one of which takes or gives a record. */
function stack(given: readonly unknown[]): AnyLayer {
  const layers = given.map((layer, index) => checkLayer("sequential", `argument ${index + 1}`, layer, true));
  return stacked(given as readonly AnyLayer[], layers); // checked
}

function stacked(given: readonly AnyLayer[], layers: readonly AnyLayer[]): AnyLayer {
  const { takes, gives } = threadedRecords(layers);
  const demand = layers.some(isDemanding) ? demandOfAll(layers, takes) : undefined;
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
  const kind: Kind = { name: "sequential", parts: given };
  const network =
    isOne(takes) && isOne(gives)
      ? demanding(
          describedAs(made as unknown as AnyLayer, kind), // a layer, since it takes and gives tensors
          demand && ((shape) => demand(shape.slice(0, shape.length - takes.length))),
        )
      : asRecords(made, kind, demand);
  viewable(network, (parameters) => {
    const own = parameters as readonly unknown[]; // there is one entry for each layer
    const views = layers.map((layer, index) => viewOver(layer, own[index]));
    return stacked(views, views);
  });
  return markOwn(network, ...layers);
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
