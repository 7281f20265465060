/**
 * Tensors in messages to other threads, and in databases. A tensor can't be cloned, so a message has its shape and its numbers. The numbers
 * are a copy with memory of its own, which `postMessage` can move.
 */
import { engine } from "../engine/current.js";
import type { MixedParameters } from "../grad/mixed.js";
import {
  entries,
  inWords,
  leaves,
  mapTensors,
  matching,
  type NoTensors,
  readTree,
  type takesOnlyTensors,
  type Way,
} from "../grad/tree.js";
import type { Accepting, Anything } from "../shape/accepted.js";
import { checkNumbers } from "../shape/array.js";
import { type AnySizes, checkShape, type GivenSizes, type OfOneShape, type Sizes } from "../shape/dim.js";
import type { Some } from "../shape/known.js";
import { isShared, isTypedArray } from "../shape/list.js";
import type { whyNotOne } from "../shape/no-shape.js";
import { fieldsOf } from "../shape/options.js";
import type { Shape } from "../shape/shape.js";
import { type Refused, ShapeError } from "../shape/shape-error.js";
import { type AnyTensor, claimWhole, type Tensor } from "../tensor/tensor.js";

/** A tensor in a message. */
export interface TensorData {
  /** The sizes of its axes. */
  readonly shape: readonly number[];
  /** Its numbers, in row-major order. */
  readonly numbers: Float32Array | Float64Array;
}

/**
 * The message into which {@link transfer} turns tensors: the same records and tuples, with a {@link TensorData} in place of each
 * tensor. It is plain data, which can be cloned.
 *
 * @typeParam Tree - a tensor, or records and tuples of tensors
 */
export type Message<Tree> = 0 extends 1 & Tree
  ? Tree
  : Tree extends AnyTensor
    ? TensorData
    : Tree extends MixedParameters<infer P>
      ? readonly Message<P>[]
      : Tree extends object
        ? { readonly [Key in keyof Tree]: Message<Tree[Key]> }
        : never;

/** Tensors in records and tuples; for anything else, the sentence. */
type Tensors<Operation extends string, Tree> = [...NoTensors<Tree>] extends Some
  ? takesOnlyTensors<Operation, NoTensors<Tree>[0]>
  : Tree;
/**
 * Turns tensors into a message for `postMessage` or a database. It returns the two arguments of `postMessage`: the message, and
 * the list of buffers to move. The numbers are copied once, out of the engine's memory; moving the buffers to another thread
 * doesn't copy them again. At the other end, {@link receive} or {@link receiveLike} turns the message back into tensors.
 *
 * @param tree - a tensor, or records and tuples of tensors, such as the parameters of a network
 * @returns the message, which is plain data, and its buffers. Without the buffers, `postMessage` copies the message.
 * @throws ShapeError if there is anything other than tensors
 * @example
 * ```ts
 * import { MessageChannel } from "node:worker_threads";
 * import { matrix, vector } from "conformable";
 * import { transfer } from "conformable/io";
 *
 * const { port1 } = new MessageChannel(); // or a worker
 * port1.postMessage(...transfer({ x: matrix([[1, 2], [3, 4]]), y: vector([5, 7]) }));
 *
 * const [message, buffers] = transfer(vector([1, 2]));
 * port1.postMessage({ step: 7, message }, buffers);
 * ```
 */
export function transfer<const Tree, Ok extends Accepting<Tensors<"transfer", Tree>> = unknown>(
  tree: Tensors<"transfer", Tree>,
): [message: unknown extends NoInfer<Ok> ? Message<Tree> : Anything, buffers: ArrayBuffer[]] {
  const buffers: ArrayBuffer[] = [];
  const message: unknown = mapTensors(readTree<unknown>("transfer", tree), ({ tensor }) => {
    const numbers = tensor.dataSync();
    buffers.push(numbers.buffer as ArrayBuffer); // a new array, with memory that isn't shared
    return { shape: tensor.shape, numbers };
  });
  return [message as Anything, buffers]; // the same keys, and at each a tensor's data
}

/**
 * Turns a message of {@link transfer} back into tensors. You state the shapes that you expect, at the keys of the tensors. Other
 * keys of the message are ignored. The numbers are copied, so the message stays as it is.
 *
 * If the message is of a single tensor, put it into a record: `receive({ x: message }, { x: [2, 3] })`.
 *
 * @param message - the message; its type doesn't matter, since what comes from outside is checked
 * @param shapes - the expected shapes by key, in which every size is literal or named
 * @throws ShapeError if a tensor is missing or has another shape, or if its numbers don't fill it
 * @example
 * ```ts
 * import { dim, matrix, vector } from "conformable";
 * import { receive, transfer } from "conformable/io";
 *
 * const [sent] = transfer({ x: matrix([[1, 2], [3, 4]]), y: vector([5, 7]) });
 * const message = structuredClone(sent); // as postMessage does
 *
 * const examples = dim("examples", message.x.shape[0] ?? 0);
 * const { x, y } = receive(message, { x: [examples, 2], y: [examples] }); // Matrix<Dim<"examples">, 2> and Vector<Dim<"examples">>
 * ```
 */
export function receive<
  const Shapes extends ShapesByKey,
  Given extends GivenByKey = Shapes,
  Ok extends Expected<Shapes, Given> = unknown,
>(
  message: unknown,
  shapes: string extends keyof Shapes
    ? Refused<receiveTakesARecord>
    : { readonly [Key in keyof Shapes]: Sizes<Shapes[Key]> & OfOneShape<Shapes[Key]> } & ARecord<Shapes> &
        ([Given] extends [never] ? Given : EachOfOneShape<Given>),
): unknown extends NoInfer<Ok> ? { -readonly [Key in keyof Shapes]: Tensor<[...Shapes[Key]]> } : Anything;
export function receive(message: unknown, given: unknown): unknown {
  const shapes = fieldsOf(given);
  const keys = Object.keys(shapes);
  if (keys.length === 0) throw new ShapeError(receiveTakesARecord);
  const expected = keys.map((key) => ({ way: [key], tensor: { shape: checkShape(shapes[key]) } }));
  const fields = fieldsOf(message);
  const tensors = Object.fromEntries(keys.map((key) => [key, unpack("receive", fields[key], [key])]));
  matching("receive", expected, tensors, kind);
  return tensors;
}
interface ShapesByKey {
  readonly [key: string]: AnySizes;
}
interface GivenByKey {
  readonly [key: string]: GivenSizes;
}
type EachOfOneShape<Given extends GivenByKey> = string extends keyof Given
  ? unknown
  : { readonly [Key in keyof Given]: whyNotOne<Given[Key], unknown> };
/** `unknown` if it is a record with keys that the compiler knows, and each shape is accepted. */
type Expected<Shapes extends ShapesByKey, Given> = [
  ...(string extends keyof Shapes ? ["unknown"] : [WrongIn<Shapes[keyof Shapes]>] extends [never] ? [] : ["refused"]),
  ...([Given] extends [{ readonly [Key in keyof Shapes]: Sizes<Shapes[Key]> }] ? [] : ["refused"]),
] extends Some
  ? object
  : unknown;
/** Those of several shapes that are refused. */
type WrongIn<S extends Shape> = S extends Sizes<S> ? (number extends S["length"] ? S : never) : S;
/** Refuses what isn't a record. */
type ARecord<Shapes> = Shapes extends readonly unknown[] ? Refused<receiveTakesARecord> : unknown;
type receiveTakesARecord = "receive: takes shapes in a record";
const receiveTakesARecord: receiveTakesARecord = "receive: takes shapes in a record";

/**
 * Turns a message of {@link transfer} back into tensors with the shapes of other tensors. It is meant for the parameters of a
 * network. The numbers are copied, so the message stays as it is.
 *
 * @param message - the message; its type doesn't matter, since what comes from outside is checked
 * @param tensors - a tensor, or records and tuples of tensors, whose shapes you expect
 * @throws ShapeError if a tensor is missing or has another shape, or if its numbers don't fill it
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { receiveLike, transfer } from "conformable/io";
 * import { dense, relu, sequential } from "conformable/nn";
 *
 * const create = () => sequential(dense(3, 5, { activation: relu }), dense(5, 2));
 * const [message] = transfer(create().parameters); // in a worker, after training
 *
 * const network = create();
 * const trained = network.with(receiveLike(message, network.parameters));
 * trained.predict(zeros([3])); // Vector<2>
 * ```
 */
export function receiveLike<const Tree, Ok extends Accepting<Tensors<"receiveLike", Tree>> = unknown>(
  message: unknown,
  tensors: Tensors<"receiveLike", Tree>,
): unknown extends NoInfer<Ok> ? Tree : Anything {
  const expected: unknown = readTree<unknown>("receiveLike", tensors);
  const found = matching("receiveLike", leaves(expected), unpack("receiveLike", message, []), kind);
  return mapTensors(expected, () => found.shift()) as Anything; // one for each leaf, in order
}

/** What errors call the tensors that a message has to have. */
const kind = "expected tensor";

/** Makes the tensors of a message, or of a part of it, in records. */
function unpack(operation: string, part: unknown, way: Way): unknown {
  const { numbers, shape } = fieldsOf(part);
  if (!isTypedArray(numbers))
    return Object.fromEntries(entries(operation, way, part, (inner, innerWay) => unpack(operation, inner, innerWay)));
  if (isShared(numbers)) throw new ShapeError(`${operation}: ${inWords(way)} has numbers that other threads can change`);
  const sizes = checkShape(shape);
  return claimWhole(engine().upload(checkNumbers(`${operation}: ${inWords(way)}`, numbers, sizes)), sizes);
}
