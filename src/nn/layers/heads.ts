/** Layers side by side, one for each of several outputs. */
import type { AcceptingGiven, Anything } from "../../shape/accepted.js";
import type { IsUnion } from "../../shape/known.js";
import { checkHeads, type headsDiffer, type Name, type orElse, type Several } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { RecordNetwork } from "../contract/record-network.js";
import { abreast } from "./abreast.js";
import {
  type ByNames,
  type layersByName,
  type NotLayers,
  type ParametersOf,
  readLayers,
  type ShapesOf,
  shapesTaken,
  type TakesOf,
} from "./by-name.js";

/** The layers if they take the same shape, otherwise the sentence. */
type takeTheSame<Layers extends object> = unknown extends Layers[keyof Layers]
  ? layersByName<"heads", Layers>
  : headsTakeTheSame<Layers>;
type headsTakeTheSame<Layers extends object> = [NotLayers<"heads", Layers>] extends [never]
  ? {
      [Key in keyof Layers & Name]: unlikeOthers<TakesOf<Layers>, Key, Exclude<keyof Layers & Name, Key>>;
    }[keyof Layers & Name] extends infer Why
    ? orElse<Why, Layers>
    : never
  : layersByName<"heads", Layers>;
type unlikeOthers<
  Takes extends { readonly [Key in keyof Takes]: Shape },
  Key extends keyof Takes & Name,
  Other extends keyof Takes & Name,
> = Other extends unknown
  ? [Takes[Key], Takes[Other]] extends [Takes[Other], Takes[Key]]
    ? never
    : headsDiffer<`${Key}`, Takes[Key], `${Other}`, Takes[Other]>
  : never;

/** The network, or `any` if its layers take different shapes, as in `Unless`. */
type OnOneInput<In extends Shape, Out extends Shape, P> = {
  accepted: RecordNetwork<In, Out, P>;
  refused: Anything;
}[IsUnion<In> extends true ? "refused" : "accepted"];

/**
 * Creates a network that passes its input to several layers, and returns a record with the output of each, for example the class of an object
 * and its place in a picture. Its parameters are a record too. In the backward pass, the errors of the inputs are added.
 *
 * Shapes: `[...Batch, ...In]` to `[...Batch, ...Out]` for each name.
 *
 * @param layers - the layers, by the names of their outputs
 * @throws ShapeError if there are no layers, or they don't take the same shape
 * @throws TypeError if one of them isn't a layer
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { dense, heads, relu, sequential } from "conformable/nn";
 *
 * const network = sequential(dense(64, 32, { activation: relu }), heads({ class: dense(32, 10), box: dense(32, 4) }));
 * network.predict(zeros([16, 64])).box; // Matrix<16, 4>
 * network.parameters[1].box.bias; //       Vector<4>
 * ```
 */
export function heads<Layers extends object, Ok extends AcceptingGiven<Layers, takeTheSame<Layers>> = unknown>(
  layers: takeTheSame<Layers>,
): ByNames<
  Layers,
  Ok,
  OnOneInput<
    TakesOf<Layers>[keyof Layers],
    Several<{ readonly [Name in keyof Layers]: ShapesOf<Layers[Name]>["out"] }>,
    { readonly [Name in keyof Layers]: ParametersOf<Layers[Name]> }
  >
>;
export function heads(given: unknown): unknown {
  const layers = readLayers("heads", given);
  return abreast("heads", layers, checkHeads(shapesTaken(layers)));
}
