/** Networks in files: their parameters, their statistics and the state of their optimiser, as safetensors. */
import type { Storage } from "../engine/storage.js";
import { mapTensors } from "../grad/tree.js";
import { checkLayer } from "../nn/contract/foreign.js";
import type { AnyLayer } from "../nn/contract/layer.js";
import type { ParametersOfEach, takesANetwork } from "../nn/contract/no-layer.js";
import type { Learning, OfAnyParameters } from "../nn/contract/record-network.js";
import { type Memory, memoryOf, type Optimizer } from "../nn/optimizers/optimizer.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import type { takesOptions } from "../shape/known.js";
import { readOptions } from "../shape/options.js";
import { type Shape, show } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import { zeros } from "../tensor/create.js";
import { checkRandom, type Random } from "../tensor/random.js";
import { type Generator, generatorIn } from "../tensor/seed.js";
import { type AnyTensor, claimWhole, viewOf } from "../tensor/tensor.js";
import type { Bytes } from "./bytes.js";
import { malformed } from "./format-error.js";
import {
  checkDistinct,
  type Named,
  namesOf,
  ownPlaces,
  type Place,
  packed,
  type Renaming,
  type Tensors,
  tensorsOf,
  unpacked,
} from "./places.js";
import { isUnused, pytorchPlaces } from "./pytorch.js";
import { contentsOf, write } from "./safetensors.js";
import { type Entry, read } from "./tensor-file.js";
import { shown } from "./text.js";

/**
 * Options of {@link saveNetwork} and {@link loadNetwork}.
 *
 * @typeParam P - the parameters of the network
 * @typeParam Trained - the parameters of the optimiser, which are those of the network
 */
export interface NetworkFileOptions<Operation extends string, P, Trained> {
  /** The network's optimiser, made by `sgd`, `adam` or another function of `conformable/nn`. The file then includes its state. */
  readonly optimizer?: (Optimizer<Trained> & OfThisNetwork<Operation, P, Trained>) | undefined;
  /** The generator, made by `random(seed)`, from which dropout and the shuffling of examples draw. The file then includes its state. */
  readonly random?: Random | undefined;
  /**
   * The names in the file, if they differ from those in the network: a record of names, or a function that returns the name in
   * the file for each name in the network. Without a `layout` they name tensors, and with one they name layers.
   */
  readonly names?: Renaming | undefined;
  /** The layout of the file: by default that of the network; with `"pytorch"`, that of a PyTorch `state_dict`. */
  readonly layout?: "pytorch" | undefined;
}
type OfThisNetwork<Operation extends string, P, Trained> = [P, Trained] extends [Trained, P]
  ? unknown
  : Refused<optimizerOfAnother<Operation>>;
type optimizerOfAnother<Operation extends string> = `${Operation}: the optimizer is of another network`;
const optimizerOfAnother = <Operation extends string>(operation: Operation): optimizerOfAnother<Operation> =>
  `${operation}: the optimizer is of another network`;

/** The version of these files. */
const version = "1";
/** The most differences that a message lists. */
const mostListed = 8;

/**
 * Saves a network: returns the bytes of a safetensors file with everything that it has learned, which are its parameters, the
 * running averages of `batchNorm` and, if you pass them, the states of its optimiser and its generator. {@link loadNetwork} reads
 * the file, and so do other tools.
 *
 * A parameter is named by the keys that lead to it, such as `0.weights`. A layer that is used in several places is stored once, at the
 * first of them. The state of an optimiser is named like its parameters, such as `optimizer.first.0.weights`.
 *
 * The file doesn't contain the layers themselves. To load it, make the same network first.
 *
 * @throws Error if the optimiser was made for another network, or a layer has parameters that aren't in its `trainables`
 * @throws ShapeError if two tensors would have the same name
 * @example
 * ```ts
 * import { adam, dense, relu, sequential } from "conformable/nn";
 * import { saveNetwork } from "conformable/io";
 *
 * const network = sequential(dense(784, 128, { activation: relu }), dense(128, 10));
 * const optimizer = adam(network);
 * const bytes = saveNetwork(network, { optimizer }); // for a file, a database or a response
 * ```
 */
export function saveNetwork<In extends Shape, Out extends Shape, P, Trained = P, Model = unknown, Options = unknown>(
  network: takesANetwork<"saveNetwork", Model, Learning<In, Out, P>, OfAnyParameters<In, Out>>,
  options?: takesOptions<"saveNetwork", Options, NetworkFileOptions<"saveNetwork", ParametersOfEach<Model, P>, Trained>>,
): Uint8Array;
export function saveNetwork(given: unknown, options?: object): Uint8Array {
  const { tensors, memory, moments, generator, placesIn } = readArguments("saveNetwork", given, options);
  const texts: [key: string, text: string][] = [["conformable", version]];
  const entries = placesIn().map((place): readonly [string, AnyTensor] => [place.name, packed(place, tensors)]);
  if (memory) {
    texts.push(["optimizer", memory.name], ["steps", String(memory.steps)]);
    const { steps, kept } = memory;
    if (steps > 0)
      moments.forEach(({ name, shape, leaf, index }) => {
        entries.push([name, claimWhole(kept[leaf]?.[index] as Storage, shape)]); // after a step there is one of each
      });
  }
  if (generator) texts.push(["random", JSON.stringify(generator.getState())]);
  return write("saveNetwork", entries, texts);
}

/**
 * Loads a file of {@link saveNetwork} into a network with the same layers, and replaces what they have learned so far. Training
 * that is saved, loaded and resumed gives the same result, bit for bit, as training without a break. For this, the file has to
 * include the states of the optimiser and of every generator from which the training draws, and the optimiser has to have the
 * same options.
 *
 * It also reads safetensors files of other tools, if you say how they name the tensors. With the layout `"pytorch"`, it knows
 * `Linear`, `Conv1d`, `Conv2d`, `ConvTranspose2d`, `BatchNorm1d`, `BatchNorm2d`, `LayerNorm`, `GroupNorm`, `RMSNorm`,
 * `Embedding`, `RNN`, `GRU`, `LSTM` and `MultiheadAttention`, and finds by itself which module is which layer, if the modules are
 * numbered or differ in shape.
 *
 * Everything is checked before anything changes. If the file has the state of an optimiser or a generator that you don't pass, it is
 * ignored.
 *
 * @throws ShapeError if the file doesn't fit the network or the optimiser; the message lists the differences
 * @throws {@link FormatError} if the bytes aren't a safetensors file, or one of another version
 * @throws Error if the optimiser was made for another network, or the file has no state for it
 * @example
 * ```ts
 * import { adam, dense, relu, sequential } from "conformable/nn";
 * import { loadNetwork, saveNetwork } from "conformable/io";
 *
 * const make = () => sequential(dense(784, 128, { activation: relu }), dense(128, 10));
 * const trained = make();
 * const bytes = saveNetwork(trained, { optimizer: adam(trained) });
 *
 * const network = make();
 * const optimizer = adam(network);
 * loadNetwork(network, bytes, { optimizer });
 * ```
 */
export function loadNetwork<In extends Shape, Out extends Shape, P, Trained = P, Model = unknown, Options = unknown>(
  network: takesANetwork<"loadNetwork", Model, Learning<In, Out, P>, OfAnyParameters<In, Out>>,
  bytes: Bytes,
  options?: takesOptions<"loadNetwork", Options, NetworkFileOptions<"loadNetwork", ParametersOfEach<Model, P>, Trained>>,
): void;
export function loadNetwork(given: unknown, bytes: Bytes, options?: object): void {
  const { all, tensors, memory, moments, generator, placesIn } = readArguments("loadNetwork", given, options);
  const { entries, metadata } = contentsOf("loadNetwork", bytes);
  const { conformable = version } = metadata;
  if (conformable !== version)
    malformed("loadNetwork", `its version is ${describe(conformable)}, and this release reads version ${version}`);
  const steps = memory && stepsOf(memory, metadata);
  const state = generator && stateOf(metadata);
  const places = placesIn(entries);
  const momentsInFile = steps === 0 ? [] : moments;
  checkDifferences(
    [...places, ...momentsInFile],
    entries,
    (name) => isUnused(name) || (!memory && isOfOptimizer(name, metadata)),
  );

  const found = new Map(places.flatMap((place) => tensorsAt(place, entries, tensors)));
  const kept: Storage[][] = [];
  for (const { name, leaf } of momentsInFile) {
    kept[leaf] ??= [];
    kept[leaf].push(viewOf("loadNetwork", read(entries.get(name) as Entry)).storage); // checked above
  }
  // From here on nothing is refused.
  for (const { trainable, tensors } of all) {
    let next = 0;
    trainable.assign(
      mapTensors(trainable.peek(), () => found.get((tensors[next++] as Named["tensors"][number])[0]) as AnyTensor),
    ); // there is one for each
  }
  if (memory && steps !== undefined) Object.assign(memory, { kept, steps });
  if (generator) Object.assign(generator, state); // two objects of one class, all of whose fields are public
}

/** One of the tensors that an optimiser keeps for a parameter. */
interface Moment extends Place {
  /** The index of the parameter in the optimiser. */
  readonly leaf: number;
  /** The index of the tensor among those kept for the parameter. */
  readonly index: number;
}

interface Arguments {
  readonly all: readonly Named[];
  readonly tensors: Tensors;
  readonly memory: Memory | undefined;
  readonly moments: readonly Moment[];
  readonly generator: Generator | undefined;
  /** Where the network's tensors are in a file. */
  placesIn(entries?: ReadonlyMap<string, Entry>): Place[];
}

/** Reads and checks what both functions take. */
function readArguments(operation: string, given: unknown, options: object | undefined): Arguments {
  const { optimizer, random, names, layout } = readOptions<{
    optimizer?: object;
    random?: unknown;
    names?: unknown;
    layout?: unknown;
  }>(operation, options, ["optimizer", "random", "names", "layout"]);
  const network = checkLayer(operation, "the network", given, true);
  if (!(layout === undefined || layout === "pytorch"))
    throw new RangeError(`${operation}: the layout is "pytorch" or undefined, not ${describe(layout)}`);
  const generator = random === undefined ? undefined : checkRandom(random);
  const memory = memoryOf(optimizer);
  if (optimizer !== undefined && memory === undefined)
    throw new TypeError(`${operation}: the optimizer has to be one of conformable/nn, not ${describe(optimizer)}`);
  if (memory?.has(network) === false) throw new Error(optimizerOfAnother(operation));
  const all = namesOf(operation, network);
  const tensors = tensorsOf(all);
  const kept = memory?.homes.flatMap(({ trainable }) => (all.find((own) => own.trainable === trainable) as Named).tensors) ?? []; // it is of this network
  const moments = kept.flatMap(([own, { shape }], leaf) =>
    (memory as Memory).keeps.map((keep, index) => ({ name: `optimizer.${keep}.${own}`, shape, holds: [], leaf, index })),
  );
  const placesIn = (entries?: ReadonlyMap<string, Entry>): Place[] => {
    const places =
      layout === undefined
        ? ownPlaces(operation, tensors, names)
        : pytorchPlaces(operation, given as AnyLayer, all, tensors, names, entries);
    checkDistinct(operation, [...places, ...moments]);
    return places;
  };
  return { all, tensors, memory, moments, generator, placesIn };
}

type Metadata = Readonly<Record<string, string>>;

const isOfOptimizer = (name: string, { optimizer }: Metadata): boolean =>
  optimizer !== undefined && name.startsWith("optimizer.");

/** The number of steps of the optimiser whose state the file has. */
function stepsOf({ name }: Memory, { optimizer, steps = "" }: Metadata): number {
  if (optimizer === undefined) throw new Error("loadNetwork: the file has no state of an optimizer");
  if (optimizer !== name)
    throw new Error(`loadNetwork: the file has the state of ${shown(optimizer)}, and the optimizer is ${name}`);
  if (!/^\d{1,15}$/.test(steps)) malformed("loadNetwork", `the number of steps is ${describe(steps)}`);
  return Number(steps);
}

/** The generator whose state the file has. */
function stateOf({ random }: Metadata): Generator {
  if (random === undefined) throw new Error("loadNetwork: the file has no state of a generator");
  let state: unknown;
  try {
    state = JSON.parse(random);
  } catch {
    // it isn't JSON, and no state either
  }
  return (Array.isArray(state) && generatorIn(state)) || malformed("loadNetwork", "the state of the generator is damaged");
}

/** Checks that a file has these entries, in the right shapes, and no others but those that don't matter. */
function checkDifferences(
  places: readonly Place[],
  entries: ReadonlyMap<string, Entry>,
  isIgnored: (name: string) => boolean,
): void {
  const differences: string[] = [];
  const known = new Set<string>();
  for (const { name, shape, holds, optional } of places) {
    const said = shown(name) + (holds.length > 0 && holds[0] !== name ? ` (${holds.map(shown).join(", ")})` : "");
    known.add(name);
    const entry = entries.get(name);
    if (entry === undefined) {
      if (!optional) differences.push(`${said} is missing`);
    } else if (!sameShape(entry.shape, shape))
      differences.push(`${said} is ${show(entry.shape)} in the file and ${show(shape)} in the network`);
  }
  for (const name of entries.keys()) {
    if (!known.has(name) && !isIgnored(name)) differences.push(`the network has no ${shown(name)}`);
  }
  if (differences.length === 0) return;
  const more = differences.length - mostListed;
  const listed = differences.slice(0, mostListed).join("; ") + (more > 0 ? `; and ${more} more` : "");
  throw new ShapeError(`loadNetwork: the file doesn't fit: ${listed}`);
}

/** Reads an entry of the file and cuts it into the tensors that it holds. */
function tensorsAt(place: Place, entries: ReadonlyMap<string, Entry>, tensors: Tensors): [string, AnyTensor][] {
  const { name, holds } = place;
  const entry = entries.get(name);
  if (entry === undefined) return holds.map((own) => [own, zeros(tensors.get(own)?.shape as [])]); // it may be missing; the network has it
  const whole = read(entry);
  if (holds.length > 0) return unpacked(place, whole, tensors);
  if (whole.dataSync().some((value) => value !== 0))
    throw new Error(`loadNetwork: ${shown(name)} isn't zero, but attention has no bias`);
  return [];
}
