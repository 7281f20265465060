/** What a network stores in a file, and where: its parameters and statistics, their names, and the entries that hold them. */
import { engine } from "../engine/current.js";
import { rowMajor, whole } from "../engine/layout.js";
import { type Leaf, leaves } from "../grad/tree.js";
import type { AnyLayer } from "../nn/contract/layer.js";
import { residences } from "../nn/contract/residences.js";
import { statisticsOf } from "../nn/contract/statistics.js";
import type { AnyTrainable } from "../nn/contract/trainable.js";
import { originalOf } from "../nn/contract/with.js";
import { describe } from "../shape/describe.js";
import { isArray } from "../shape/list.js";
import { fieldsOf } from "../shape/options.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { entry, permuted, reshaped } from "../tensor/operations/primitives/index.js";
import { type AnyTensor, claim, viewOf } from "../tensor/tensor.js";
import { listed } from "./tensor-file.js";
import { shown } from "./text.js";

/** A trainable of a network, its tensors and their names. */
export interface Named {
  readonly trainable: AnyTrainable;
  readonly tensors: readonly (readonly [name: string, tensor: AnyTensor])[];
}

/** The name of the parameter of a network that has one tensor instead of a record. */
const onlyName = "parameters";

/**
 * Names everything that a network stores. The name of a parameter consists of the keys that lead to it, joined by dots; if its layer is
 * used in several places, they lead to the first. Statistics are named as if they were parameters of their layer.
 *
 * @throws Error if the network has parameters that none of its trainables holds
 */
export function namesOf(operation: string, network: AnyLayer): Named[] {
  const original = operation === "saveNetwork" ? originalOf(network) : undefined; // only the parameters of a network itself can be changed
  const { parameters: own, homes } = residences(operation, original ?? network);
  const parameters = original ? leaves(network.parameters) : own;
  const taken = new Set<string>();
  const named = (way: readonly string[]): string => {
    const name = way.join(".") || onlyName;
    if (taken.has(name)) throw new ShapeError(`${operation}: two tensors would be named ${shown(name)}`);
    taken.add(name);
    return name;
  };
  return homes.flatMap(({ trainable, places }) => {
    const found = places.map(([place]) => parameters[place as number] as Leaf); // there is at least one place
    const own = (prefix: readonly string[], all: readonly Leaf[]): Named["tensors"] =>
      all.map(({ way, tensor }) => [named([...prefix, ...way]), tensor]);
    const statistics = statisticsOf(trainable);
    const parameter = { trainable, tensors: own([], found) };
    return statistics
      ? [parameter, { trainable: statistics, tensors: own((found[0] as Leaf).way.slice(0, -1), leaves(statistics.peek())) }]
      : parameter;
  });
}

/** The tensors of a network by their names. */
export type Tensors = ReadonlyMap<string, AnyTensor>;

export const tensorsOf = (all: readonly Named[]): Tensors => new Map(all.flatMap(({ tensors }) => tensors));

/** An entry of a file, and the tensors of the network that it holds. */
export interface Place {
  /** Its name in the file. */
  readonly name: string;
  /** Its shape in the file. */
  readonly shape: Shape;
  /** The names of its tensors, which follow one another along its first axis. If it holds none, it has to be zeros. */
  readonly holds: readonly string[];
  /** Whether it may be missing, which means zeros. */
  readonly optional?: boolean;
  /** If the axes of a tensor have another order in the file: the axes in the file, and for each axis of the network its place there. */
  readonly turned?: { readonly axes: Shape; readonly order: readonly number[] } | undefined;
}

/** The shape of each tensor of an entry. */
const partOf = ({ shape: [length = 1, ...others], holds }: Place): Shape => [length / holds.length, ...others];

/** Cuts an entry into the tensors that it holds, which have the shapes of those in the network. */
export function unpacked(place: Place, given: AnyTensor, tensors: Tensors): [name: string, tensor: AnyTensor][] {
  const { holds, turned } = place;
  const parts = reshaped(viewOf("loadNetwork", given), [holds.length, ...partOf(place)]);
  return holds.map((name, index) => {
    const part = entry(parts, index);
    const own = turned ? permuted(reshaped(part, turned.axes), turned.order) : part;
    return [name, claim(reshaped(own, viewOf("loadNetwork", tensors.get(name)).shape))];
  });
}

/** Joins the tensors that an entry holds. */
export function packed(place: Place, tensors: Tensors): AnyTensor {
  const { shape, holds, turned } = place;
  const part = partOf(place);
  const parts = holds.map((name) => {
    const own = viewOf("saveNetwork", tensors.get(name));
    if (turned === undefined) return reshaped(own, part);
    const { axes, order } = turned;
    const ownAxes = order.map((axis) => axes[axis] as number); // an order has each axis once
    return reshaped(permuted(reshaped(own, ownAxes), inverse(order)), part);
  });
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return claim(reshaped(only, shape));
  const strides = rowMajor(part);
  const placed = parts.map((x, index) => ({ x, window: { offset: index * count(part), strides } }));
  return claim(whole(engine().join(placed, count(shape), 0), shape));
}
const inverse = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));

/** Which names of a file stand for names of the network. */
export type Renaming = Readonly<Record<string, string>> | ((name: string) => string);

/**
 * Returns the names in the file that the user gives, by those of the network.
 *
 * @throws TypeError if they aren't texts, or not those of the network
 */
export function renamed(operation: string, names: unknown, own: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  if (names === undefined) return given;
  const isFunction = typeof names === "function";
  if (!isFunction && (typeof names !== "object" || names === null || isArray(names)))
    throw new TypeError(`${operation}: names is a record of texts or a function that returns one, not ${describe(names)}`);
  const record = isFunction ? {} : { ...fieldsOf(names) }; // each is read once
  const other = Object.keys(record).find((name) => !own.includes(name));
  if (other !== undefined)
    throw new ShapeError(`${operation}: names has ${describe(other)}, but the network has only ${listed(own)}`);
  for (const name of isFunction ? own : Object.keys(record)) {
    const inFile: unknown = isFunction ? names(name) : record[name];
    if (typeof inFile !== "string")
      throw new TypeError(`${operation}: names has to give a text for ${shown(name)}, not ${describe(inFile)}`);
    given.set(name, inFile);
  }
  return given;
}

/** Where a network's tensors are, by their own names or those that the user gives. */
export function ownPlaces(operation: string, tensors: Tensors, names: unknown): Place[] {
  const given = renamed(operation, names, [...tensors.keys()]);
  return [...tensors].map(([name, { shape }]) => ({ name: given.get(name) ?? name, shape, holds: [name] }));
}

/** Checks that no two of a network's tensors have the same name in a file. */
export function checkDistinct(operation: string, places: readonly Place[]): void {
  const found = new Map<string, string>();
  for (const { name, holds } of places) {
    const own = holds[0] ?? name;
    const other = found.get(name);
    if (other !== undefined)
      throw new ShapeError(`${operation}: ${shown(other)} and ${shown(own)} can't both be ${shown(name)} in the file`);
    found.set(name, own);
  }
}
