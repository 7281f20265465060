/** The error message for an argument that should be a layer: what it is instead, and how to make a layer of it. */
import { describe } from "../../shape/describe.js";
import type { IsUnion, OneOf, Some } from "../../shape/known.js";
import { fieldsOf } from "../../shape/options.js";
import type { Shape, Show } from "../../shape/shape.js";
import { type AnyTensor, isTensor } from "../../tensor/tensor.js";
import type { Activation } from "./activation.js";
import { type AnyDeferred, makerOf } from "./deferred.js";
import type { AnyLayer, Layer } from "./layer.js";
import type { OfRecords } from "./record-network.js";
import { recordsOf } from "./records.js";

/** `Place` names the operation and the argument, such as `sequential: argument 2`. */
export type noLayer<Place extends string, Given> = `${Place} is ${What<Given>}, not a layer`;
export const noLayer = <Place extends string, Given>(place: Place, given: Given): noLayer<Place, Given> =>
  `${place} is ${what(given)}, not a layer`;

type anActivation = "an activation (activate(…) makes a layer of it)";
const anActivation: anActivation = "an activation (activate(…) makes a layer of it)";

type aFunction = "a function (layer(…) makes a layer of it)";
const aFunction: aFunction = "a function (layer(…) makes a layer of it)";

type aDeferredLayer = "a deferred layer (sequential of conformable/inferred makes a layer of it)";
const aDeferredLayer: aDeferredLayer = "a deferred layer (sequential of conformable/inferred makes a layer of it)";

type aRecordNetwork = "a network of several inputs or outputs";
const aRecordNetwork: aRecordNetwork = "a network of several inputs or outputs";

type What<Given> = Given extends Activation
  ? anActivation
  : Given extends readonly unknown[]
    ? "an array"
    : Given extends (...given: never) => unknown
      ? aFunction
      : Given extends AnyTensor
        ? "a tensor"
        : Given extends AnyDeferred
          ? aDeferredLayer
          : Given extends OfRecords<infer _In, infer _Out, infer _P>
            ? aRecordNetwork
            : Given extends AnyLayer
              ? "an object whose predict and forward don't keep to its inputShape and outputShape"
              : Given extends undefined | null
                ? `${Given}`
                : "something else";
/** The same for untyped callers. Cases that only types can distinguish are described like any other value. */
function what<Given>(given: Given): What<Given> {
  const { apply, derivative } = fieldsOf(given);
  const found =
    typeof apply === "function" && typeof derivative === "function"
      ? anActivation
      : typeof given === "function"
        ? aFunction
        : isTensor(given)
          ? "a tensor"
          : makerOf(given)
            ? aDeferredLayer
            : recordsOf(given)
              ? aRecordNetwork
              : describe(given);
  return found as What<Given>; // the cases match those of the type
}

/** Compiler only: at run time, it is one of them. */
export type severalLayers<Place extends string, Given> = [Extract<Given, None>] extends [never]
  ? true extends IsUnion<ShapesOf<Given>>
    ? otherShapes<Place>
    : [ShapesOf<Given>] extends [null]
      ? otherShapes<Place>
      : otherParameters<Place>
  : `${Place} may be ${OneOf<`${Extract<Given, None>}`>}, not a layer`;
type otherShapes<Place extends string> = `${Place} may be one of several layers, of other shapes`;
type otherParameters<Place extends string> = `${Place} may be one of several layers, with other parameters`;
/** The same with what helps where the parameters don't matter. */
export type severalNetworks<Place extends string, Given> =
  IsUnion<LayerShapes<Given>> extends false
    ? LayerShapes<Given> extends readonly [infer In extends Shape, infer Out extends Shape]
      ? mayLearnOneOrAnother<Place, In, Out>
      : otherParameters<Place>
    : otherParameters<Place>;
/** In generic code, the compiler prints the name of this type. */
type mayLearnOneOrAnother<Place extends string, In extends Shape, Out extends Shape> = [In[number] | Out[number]] extends [number]
  ? `${Place} may be one of several layers, with other parameters: declare it as Layer<${Show<In>}, ${Show<Out>}, unknown>`
  : string;
type LayerShapes<Given> = Given extends Layer<infer In, infer Out, infer _P> ? readonly [In, Out] : null;
/** What a condition leaves if it doesn't hold. */
type None = undefined | null | false;

/**
 * The network that an operation takes, or the sentence for anything else. `Wanted` is its type. That `Given`, the type of the argument, is one of
 * the results, which is never chosen, lets the compiler infer it.
 *
 * @typeParam Any - what is wanted if it may be one of several that differ only in their parameters; without it, they are refused
 */
export type takesANetwork<Operation extends string, Given, Wanted, Any = null> = unknown extends Given
  ? Wanted
  : [...NotANetwork<`${Operation}: the network`, Given, Any>] extends Some
    ? NoInfer<NotANetwork<`${Operation}: the network`, Given, Any>[0]>
    : [Given] extends [never]
      ? Given
      : Wanted;
/** A list with the sentence if it isn't a network, or may be one of several. */
type NotANetwork<Place extends string, Given, Any = null> =
  true extends IsNetwork<Given> ? SeveralNetworks<Place, Given, Any> : [noLayer<Place, Given>];
/** `unknown`, unless {@link takesANetwork} refuses the network, or nothing is known of it, because the call that made it is refused. */
export type AcceptingNetwork<Given> = [...(unknown extends Given ? ["unknown"] : NotANetwork<"", Given>)] extends Some
  ? object
  : unknown;
/** For one of several, one result for each. */
type IsNetwork<Given> = Given extends unknown
  ? Extract<keyof Given, keyof AnyRecords | "forward"> extends never
    ? false
    : true
  : never;
/**
 * What an operation says or returns, unless the network is of type `any`, because the call that made it is refused. Then nothing was inferred
 * from it, so that `In` is any shape.
 */
export type unlessAny<In extends Shape, Known, OfAny> = [...(Shape extends In ? ["any"] : [])] extends Some ? OfAny : Known;
type AnyRecords = OfRecords<Shape, Shape, unknown>;
/** A list with the sentence if the argument may be one of several networks, or anything else. `Any` is as for {@link takesANetwork}. */
export type SeveralNetworks<Place extends string, Given, Any = null> =
  true extends IsUnion<Given>
    ? true extends IsUnion<ShapesOf<Given>>
      ? [severalLayers<Place, Given>]
      : true extends IsUnion<ParametersOf<Given>>
        ? [Any] extends [null]
          ? [severalNetworks<Place, Given>]
          : [Any]
        : []
    : [];
/** What a network takes and gives. */
type ShapesOf<Given> =
  Given extends Layer<infer In, infer Out, infer _P>
    ? [In, Out]
    : Given extends OfRecords<infer In, infer Out, infer _P>
      ? [In, Out]
      : null;
/** Its parameters, in a list, because `unknown` would be all of several. */
type ParametersOf<Given> =
  Given extends Layer<infer _In, infer _Out, infer P> ? [P] : Given extends OfRecords<infer _In, infer _Out, infer P> ? [P] : [];
/**
 * `Result` for one of several layers of the same shapes, if their parameters are the same or unknown, otherwise the sentence. In generic code, the compiler
 * prints the name of this type.
 */
export type learnsTheSame<Place extends string, Given, Result> = unknown extends ParametersOf<Given>[0]
  ? Result
  : IsUnion<ParametersOf<Given>> extends false
    ? Result
    : severalNetworks<Place, Given>;
/** The parameters of a network, or of all of several that it may be. `P` are those of one. */
export type ParametersOfEach<Given, P> = true extends IsUnion<Given> ? ParametersOf<Given>[0] : P;
