/** A file of named tensors, whose shapes are checked when you get them. */
import { engine } from "../engine/current.js";
import { leaves, type NoTensorsOfAnyKind, readTree, type takesOnlyTensors } from "../grad/tree.js";
import type { Anything } from "../shape/accepted.js";
import { sameShape } from "../shape/broadcast.js";
import { describe } from "../shape/describe.js";
import { type AnySizes, type AreSizes, checkShape, type GivenSizes, type Sizes } from "../shape/dim.js";
import type { Some } from "../shape/known.js";
import { type Shape, show } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import { permuted } from "../tensor/operations/primitives/index.js";
import { type AnyTensor, claim, claimWhole, type Tensor, viewOf } from "../tensor/tensor.js";
import type { Numbers, NumberType } from "./bytes.js";
import { shown } from "./text.js";

/** A tensor in a file whose numbers haven't been read yet. */
export interface Entry {
  readonly shape: Shape;
  /** Undefined if its numbers can't be read. */
  readonly type?: NumberType;
  /** Whether the numbers are in column-major order, in which the first axis is contiguous. */
  readonly columnMajor?: boolean;
  read(): Numbers;
}

/**
 * A file of named tensors, returned by {@link readSafetensors} and {@link readNpz}. To get a tensor, you state the shape that you expect. If
 * the tensor has a different shape, `get` throws a ShapeError that names the tensor and both shapes.
 *
 * @example
 * ```ts
 * import { dim, zeros } from "conformable";
 * import { readSafetensors, writeSafetensors } from "conformable/io";
 *
 * const file = readSafetensors(writeSafetensors({ embed: { weight: zeros([7, 64]) } }));
 * file.names;                                              // ["embed.weight"]
 * const words = dim("words", file.shapeOf("embed.weight")[0] ?? 0);
 * file.get("embed.weight", [words, 64]);                   // Matrix<Dim<"words">, 64>
 * ```
 */
export class TensorFile {
  readonly #format: string;
  readonly #entries: ReadonlyMap<string, Entry>;
  /** The strings that the file stores with its tensors. */
  readonly metadata: Readonly<Record<string, string>>;

  /** @internal */
  constructor(format: string, entries: ReadonlyMap<string, Entry>, metadata: Readonly<Record<string, string>> = {}) {
    this.#format = format;
    this.#entries = entries;
    this.metadata = Object.freeze({ ...metadata });
  }

  /** The names of the tensors, in the order of the file. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Returns whether there is a tensor with this name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * Returns the shape of a tensor, without reading its numbers.
   *
   * @throws ShapeError if there is no tensor with this name
   */
  shapeOf(name: string): readonly number[] {
    return this.#entry("shapeOf", name).shape;
  }

  /**
   * Returns the type in which the file stores the numbers of a tensor.
   *
   * @throws ShapeError if there is no tensor with this name
   * @throws {@link FormatError} if an array of an NPZ file holds texts or anything else but numbers
   */
  typeOf(name: string): NumberType {
    const { type, read } = this.#entry("typeOf", name);
    return type ?? (read() as never); // which refuses
  }

  /**
   * Reads a tensor and returns it.
   *
   * @param name - the name of the tensor
   * @param shape - the expected shape, in which every size is literal or named
   * @throws ShapeError if there is no tensor with this name, or it has a different shape
   * @throws {@link FormatError} if the tensor is in an NPZ file and its bytes are damaged, or it holds texts or anything else but numbers
   */
  get<const S extends AnySizes, Given extends GivenSizes = S, Ok extends AreSizes<S, Given> = unknown>(
    name: string,
    shape: Sizes<S> & (unknown extends Ok ? unknown : [Given] extends [never] ? Given : NoInfer<Ok>),
  ): unknown extends NoInfer<Ok> ? Tensor<[...S]> : Anything {
    const expected = checkShape(shape);
    const entry = this.#entry("get", name);
    if (!sameShape(entry.shape, expected))
      throw new ShapeError(`get: ${shown(name)} is ${show(entry.shape)}, not ${show(expected)}`);
    return read(entry);
  }

  #entry(operation: string, name: unknown): Entry {
    const entry = typeof name === "string" ? this.#entries.get(name) : undefined;
    if (entry) return entry;
    const said = typeof name === "string" ? `"${shown(name)}"` : describe(name);
    throw new ShapeError(
      `${operation}: the ${this.#format} file has no tensor ${said}; it has ${listed([...this.#entries.keys()])}`,
    );
  }
}

/** Lists names, at most the first eight. */
export const listed = (names: readonly string[]): string =>
  names.length === 0
    ? "none"
    : names.slice(0, 8).map(shown).join(", ") + (names.length > 8 ? `, … (${names.length} in all)` : "");

/** Reads the tensor that an entry describes. The caller has compared its shape with S. */
export function read<Claimed extends AnyTensor>(entry: Entry): Claimed {
  const { shape, columnMajor = false } = entry;
  const storage = engine().upload(entry.read());
  if (!columnMajor || shape.length < 2) return claimWhole(storage, shape);
  const turned = claimWhole(storage, shape.toReversed());
  return claim(
    permuted(
      viewOf("read", turned),
      shape.map((_, axis) => shape.length - 1 - axis),
    ),
  );
}

/** Accepts tensors that have names in a file: in a record, and not one on its own. */
export type Named<Operation extends string, Tree> = [...OnItsOwn<Tree>] extends Some
  ? Refused<nameless<Operation>>
  : [...NoTensorsOfAnyKind<Tree>] extends Some
    ? Refused<takesOnlyTensors<Operation, NoTensorsOfAnyKind<Tree>[0]>>
    : unknown;
type OnItsOwn<Tree> = Found<0 extends 1 & Tree ? never : Tree extends AnyTensor ? Tree : never>;
type Found<T> = [T] extends [never] ? [] : [T];
type nameless<Operation extends string> = `${Operation}: takes a record of tensors: give the tensor a name`;

/** The tensors of a record, by their names in a file. A name consists of the keys on the path to the tensor, joined by dots. */
export function named(operation: string, record: unknown): ReadonlyMap<string, AnyTensor> {
  const tensors = new Map<string, AnyTensor>();
  for (const { way, tensor } of leaves(readTree(operation, record))) {
    if (way.length === 0) throw new ShapeError(`${operation}: takes a record of tensors: give the tensor a name`);
    const name = way.join(".");
    if (tensors.has(name)) throw new ShapeError(`${operation}: two tensors would be named ${shown(name)}`);
    tensors.set(name, tensor);
  }
  return tensors;
}
