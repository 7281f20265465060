/** Layers by name, from outside: their types, and how they are read. */

import type { Anything } from "../../shape/accepted.js";
import type { IsUnion, OneOf, Some } from "../../shape/known.js";
import { isArray, isRevoked } from "../../shape/list.js";
import { type Name, noRecord, type OpenNames, type ShapeRecord } from "../../shape/records.js";
import type { Shape } from "../../shape/shape.js";
import type { Refused } from "../../shape/shape-error.js";
import { refuse } from "../../shape/shape-error.js";
import { isTensor } from "../../tensor/tensor.js";
import { checkLayer } from "../contract/foreign.js";
import type { AnyLayer, Layer } from "../contract/layer.js";
import type { OfShapes } from "../contract/network.js";
import type { noLayer, severalLayers } from "../contract/no-layer.js";
import type { OfRecords } from "../contract/record-network.js";
import { none } from "./chain.js";

/** What each layer takes, by name. */
export type TakesOf<Layers> = { readonly [Name in keyof Layers]: ShapesOf<Layers[Name]>["in"] };
/** What layers take and give; a record without anything for what isn't a layer. */
export type ShapesOf<L> =
  L extends OfShapes<infer In, infer Out>
    ? Both<In, Out>
    : L extends Layer<infer In, infer Out, infer _P>
      ? Both<In, Out>
      : Both<[], []>;
interface Both<In extends Shape, Out extends Shape> {
  readonly in: In;
  readonly out: Out;
}

/** The parameters of a layer. */
export type ParametersOf<L> = L extends {
  /** The parameters of the layer. */
  readonly parameters: infer P;
}
  ? P
  : never;

/** The layers, or the sentence: instead of all if there are none or some may be missing, otherwise in place of what isn't a layer. */
export type layersByName<Operation extends string, Layers> = Layers extends readonly unknown[]
  ? Refused<noRecord<Operation, "layers">>
  : [...Unnamed<Layers>] extends Some
    ? openLayers<Operation, Layers>
    : [keyof Layers] extends [never]
      ? Refused<none<Operation>>
      : [NotLayers<Operation, Layers>] extends [never]
        ? Layers
        : {
            readonly [Key in keyof Layers]: layerUnless<whyNoLayer<`${Operation}: ${Key & Name}`, Layers[Key]>, Layers[Key]>;
          };
type layerUnless<Why, L> = [Why] extends [never] ? L : Why;
/** The sentences about what isn't a layer, or no record of layers; `never` if there are none. */
export type NotLayers<Operation extends string, Layers> = Layers extends readonly unknown[]
  ? noRecord<Operation, "layers">
  : [keyof Layers] extends [never]
    ? none<Operation>
    : [...Unnamed<Layers>] extends Some
      ? openLayers<Operation, Layers>
      : { [Key in keyof Layers & Name]: whyNoLayer<`${Operation}: ${Key}`, Layers[Key]> }[keyof Layers & Name];
/** A list with one entry if the compiler can't know which layers there are, otherwise an empty list. */
type Unnamed<Layers> = IsUnion<Layers> extends true ? ["several"] : [OpenNames<Layers>] extends [never] ? [] : ["open"];
type whyNoLayer<Place extends string, L> =
  IsUnion<L> extends true
    ? severalLayers<Place, L>
    : 0 extends 1 & L
      ? never // it comes from a refused call
      : L extends OfRecords<infer _In, infer _Out, infer _P>
        ? noLayer<Place, L>
        : L extends Layer<infer _In, infer _Out, infer _P>
          ? never
          : noLayer<Place, L>;
/** Compiler only: at run time, a record has names. It isn't {@link Refused}, so that the error is at the record, and not at one of its layers. */
type openLayers<Operation extends string, Layers> =
  IsUnion<Layers> extends true
    ? unnamedLayers<Operation>
    : string extends keyof Layers
      ? unnamedLayers<Operation>
      : OneOf<layerMayBeMissing<Operation, `${OpenNames<Layers> & Name}`>>;
type unnamedLayers<Operation extends string> =
  `${Operation}: takes its layers by names that the compiler knows, not in a record of any names`;
type layerMayBeMissing<Operation extends string, Name extends string> = `${Operation}: ${Name} may be missing`;

/** What a call with these layers returns. */
export type ByNames<Layers, Ok, Result> = unknown extends Layers[keyof Layers]
  ? Anything
  : unknown extends NoInfer<Ok>
    ? Result
    : Anything;

/** Layers by name, as they were checked, and as they were given. */
export interface ByName {
  readonly entries: readonly (readonly [name: string, layer: AnyLayer])[];
  readonly given: readonly AnyLayer[];
}

/** Reads a record of layers. Each is read once. */
export function readLayers(operation: string, record: unknown): ByName {
  if (typeof record !== "object" || record === null || isRevoked(record) || isArray(record) || isTensor(record))
    return refuse(noRecord(operation, "layers"));
  const given: AnyLayer[] = [];
  const entries = Object.entries(record).map(([name, layer]) => {
    given.push(layer);
    return [name, checkLayer(operation, name, layer)] as const;
  });
  if (entries.length === 0) refuse(none(operation));
  return { entries, given };
}

/** What each layer takes, by name. */
export const shapesTaken = ({ entries }: ByName): ShapeRecord =>
  Object.fromEntries(entries.map(([name, layer]): [string, Shape] => [name, layer.inputShape]));
