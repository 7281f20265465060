/** Makes a network of records from any function of tensors. */

import { vjp } from "../../grad/grad.js";
import { mapTensors, type NoTensors, type takesNoTensors } from "../../grad/tree.js";
import type { Anything, Refusal } from "../../shape/accepted.js";
import { describe } from "../../shape/describe.js";
import { type AnySizes, checkShape, type NoShape, type OfOneShape, type Sizes } from "../../shape/dim.js";
import type { IsUnion, Some } from "../../shape/known.js";
import { isArray, isRevoked } from "../../shape/list.js";
import type { rankUnknown } from "../../shape/no-shape.js";
import { noRecord, type OpenNames, type Several, type ShapeRecord } from "../../shape/records.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { type Refused, refuse } from "../../shape/shape-error.js";
import * as operations from "../../tensor/operations/index.js";
import { type AnyTensor, claim, isTensor, viewOf } from "../../tensor/tensor.js";
import { checkGives } from "../contract/foreign.js";
import type { AnyLayer } from "../contract/layer.js";
import { markMade } from "../contract/own.js";
import { type Data, isOne, readErrors, readInputs, readTensors } from "../contract/record-checks.js";
import type { RecordNetwork, TensorsOf } from "../contract/record-network.js";
import { type AnyTrainable, Trainable } from "../contract/trainable.js";
import { type Place, placed, trainablesAt } from "../contract/with.js";
import { type AnyRecordNetwork, asRecords } from "./record-stack.js";

/**
 * The function that a {@link recordLayer} computes for a batch of examples. As for `layer`, it is generic in the number of examples.
 *
 * @typeParam P - the parameters
 * @typeParam In - the shape of one of each input
 * @typeParam Out - the shape of one output, or of one of each
 */
export type RecordFunction<in P, In extends ShapeRecord, Out extends Shape> = <Examples extends number>(
  parameters: P,
  inputs: TensorsOf<Several<In>, [Examples]>,
  /** Whether this is a training pass: true in `forward`, false in `predict`. */
  training: boolean,
) => NoInfer<TensorsOf<Out, [Examples]>>;

/** The parameters if all of them are tensors, otherwise the error message. */
type recordLayerLearnsTensors<P> = [...NoTensors<P>] extends Some ? takesNoTensors<"recordLayer", NoTensors<P>[0]> : P;

/** Refuses a record of shapes by names of which the compiler can't know whether they are there. */
type OfKnownNames<Place extends string, R> =
  IsUnion<R> extends true
    ? Refused<unnamedShapes<Place>>
    : [OpenNames<R>] extends [never]
      ? unknown
      : Refused<unnamedShapes<Place>>;
/** Compiler only: at run time, a record has names. */
type unnamedShapes<Place extends string> =
  `${Place}: takes shapes by names that the compiler knows, not in a record of any names`;

/** The shapes of several inputs or outputs, as a caller states them: each size is a literal or has a name. */
export type RecordSizes<R extends ShapeRecord> = {
  readonly [Name in keyof R]: IsList<R[Name]> extends true ? Sizes<R[Name]> & OfOneShape<R[Name]> : Refused<rankUnknown>;
};
/** Of a shape from a refused call, nothing is known. */
type IsList<S> = S extends AnySizes ? true : false;
/** The constraint of shapes that are inferred, as `AnySizes` is for one. */
type SizesByName = Readonly<Record<string, Anything>>;
/** A list with an entry if a shape contains what isn't a size. */
type NoShapes<R extends ShapeRecord> = [{ [Name in keyof R]: NoShape<R[Name]> extends [] ? never : "refused" }[keyof R]] extends [
  never,
]
  ? []
  : ["refused"];
/** What the network gives: a tensor if the compiler has found its shape, otherwise a record. */
type Given<Out extends Shape, Outs extends ShapeRecord> = number extends Out["length"]
  ? Several<{ readonly [Name in keyof Outs]: [...Outs[Name]] }>
  : [...Out];

/**
 * Creates a network from any function of several tensors: {@link layer} for records. The backward pass uses the function's derivative. The
 * function receives the parameters and a batch of each input, whose leading axes are combined into one, and returns a batch of outputs, or a
 * record of several.
 *
 * Shapes: for each name, `[...Batch, ...In]` to `[...Batch, ...Out]`. You state the shapes, so the compiler reports a mistake inside the
 * function.
 *
 * @param parameters - the initial parameters: a tensor, or a record or tuple of tensors, nested to any depth; `{}` for none
 * @param inputs - the shape of one of each input, by name
 * @param output - the shape of one output, or those of several by name
 * @param compute - the function
 * @throws ShapeError if `inputs` or `output` isn't what it has to be; in a pass, if the function returns another shape
 * @example
 * ```ts
 * import { ones, zeros } from "conformable";
 * import { recordLayer } from "conformable/nn";
 *
 * // What the image shows counts as much as the metadata says.
 * const gate = recordLayer({ by: ones([8]) }, { image: [8], meta: [8] }, [8], ({ by }, { image, meta }) =>
 *   image.multiply(meta.multiply(by).sigmoid()),
 * );
 * gate.predict({ image: zeros([32, 8]), meta: zeros([32, 8]) }); // Matrix<32, 8>
 * ```
 */
export function recordLayer<
  P,
  const In extends SizesByName,
  const Out extends AnySizes,
  const Outs extends SizesByName,
  Ok extends [
    ...NoShapes<In>,
    ...Refusal<OfKnownNames<"recordLayer, inputs", In>>,
    ...(number extends Out["length"] ? [...NoShapes<Outs>, ...Refusal<OfKnownNames<"recordLayer, output", Outs>>] : NoShape<Out>),
  ] extends Some
    ? object
    : unknown = unknown,
>(
  parameters: recordLayerLearnsTensors<P>,
  inputs: RecordSizes<In> & OfKnownNames<"recordLayer, inputs", In>,
  output: (Sizes<Out> & OfOneShape<Out>) | (RecordSizes<Outs> & OfKnownNames<"recordLayer, output", Outs>),
  compute: unknown extends NoInfer<Ok>
    ? RecordFunction<NoInfer<P>, { readonly [Name in keyof In]: [...In[Name]] }, Given<Out, Outs>>
    : AnyFunction,
): unknown extends NoInfer<Ok>
  ? RecordNetwork<Several<{ readonly [Name in keyof In]: [...In[Name]] }>, Given<Out, Outs>, P>
  : Anything;
export function recordLayer(parameters: unknown, inputs: unknown, output: unknown, compute: unknown): unknown {
  const takes = readShapes("recordLayer, inputs", inputs);
  const gives = isArray(output) ? checkShape(output) : readShapes("recordLayer, output", output);
  if (typeof compute !== "function") throw new TypeError(`recordLayer: takes a function, not ${describe(compute)}`);
  return markMade(recordLayerOf("recordLayer", new Trainable(parameters), takes, gives, compute as AnyFunction));
}

/** Reads a record of shapes. Each is read once. */
function readShapes(place: string, given: unknown): ShapeRecord {
  if (typeof given !== "object" || given === null || isRevoked(given) || isArray(given) || isTensor(given))
    refuse(noRecord(place, "shapes"));
  const shapes = Object.entries(given).map(([name, shape]) => [name, checkShape(shape)] as const);
  return shapes.length === 0 ? refuse(noRecord(place, "shapes")) : Object.fromEntries(shapes);
}

// biome-ignore lint/suspicious/noExplicitAny: the parameters have the type with which the layer was made
type AnyFunction = (parameters: any, inputs: Readonly<Record<string, any>>, training: boolean) => any;

/** The same, for shapes that have been checked. */
const recordLayerOf = (
  name: string,
  learned: AnyTrainable,
  takes: ShapeRecord,
  gives: Shape | ShapeRecord,
  compute: AnyFunction,
): AnyLayer => placed(learned, (place) => layerAt(place, name, takes, gives, compute) as never) as AnyLayer; // what it takes and gives isn't known here

function layerAt(
  learned: Place<AnyTensor>,
  name: string,
  takes: ShapeRecord,
  gives: Shape | ShapeRecord,
  compute: AnyFunction,
): AnyLayer {
  /** The outputs, checked, for inputs with one leading axis. */
  const checked = (parameters: unknown, inputs: Data, examples: number, training: boolean): Data => {
    const found = compute(parameters, inputs as Readonly<Record<string, AnyTensor>>, training);
    const give = (operation: string, shape: Shape, tensor: unknown): void => {
      checkGives(operation, [examples, ...shape], tensor);
      learned.handedOn(viewOf(operation, tensor).storage); // it may be a view of a parameter
    };
    if (isOne(gives)) {
      give(name, gives, found);
      return found as AnyTensor;
    }
    const outputs = readTensors(name, "output", Object.keys(gives), found);
    for (const [key, shape] of Object.entries(gives)) give(`${name}, ${key}`, shape, outputs[key]);
    return outputs;
  };
  const network: AnyRecordNetwork = {
    inputShape: takes,
    outputShape: gives,
    get parameters() {
      return learned.values;
    },
    trainables: trainablesAt(learned),
    predict(given) {
      const { inputs, lead } = readInputs("predict", takes, given);
      const examples = count(lead);
      return reshaped(checked(learned.use().values, reshaped(inputs, takes, [examples]), examples, false), gives, lead);
    },
    forward(given) {
      const { inputs, lead } = readInputs("forward", takes, given);
      const { values, check } = learned.use();
      const examples = count(lead);
      const { output: found, backward } = vjp(
        ([parameters, x]: [AnyTensor, AnyTensor]) => checked(parameters, x, examples, true) as AnyTensor, // trees of tensors
        [values, reshaped(inputs, takes, [examples]) as AnyTensor],
      );
      const output = reshaped(found, gives, lead);
      return {
        output,
        backward(given) {
          check();
          const errors = readErrors(gives, lead, given);
          const [gradients, inputErrors] = backward(reshaped(errors, gives, [examples]) as AnyTensor);
          return { error: reshaped(inputErrors, takes, lead) as AnyTensor, gradients }; // see `Checked`
        },
      };
    },
  };
  return asRecords(network, { name, parts: [] });
}

/** Gives tensors other leading axes, of as many examples. */
function reshaped(data: Data, own: Shape | ShapeRecord, lead: Shape): Data {
  const change = (tensor: AnyTensor, shape: Shape): AnyTensor =>
    claim(operations.reshape(viewOf("reshape", tensor), [...lead, ...shape]));
  return isOne(own)
    ? change(data as AnyTensor, own)
    : mapTensors(data, ({ way, tensor }) => change(tensor, own[way[0] as string] as Shape)); // it has these names
}
