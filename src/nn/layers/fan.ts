/** Layers that take the same input, at run time: what they give becomes one output. */
import { checkBranches, checkJoin, checkSum } from "../../shape/branches.js";
import { checkError, checkInput } from "../../shape/layer.js";
import type { Shape } from "../../shape/shape.js";
import { ShapeError } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/parts.js";
import { binary } from "../../tensor/operations/primitives/index.js";
import { type AnyTensor, checkTensor, claim, viewOf } from "../../tensor/tensor.js";
import { demanding, demandOf } from "../contract/demands.js";
import { checkLayer } from "../contract/foreign.js";
import { type AnyLayer, type AnyPass, LateBack, neededBy } from "../contract/layer.js";
import { markOwn } from "../contract/own.js";
import { describedBeside } from "../contract/summary.js";
import { viewable, viewOver } from "../contract/with.js";
import { none } from "./chain.js";

/** How outputs become one, and how its error becomes theirs. */
export interface Fan {
  readonly name: string;
  /** The shape of the result. */
  readonly gives: Shape;
  readonly join: (outputs: readonly AnyTensor[]) => AnyTensor;
  /** Returns an error for each output. */
  readonly split: (error: AnyTensor) => readonly AnyTensor[];
}

/** The sum of tensors of the same shape, of which there is at least one. */
export const added = (tensors: readonly AnyTensor[]): AnyTensor =>
  tensors.reduce((sum, tensor) => claim(binary("add", viewOf("sum", sum), viewOf("sum", tensor))));

/** @throws ShapeError if the outputs, of which there is at least one, don't have the same shape */
export const summing = (outputs: readonly Shape[]): Fan => ({
  name: "sum",
  gives: checkSum(outputs),
  join: added,
  split: (error) => outputs.map(() => error),
});

/** @throws ShapeError if the outputs, of which there is at least one, differ in another axis, or there is no such axis */
export function joining(outputs: readonly Shape[], given: unknown): Fan {
  const { shape, axis } = checkJoin(outputs, given);
  const sizes = outputs.map((each) => each.at(axis));
  return {
    name: "concat",
    gives: shape,
    join: (tensors) => {
      const views = tensors.map((tensor) => viewOf("concat", tensor));
      return claim(operations.concat(views, axis, undefined));
    },
    split: (error) => operations.split(viewOf("backward", error), sizes, axis).map((part): AnyTensor => claim(part)),
  };
}

/**
 * The layers side by side, which are known to take the input.
 *
 * @param given - the layers as the caller gave them
 * @param takes - the shape of one input
 */
export function fanned(given: readonly AnyLayer[], layers: readonly AnyLayer[], takes: Shape, fan: Fan): AnyLayer {
  const check = (operation: string, input: unknown): void => {
    checkTensor(operation, input);
    checkInput(operation, takes, input.shape);
  };
  const demand = layers.some(demandOf)
    ? (input: Shape): void => {
        for (const layer of layers) demandOf(layer)?.(input);
      }
    : undefined;
  const network: AnyLayer = {
    inputShape: takes,
    outputShape: fan.gives,
    get parameters() {
      return layers.map((layer) => layer.parameters);
    },
    trainables: [...new Set(layers.flatMap((layer) => layer.trainables ?? []))],
    predict(input) {
      check("predict", input);
      return fan.join(layers.map((layer) => layer.predict(input)));
    },
    forward(input): AnyPass {
      check("forward", input);
      demand?.(input.shape);
      const passes = layers.map((layer) => layer.forward(input));
      const output = fan.join(passes.map((pass) => pass.output));
      return {
        output,
        backward(error) {
          checkTensor("backward", error);
          checkError(output.shape, error.shape);
          const errors = fan.split(error);
          const backs = passes.map((pass, index) => pass.backward(errors[index] as AnyTensor)); // there is one for each layer
          const gradients = backs.map((back) => back.gradients);
          return new LateBack(() => added(backs.map((back): AnyTensor => back.error)), gradients, backs.flatMap(neededBy));
        },
      };
    },
  };
  viewable(describedBeside(network, fan.name, ...given), (parameters) => {
    const own = parameters as readonly unknown[]; // there is one entry for each layer
    const views = layers.map((layer, index) => viewOver(layer, own[index]));
    return fanned(views, views, takes, fan);
  });
  return demanding(markOwn(network, ...layers), demand);
}

/**
 * Layers from outside that take the same input, what they take, and what they give for it.
 *
 * @param place - the place of the first layer among the arguments, counted from 1
 */
export function branching(operation: string, given: readonly unknown[], place: number) {
  if (given.length === 0) throw new ShapeError(none(operation));
  const layers = given.map((layer, index) => checkLayer(operation, `argument ${index + place}`, layer));
  const shapes: Shape[] = layers.map((layer): Shape => layer.inputShape);
  const takes = checkBranches(operation, shapes);
  const outputs = layers.map(
    ({ inputShape, outputShape }: AnyLayer): Shape => [...takes.slice(0, takes.length - inputShape.length), ...outputShape],
  );
  return { given: given as readonly AnyLayer[], layers, takes, outputs }; // checkLayer has checked them
}
