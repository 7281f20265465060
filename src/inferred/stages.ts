/** A list of layers on the shape that reaches the first of them. */
import type { Stage } from "../nn/contract/deferred.js";
import type { AnyLayer } from "../nn/contract/layer.js";
import type { StageOf } from "../nn/contract/stage.js";
import { none } from "../nn/layers/chain.js";
import { stacked } from "../nn/layers/sequential.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import type { Placed } from "./stage.js";

/**
 * What each layer is on the shape that reaches it, from the input up, or a {@link Misfit}. It takes eight layers at a time, because each
 * step costs as much as the lists are long.
 */
export type Stages<
  Layers extends readonly unknown[],
  In extends Shape,
  Below extends readonly unknown[] = [],
> = Layers extends readonly [infer A, infer B, infer C, infer D, infer E, infer F, infer G, infer H, ...infer Above]
  ? Few<[A, B, C, D, E, F, G, H], In> extends infer Found
    ? Found extends readonly [...infer _Others, Stage<infer Out, infer _P>]
      ? Stages<Above, Out, [...Below, ...Found]>
      : Together<Below, Found>
    : never
  : Few<Layers, In> extends infer Found
    ? Together<Below, Found>
    : never;
type Together<Below extends readonly unknown[], Found> =
  Found extends Misfit<infer Fitting, infer Reason>
    ? Misfit<[...Below, ...Fitting], Reason>
    : Found extends readonly unknown[]
      ? [...Below, ...Found]
      : never;

/** The same for a few layers, one by one. */
type Few<Layers extends readonly unknown[], In extends Shape, Below extends readonly unknown[] = []> = Layers extends readonly [
  infer L,
  ...infer Above,
]
  ? StageOf<L, In> extends infer S
    ? [S] extends [Stage<infer Out, infer _P>]
      ? Few<Above, Out, [...Below, S]>
      : Misfit<Below, S>
    : never
  : Below;

/** A layer that is refused: those below it, and the reason. */
export interface Misfit<Below extends readonly unknown[], Reason> {
  readonly below: Below;
  readonly reason: Reason;
}

/** The parameters of each layer. They are unknown if a layer is `any`. */
export type StageParameters<S> = S extends readonly unknown[]
  ? { readonly [Index in keyof S]: S[Index] extends Stage<infer _Out, infer P> ? P : never }
  : readonly unknown[];
/** The shape that the last layer gives. */
export type LastShape<S> = S extends readonly [...unknown[], Stage<infer Last, infer _P>] ? Last : Shape;
/** The shape of the input, and what each layer gives. */
export type StageShapes<In extends Shape, S extends readonly unknown[]> = [
  In,
  ...{ [Index in keyof S]: S[Index] extends Stage<infer Out, infer _P> ? Out : never },
];

/** The network of layers on a shape, and the shapes: that of the input, and what each layer gives. */
export function networkOn(
  operation: string,
  input: Shape,
  placed: readonly Placed[],
): { network: AnyLayer; shapes: readonly Shape[] } {
  const shapes = [input];
  let shape = input;
  const layers = placed.map(({ on }) => {
    const { layer, gives } = on(shape);
    shape = Object.freeze(gives);
    shapes.push(shape);
    return layer;
  });
  const [first, ...others] = layers;
  if (first === undefined) throw new ShapeError(none(operation));
  const given = layers.map((layer, index) => placed[index]?.given ?? layer);
  return { network: stacked(given, [first, ...others], input), shapes: Object.freeze(shapes) };
}
