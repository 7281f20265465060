/** What a method is called on: the types of `this`, and why some tensors are refused there. */
import type { Unless } from "./accepted.js";
import type { lastAxisUnknown, noLastAxis } from "./axis.js";
import type { Some } from "./known.js";
import type { Shape } from "./shape.js";
import type { Refused } from "./shape-error.js";

/**
 * Any tensor. Beside `Tensor<[...Lead, Last]>`, it lets the compiler infer `Lead` if it can, while an argument says what is wrong if it can't.
 */
export type OfAnyShape = OfAnyTensor | Missing;
/** It has a single method, whose type is the same for all shapes, so that comparing it costs little. */
interface OfAnyTensor {
  dataSync(): unknown;
}
/** A tensor may be missing as far as `this` is concerned. The compiler refuses the access to the method; otherwise, it would refuse `this` as well. */
export type Missing = null | undefined;

/** A tensor with an axis, or the sentence. In generic code, the compiler is certain that a spread has one. */
export type needsAnAxis<Operation extends string, S extends Shape, Else = OfAnyShape> = [...S] extends []
  ? Refused<noLastAxis<Operation>>
  : Else;
/** "accepted", unless {@link needsAnAxis} refuses a tensor. */
export type HasAnAxis<S extends Shape, Unset> = [...S] extends [] ? Unless<Unset> : "accepted";

/** Why a tensor is refused whose last axis couldn't be inferred. In generic code, the compiler prints the name of this type. */
export type lastAxisNotKnown<Operation extends string, S extends Shape> = [...S] extends []
  ? noLastAxis<Operation>
  : lastAxisUnknown<Operation>;
/** A list with this reason, or an empty list. */
export type WhyNoLastAxis<Operation extends string, S extends Shape, Lead extends Shape> = number[] extends Lead
  ? [lastAxisNotKnown<Operation, S>]
  : [];
/** `unknown`, unless there is such a reason, or another one. */
export type AcceptingALastAxis<Lead extends Shape, Others> = [...(number[] extends Lead ? ["unknown"] : [])] extends Some
  ? object
  : Others;
