/**
 * Checks for layers, activations and losses that the library hasn't made. Their properties are read and checked once, and what they
 * return is checked on every call. Those that the library has made pass without further checks.
 */
import { describe } from "../../shape/describe.js";
import { checkShape } from "../../shape/dim.js";
import { checkInput, checkOutput } from "../../shape/layer.js";
import { fieldsOf } from "../../shape/options.js";
import type { Shape } from "../../shape/shape.js";
import { type AnyTensor, checkTensor, isTensor, type Tensor } from "../../tensor/tensor.js";
import type { Activation } from "./activation.js";
import { classes, classesOf, noLoss } from "./class-loss.js";
import { type AnyBack, type AnyLayer, type AnyPass, LateBack } from "./layer.js";
import type { Evaluation, Loss } from "./loss.js";
import { noLayer } from "./no-layer.js";
import { isMade } from "./own.js";
import { recordsOf } from "./records.js";
import { checkTrainables } from "./residences.js";

type AnyFunction = (...given: never) => unknown;
const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";

/** Checks that an argument is a function. An untyped caller may have omitted it, or passed its name. */
export function checkFunction(operation: string, name: string, part: unknown): asserts part is AnyFunction {
  if (!isFunction(part)) throw new TypeError(`${operation}: ${name} has to be a function, not ${describe(part)}`);
}

/** Checks that a result is a tensor of the given shape. */
export function checkGives<S extends Shape>(operation: string, shape: Shape, given: unknown): asserts given is Tensor<S> {
  checkOutput(operation, shape, isTensor(given) ? given.shape : describe(given));
}

/**
 * Returns the layer if the library has made it, otherwise a wrapper that checks everything the layer takes and returns.
 *
 * @param place - how the message names the argument
 * @param takesRecords - whether it may also be a network of records, which only the library makes
 * @throws TypeError if the argument isn't a layer
 */
export function checkLayer(operation: string, place: string, given: unknown, takesRecords = false): AnyLayer {
  const isRecords = recordsOf(given) !== undefined;
  if (isMade(given) && "forward" in given && (takesRecords || !isRecords)) return given as AnyLayer; // among the library's objects, only layers have a forward
  const layer = fieldsOf(given) as unknown as AnyLayer; // assumed to be a layer; every member that is used is checked
  const { forward, predict, inputShape, outputShape, trainables } = layer;
  if (isRecords || typeof forward !== "function" || typeof predict !== "function")
    throw new TypeError(noLayer(`${operation}: ${place}`, given));
  const [takes, gives] = [checkShape(inputShape), checkShape(outputShape)];
  const outputFor = (pass: string, input: unknown): Shape => {
    checkTensor(pass, input);
    checkInput(pass, takes, input.shape);
    return [...input.shape.slice(0, input.shape.length - takes.length), ...gives];
  };
  return Object.freeze({
    inputShape: takes,
    outputShape: gives,
    trainables: checkTrainables(operation, trainables),
    get parameters() {
      return layer.parameters;
    },
    predict(input: AnyTensor) {
      const shape = outputFor("predict", input);
      const output: unknown = Reflect.apply(predict, layer, [input]);
      checkGives("predict", shape, output);
      return output;
    },
    forward(input: AnyTensor): AnyPass {
      const shape = outputFor("forward", input);
      const pass = fieldsOf(Reflect.apply(forward, layer, [input])) as unknown as AnyPass; // every member that is used is checked
      const { output, backward } = pass;
      checkGives("forward", shape, output);
      checkFunction("forward", "the way back", backward);
      return {
        output,
        backward(error: AnyTensor) {
          const back = fieldsOf(Reflect.apply(backward, pass, [error])) as unknown as AnyBack; // its members are checked when they are used
          const inputError = () => {
            const found: unknown = back.error;
            checkGives("backward", input.shape, found);
            return found;
          };
          return new LateBack(inputError, back.gradients, []);
        },
      };
    },
  });
}

/** @throws TypeError if an untyped caller has passed something else, such as the name of an activation */
export function checkActivation(operation: string, given: unknown): Activation {
  if (isMade(given) && "apply" in given) return given as Activation; // among the library's objects, only activations have an apply
  const { name, apply, derivative } = fieldsOf(given);
  if (!isFunction(apply) || !isFunction(derivative)) {
    throw new TypeError(
      `${operation}: an activation has the functions apply and derivative, as relu has; ${describe(given)} has not`,
    );
  }
  const held =
    (name: string, compute: AnyFunction): Activation["apply"] =>
    <S extends Shape>(weightedSum: Tensor<S>) => {
      const result: unknown = Reflect.apply(compute, given, [weightedSum]);
      checkGives<S>(name, weightedSum.shape, result);
      return result;
    };
  return { name: nameOf(name), apply: held("activation.apply", apply), derivative: held("activation.derivative", derivative) };
}

const nameOf = (name: unknown): string => (typeof name === "string" ? name : "");

/** @throws TypeError if the argument isn't a loss */
export function checkLoss(operation: string, given: unknown): Loss {
  if (isMade(given) && "evaluate" in given) return given as Loss; // among the library's objects, only losses have an evaluate
  const { name, evaluate } = fieldsOf(given);
  if (!isFunction(evaluate)) throw new TypeError(noLoss(operation));
  const taken = classesOf(fieldsOf(given));
  return {
    ...(taken !== undefined && { [classes]: taken }), // a copy of a loss still takes the numbers of classes
    name: nameOf(name),
    evaluate<S extends Shape>(output: Tensor<S>, targets: Tensor<S>): Evaluation<S> {
      const { loss, error } = fieldsOf(Reflect.apply(evaluate, given, [output, targets]));
      if (typeof loss !== "number") throw new TypeError(`loss.evaluate: the loss has to be a number, not ${describe(loss)}`);
      checkGives<S>("loss.evaluate", output.shape, error);
      return { loss, error };
    },
  };
}
