/** What an optimiser can train, or the sentence that says why the argument isn't that. */
import type { MixedParameters } from "../../grad/mixed.js";
import type { takesOnlyTensors } from "../../grad/tree.js";
import type { IsUnion, Some } from "../../shape/known.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import type { AnyDeferred } from "../contract/deferred.js";
import type { AnyLayer } from "../contract/layer.js";
import type { noLayer, SeveralNetworks } from "../contract/no-layer.js";
import type { Learning } from "../contract/record-network.js";
import type { AnyTrainable, Trainable } from "../contract/trainable.js";

/** A constraint on a tree of parameters: everything in it is a tensor of one shape. Otherwise it contains the error message. */
export type TensorsOf<Operation extends string, P> =
  IsUnion<P> extends true ? Refused<severalTensors<Operation>> : OneOfTensors<Operation, P>;
type OneOfTensors<Operation extends string, P> = P extends AnyTensor
  ? unknown
  : P extends AnyDeferred
    ? Refused<noLayer<`${Operation}: the network`, P>>
    : P extends object
      ? { readonly [Key in keyof P]: TensorsOf<Operation, P[Key]> }
      : Refused<noTensors<Operation>>;
/** What an optimiser can train, or the sentence that says why the argument, of type `Given`, isn't that. */
export type Model<Operation extends string, In extends Shape, Out extends Shape, P, Given = unknown> = unknown extends Given
  ? OneModel<Operation, In, Out, P>
  : [...SeveralModels<Operation, Given>] extends Some
    ? SeveralModels<Operation, Given>[0]
    : [Given] extends [never]
      ? Given
      : OneModel<Operation, In, Out, P>;
/** The other kinds of models may be among several, as in `Parameters<typeof adam>`. */
type SeveralModels<Operation extends string, Given> = SeveralNetworks<
  `${Operation}: the network`,
  Exclude<Given, AnyTrainable | Refused<string>>
>;
/** `unknown`, unless the model is refused. What lies deeper in a tree of parameters isn't considered. */
export type AcceptingModel<Operation extends string, P, Given> = [
  ...SeveralModels<Operation, Given>,
  ...Untrainable<Operation, P>,
] extends Some
  ? object
  : unknown;
type OneModel<Operation extends string, In extends Shape, Out extends Shape, P> = [...Untrainable<Operation, P>] extends Some
  ? NoInfer<Untrainable<Operation, P>[0]>
  : Learning<In, Out, P> | Trainable<P> | (P & NoInfer<TensorsOf<Operation, P>>);
/** A list with the reason if the compiler sees one in the parameters or directly in them. {@link TensorsOf} looks deeper. */
type Untrainable<Operation extends string, P> = unknown extends P
  ? [] // a network behind a type that doesn't say which parameters it has
  : IsUnion<P> extends true
    ? [severalTensors<Operation>]
    : P extends AnyTensor
      ? []
      : P extends AnyDeferred
        ? [noLayer<`${Operation}: the network`, P>]
        : P extends Callable
          ? [noTensors<Operation>]
          : P extends object
            ? P extends readonly (infer Part)[]
              ? P extends MixedParameters<infer _Part>
                ? []
                : UntrainablePart<Operation, Part, number extends P["length"] ? IsUnion<Part> : false>
              : UntrainablePart<Operation, P[keyof P], false>
            : [noTensors<Operation>];
/** The same for the parts of a record or list. One of type `any` comes from a refused call. */
type UntrainablePart<Operation extends string, Part, AreSeveral> = unknown extends Part
  ? []
  : [Extract<Part, NotATensor>] extends [never]
    ? true extends AreSeveral
      ? [severalTensors<Operation>]
      : []
    : [noTensors<Operation, Extract<Part, NotATensor>>];
type Callable = (...given: never) => unknown;
type NotATensor = AnyLayer | AnyDeferred | Callable | string | number | bigint | boolean | symbol | null | undefined;
type severalTensors<Operation extends string> = `${Operation}: the parameters may be one of several, of other shapes`;
type noTensors<Operation extends string, What = null> = [What] extends [undefined]
  ? takesOnlyTensors<Operation, "undefined">
  : `${Operation}: takes a network, a trainable, or tensors in records and tuples`;
