/** Prints a network as a table of its layers, with their shapes and parameter counts. */

import { inWords, leaves } from "../../grad/tree.js";
import { endsIn } from "../../shape/broadcast.js";
import { count } from "../../shape/reshape.js";
import { type Shape, show } from "../../shape/shape.js";
import type { Activation } from "./activation.js";
import { checkLayer } from "./foreign.js";
import type { AnyLayer, Layer } from "./layer.js";
import type { takesANetwork } from "./no-layer.js";
import type { OfAnyParameters, OfAnyRecords } from "./record-network.js";
import { aligned, printing } from "./text.js";

const kind = Symbol("kind");

/** What the library knows about a layer that it has made. A copy (`{ ...layer }`) keeps it. */
export interface Kind {
  readonly name: string;
  /** The layers that it is made of, from the input to the output. */
  readonly parts: readonly AnyLayer[];
  /** Whether the parts stand side by side. Otherwise each takes what the one before it gives. */
  readonly beside?: boolean;
  /** What it takes and what it gives, as text, if one of them isn't a shape. */
  readonly ends?: readonly [takes: string, gives: string];
}

/** Records a layer's name and the layers that it is made of, and adds the methods that print it. */
export function described<Made extends object>(layer: Made, name: string, ...parts: readonly AnyLayer[]): Made {
  return describedAs(layer, { name, parts });
}
/** Like {@link described}, for layers that take the same input. */
export const describedBeside = <Made extends object>(layer: Made, name: string, ...parts: readonly AnyLayer[]): Made =>
  describedAs(layer, { name, parts, beside: true });

/** Like {@link described}, with everything else that is known. */
export const describedAs = <Made extends object>(layer: Made, known: Kind): Made =>
  printing(Object.assign(layer, { [kind]: known }), table);

/** What {@link described} recorded about a layer; undefined for one that the library hasn't made. */
export const descriptionOf = (layer: AnyLayer & { readonly [kind]?: Kind }): Kind | undefined => layer[kind];

/** The name of a layer with an activation. */
export const activated = (name: string, activation: Activation): string =>
  activation.name === "identity" ? name : `${name}, ${activation.name}`;

/**
 * Returns a network as a table with a line for each layer: its name, its input and output shapes, its parameters, and how many numbers
 * they contain. The layers inside a layer are listed below it, indented. A layer that is used in several places counts once.
 * `console.log(network)` and `String(network)` show the same table.
 *
 * @throws TypeError if the argument isn't a layer
 * @example
 * ```ts
 * import { dense, relu, sequential, summary } from "conformable/nn";
 *
 * const network = sequential(dense(784, 128, { activation: relu }), dense(128, 10));
 * console.log(summary(network));
 * // layer          takes  gives  parameters                      numbers
 * // sequential     [784]  [10]
 * //   dense, relu  [784]  [128]  weights [128, 784], bias [128]  100,480
 * //   dense        [128]  [10]   weights [10, 128], bias [10]      1,290
 * // total                                                        101,770
 * ```
 */
export function summary<In extends Shape, Out extends Shape, P, Model = unknown>(
  network: takesANetwork<"summary", Model, Layer<In, Out, P> | OfAnyRecords<P>, OfAnyParameters<In, Out>>,
): string;
export function summary(network: unknown): string {
  checkLayer("summary", "the network", network, true);
  return table(network as AnyLayer); // checked
}

type Row = readonly [layer: string, takes: string, gives: string, parameters: string, numbers: string];

function table(network: AnyLayer): string {
  const rows: Row[] = [["layer", "takes", "gives", "parameters", "numbers"]];
  const seen = new Set<unknown>();
  let total = 0;

  const add = (layer: AnyLayer, depth: number, lead: Shape): void => {
    const { name, parts, beside, ends } = kindOf(layer);
    const takes: Shape = lead.concat(layer.inputShape);
    const [input, output] = ends ?? [show(takes), show(lead.concat(layer.outputShape))];
    const outside = [`${"  ".repeat(depth)}${name}`, input, output] as const;
    if (parts.length > 0) {
      rows.push([...outside, "", ""]);
      let given = takes;
      for (const part of parts) {
        const own: Shape = part.inputShape; // or a record, in which nothing ends
        const kept = endsIn(given, own) ? given.slice(0, given.length - own.length) : [];
        add(part, depth + 1, kept);
        if (!beside) given = kept.concat(part.outputShape);
      }
      return;
    }
    // A layer is recognised by its trainables, or by its identity if it has none.
    const homes: readonly unknown[] = layer.trainables?.length ? layer.trainables : [layer];
    const again = homes.every((home) => seen.has(home));
    for (const home of homes) seen.add(home);
    const parameters = leaves(layer.parameters);
    const numbers = again ? 0 : parameters.reduce((sum, { tensor }) => sum + count(tensor.shape), 0);
    total += numbers;
    const listed = parameters
      .map(({ way, tensor }) => (way.length > 0 ? `${inWords(way)} ` : "") + show(tensor.shape))
      .join(", ");
    rows.push([...outside, listed, again && listed !== "" ? "as above" : grouped(numbers)]);
  };

  add(network, 0, []);
  rows.push(["total", "", "", "", grouped(total)]);
  return aligned(rows, 4);
}

/**
 * A layer's name and parts. A `name` property names a layer that the library hasn't made, and is added to the name of one that
 * it has.
 */
function kindOf(layer: AnyLayer & { readonly [kind]?: Kind; readonly name?: unknown }): Kind {
  const { [kind]: known = { name: "layer", parts: [] }, name } = layer;
  return typeof name === "string" ? { ...known, name: known.name === "layer" ? name : `${name}: ${known.name}` } : known;
}

/** A number with thousands separators, such as 101,770; the empty text for 0. */
const grouped = (value: number): string => (value === 0 ? "" : String(value).replaceAll(/\B(?=(\d{3})+$)/g, ","));
