/**
 * How PyTorch stores the layers: the names in a `state_dict`, and the order of the axes. Which module of a file is which layer of the
 * network is found by the numbers in the modules' names, or by what fits.
 */
import type { AnyLayer } from "../nn/contract/layer.js";
import { descriptionOf } from "../nn/contract/summary.js";
import type { AnyTrainable } from "../nn/contract/trainable.js";
import { sameShape } from "../shape/broadcast.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";
import { type Named, type Place, renamed, type Tensors } from "./places.js";
import type { Entry } from "./tensor-file.js";
import { shown } from "./text.js";

/** The gates of a recurrent layer are one below the other in PyTorch, and an axis of their own here. */
const gates = {
  weight_ih_l0: ["inputWeights"],
  weight_hh_l0: ["stateWeights"],
  bias_ih_l0: ["inputBias"],
  bias_hh_l0: ["stateBias"],
};

const norm = { weight: ["scale"], bias: ["shift"] };
const convolution = { weight: ["kernels"], bias: ["bias"] };

/** For each kind of layer: the names that PyTorch gives its tensors, and our names for them. What holds none has to be zeros. */
const modules: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  dense: { weight: ["weights"], bias: ["bias"] },
  conv1d: convolution,
  conv2d: convolution,
  convTranspose2d: convolution,
  batchNorm: { weight: ["scale"], bias: ["shift"], running_mean: ["mean"], running_var: ["variance"] },
  layerNorm: norm,
  groupNorm: norm,
  rmsNorm: { weight: ["scale"] },
  embedding: { weight: ["table"] },
  positions: { weight: ["table"] },
  unembedding: { weight: ["table"] },
  recurrent: gates,
  lstm: gates,
  gru: gates,
  attention: { in_proj_weight: ["query", "key", "value"], in_proj_bias: [], "out_proj.weight": ["output"], "out_proj.bias": [] },
};

/** A number that PyTorch stores with a BatchNorm, and that the library has no use for. */
export const isUnused = (name: string): boolean => /(^|\.)num_batches_tracked$/.test(name);

/** What the library knows about a layer with parameters. */
interface Known {
  readonly kind: string;
  /** If the layer takes the numbers of a flattened image: the image's shape. PyTorch flattens it in another order. */
  readonly image: Shape | undefined;
}

/** Finds the kind of each layer, by the trainable of its parameters. */
function kindsOf(operation: string, network: AnyLayer): ReadonlyMap<AnyTrainable, Known> {
  const found = new Map<AnyTrainable, Known>();
  /** Returns the shape of the image whose numbers the layer gives, if it gives those of a flattened image. */
  const visit = (layer: AnyLayer, image: Shape | undefined): Shape | undefined => {
    const { name, parts } = descriptionOf(layer) ?? { name: "a layer of your own", parts: [] };
    const kind = name.replace(/,.*/, "");
    if (kind === "sequential") return parts.reduce<Shape | undefined>((given, part) => visit(part, given), image);
    const { inputShape, outputShape, trainables = [] } = layer;
    const [trainable] = trainables;
    const isOfNumbers = kind === "activate" || kind === "dropout";
    const keeps = kind === "batchNorm" || kind === "layerNorm";
    const known = trainable && found.get(trainable);
    const isLost = image !== undefined && !(isOfNumbers || keeps || kind === "dense");
    if (isLost || (known && String(known.image) !== String(image)))
      throw new ShapeError(
        `${operation}: the layout "pytorch" can't follow the numbers of a flattened image through ${shown(name)}`,
      );
    if (parts.length > 0) for (const part of parts) visit(part, undefined);
    else if (trainable) found.set(trainable, { kind, image });
    if (isOfNumbers || keeps) return image;
    const [height = 1, width = 1, channels = 1] = inputShape;
    const mixes = inputShape.length === 3 && outputShape.length === 1 && channels > 1 && height * width > 1;
    return mixes && (kind === "flatten" || kind === "reshape") ? inputShape : undefined;
  };
  visit(network, undefined);
  return found;
}

/** A layer with parameters: our names for its tensors, by their keys. */
interface Stored extends Partial<Known> {
  readonly names: Map<string, string>;
}

const joined = (prefix: string, name: string): string => (prefix === "" ? name : `${prefix}.${name}`);
const split = (name: string): readonly [prefix: string, key: string] => {
  const dot = name.lastIndexOf(".");
  return [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
};

/**
 * Returns where PyTorch stores a network's tensors.
 *
 * @param names - the names of modules that the user gives, by those of the layers
 * @param entries - the file; without one, modules are named like layers
 */
export function pytorchPlaces(
  operation: string,
  network: AnyLayer,
  all: readonly Named[],
  tensors: Tensors,
  names: unknown,
  entries?: ReadonlyMap<string, Entry>,
): Place[] {
  const kinds = kindsOf(operation, network);
  const layers = new Map<string, Stored>();
  for (const { trainable, tensors: own } of all) {
    for (const [name] of own) {
      const [prefix, key] = split(name);
      const layer: Stored = layers.get(prefix) ?? { ...kinds.get(trainable), names: new Map() };
      layers.set(prefix, layer);
      layer.names.set(key, name);
    }
  }
  const given = renamed(operation, names, [...layers.keys()]);
  const prefixes = entries ? matched(operation, layers, tensors, given, entries) : given;
  return [...layers].flatMap(([own, layer]) => placesOf(prefixes.get(own) ?? own, layer, tensors));
}

/** The entries of a module. A layer of the user's has the names of its parameters. */
function placesOf(prefix: string, { kind: given = "", image, names }: Stored, tensors: Tensors): Place[] {
  const layout = modules[given] ?? {};
  const isConvolution = layout === convolution;
  const known = isConvolution && !names.has("bias") ? { weight: convolution.weight } : layout;
  const isKnown =
    given in modules &&
    Object.values(known)
      .flat()
      .every((key) => names.has(key));
  const kind = isKnown ? given : "";
  const entries = isKnown ? Object.entries(known) : [...names.keys()].map((key) => [key, [key]] as const);
  const width = tensors.get(names.get("output") ?? "")?.shape[0] ?? 0; // only attention has an output
  return entries.map(([suffix, keys]) => {
    const name = joined(prefix, suffix);
    const holds = keys.map((key) => names.get(key) ?? key);
    const shape: Shape = tensors.get(holds[0] ?? "")?.shape ?? [];
    const optional = /bias(_.h_l0)?$/.test(suffix) && kind !== "batchNorm";
    const [first = 0, second = 0, ...rest] = shape;
    if (suffix === "in_proj_weight" || suffix in gates)
      return { name, holds, optional, shape: [holds.length * first * second, ...rest] };
    if (suffix === "out_proj.weight") return { name, holds, shape: [first, second * count(rest)] };
    if (holds.length === 0) return { name, holds, optional, shape: [suffix === "in_proj_bias" ? 3 * width : width] };
    if (isConvolution && isKnown && suffix === "weight") {
      const order = shape.length === 3 ? [2, 1, 0] : [2, 3, 1, 0]; // the kernel's axes are last there, and the other two have changed places
      const axes = shape.map((_, axis) => shape[order.indexOf(axis)] as number); // an order has each axis once
      return { name, holds, shape: axes, turned: { axes, order } };
    }
    // A dense layer's outputs keep their order, and its inputs have that of the image.
    const isOutput = kind === "dense" && suffix === "bias";
    const [height = 1, wide = 1, channels = 1] = image ?? [];
    const outputs = shape.slice(0, -1);
    const turned =
      image && !isOutput
        ? {
            axes: [...outputs, channels, height, wide],
            order: [...outputs.keys(), ...[1, 2, 0].map((axis) => axis + outputs.length)],
          }
        : undefined;
    return { name, holds, optional, shape, turned };
  });
}

/** Finds for each layer the module that the user names, or the one that belongs to it by its place or its shapes. */
function matched(
  operation: string,
  layers: ReadonlyMap<string, Stored>,
  tensors: Tensors,
  given: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, string> {
  const found = new Map(given);
  const named = new Set(given.values());
  const files = modulesOf(entries);
  const free = [...files.keys()].filter((prefix) => !named.has(prefix)).sort(compare);
  const open = [...layers.keys()].filter((own) => !given.has(own));
  if (isNumbered(free)) {
    open.forEach((own, index) => void found.set(own, free[index] ?? own));
    return found;
  }
  const fits = (prefix: string, layer: Stored): boolean => {
    const places = placesOf(prefix, layer, tensors);
    const isThere = ({ name, shape, optional = false }: Place) => {
      const entry = entries.get(name);
      return entry ? sameShape(entry.shape, shape) : optional;
    };
    return places.every(isThere) && (files.get(prefix) ?? []).every((name) => places.some((place) => place.name === name));
  };
  const fitting = open.map((own) => ({ own, all: free.filter((prefix) => fits(prefix, layers.get(own) as Stored)) })); // one of them
  // The layers with the least choice choose first.
  for (const { own, all } of fitting.sort((one, other) => one.all.length - other.all.length)) {
    const left = all.filter((prefix) => !named.has(prefix));
    if (!isNumbered(left)) {
      const some = left.slice(0, 3).map(shown).join(", ");
      throw new ShapeError(`${operation}: the file doesn't tell which of ${some} is ${own}: say it in names`);
    }
    const [first = own] = left;
    found.set(own, first);
    named.add(first);
  }
  return found;
}

/** The names of a file's entries by their modules. */
function modulesOf(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of entries.keys()) {
    if (isUnused(name)) continue;
    let [prefix] = split(name);
    const [outer, inner] = split(prefix);
    if (inner === "out_proj" && entries.has(joined(outer, "in_proj_weight"))) prefix = outer;
    const names = found.get(prefix) ?? [];
    found.set(prefix, names);
    names.push(name);
  }
  return found;
}

/** The parts of a name: words, and the number at the end of each. */
const partsOf = (name: string) => name.split(".").map((part) => /^(.*?)(\d*)$/s.exec(part) ?? []);

function compare(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (const [index, [whole, word = "", digits = ""]] of left.entries()) {
    const [otherWhole, otherWord = "", otherDigits = ""] = right[index] ?? [];
    if (whole === otherWhole) continue;
    return word === otherWord ? Number(digits) - Number(otherDigits) : word < otherWord ? -1 : 1;
  }
  return left.length - right.length;
}

/** Whether only numbers tell these names apart, so that they have an order. They are sorted. */
const isNumbered = (names: readonly string[]): boolean =>
  names.every((name, index) => {
    const [left, right] = [partsOf(names[index - 1] ?? name), partsOf(name)];
    const differing = right.findIndex(([whole], part) => whole !== left[part]?.[0]);
    return (
      differing === -1 ||
      (left[differing]?.[1] === right[differing]?.[1] && Boolean(left[differing]?.[2] && right[differing]?.[2]))
    );
  });
