/**
 * Tensors in messages to other threads, and in databases. A tensor can't be cloned, so a message has its shape and its numbers. The numbers
 * are a copy with memory of its own, which `postMessage` can move.
 */
import { engine } from "../engine/current.js";
import { inWords, leaves, mapTensors, type NoTensors, readTree, type Way } from "../grad/tree.js";
import { checkNumbers } from "../shape/array.js";
import { sameShape } from "../shape/broadcast.js";
import { describe, describeList } from "../shape/describe.js";
import { checkShape, type OfKnownRank, type Sizes } from "../shape/dim.js";
import type { Some } from "../shape/known.js";
import { isRevoked, isShared, lengthOf, readFew } from "../shape/list.js";
import { fieldsOf } from "../shape/options.js";
import { type Shape, show } from "../shape/shape.js";
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
 * The message that {@link transfer} makes of tensors: the same records and tuples, with a {@link TensorData} in place of each tensor. It is
 * plain data, which can be cloned.
 *
 * @typeParam Tree - a tensor, or records and tuples of tensors
 */
export type Message<Tree> = Tree extends AnyTensor
  ? TensorData
  : Tree extends object
    ? { readonly [Key in keyof Tree]: Message<Tree[Key]> }
    : never;

/** Accepts tensors in records and tuples. */
type Tensors<Operation extends string, Tree> = [...NoTensors<Tree>] extends Some
  ? Refused<takesOnlyTensors<Operation, NoTensors<Tree>[0]>>
  : unknown;
type takesOnlyTensors<Operation extends string, What> = `${Operation}: takes tensors in records and tuples, not ${What & string}`;

/**
 * Makes a message of tensors, for `postMessage` or a database. It returns the two arguments of `postMessage`: the message, and the list of
 * buffers to move. The numbers are copied once, out of the engine's memory; moving the buffers to another thread doesn't copy them again.
 * At the other end, {@link receive} or {@link receiveLike} makes tensors of the message.
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
export function transfer<Tree>(tree: Tree & Tensors<"transfer", Tree>): [message: Message<Tree>, buffers: ArrayBuffer[]] {
  const buffers: ArrayBuffer[] = [];
  const message: unknown = mapTensors(readTree<unknown>("transfer", tree), ({ tensor }) => {
    const numbers = tensor.dataSync();
    buffers.push(numbers.buffer as ArrayBuffer); // a new array, with memory that isn't shared
    return { shape: [...tensor.shape], numbers };
  });
  return [message as Message<Tree>, buffers]; // the same keys, and at each a tensor's data
}

/**
 * Makes tensors of a message that {@link transfer} made. You state the shapes that you expect, at the keys of the tensors. Everything is
 * checked before the first tensor is made. Other keys of the message are ignored. The numbers are copied, so the message stays as it is.
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
export function receive<const Shapes extends ShapesByKey>(
  message: unknown,
  shapes: { readonly [Key in keyof Shapes]: Sizes<Shapes[Key]> & OfKnownRank<Shapes[Key]> },
): { -readonly [Key in keyof Shapes]: Tensor<[...Shapes[Key]]> };
export function receive(message: unknown, given: unknown): unknown {
  if (typeof given !== "object" || given === null || isRevoked(given))
    throw new ShapeError(`receive: takes shapes in a record, not ${describe(given)}`);
  const record = given as Readonly<Record<string, unknown>>; // an object
  const shapes = Object.keys(record).map((key) => [key, checkShape(record[key])] as const);
  const makers = shapes.map(([key, shape]) => [key, prepare("receive", [key], shape, fieldsOf(message)[key])] as const);
  return Object.fromEntries(makers.map(([key, make]) => [key, make()]));
}
interface ShapesByKey {
  readonly [key: string]: Shape;
}

/**
 * Makes tensors of a message that {@link transfer} made, with the shapes of other tensors. It is meant for the parameters of a network.
 * Everything is checked before the first tensor is made. The numbers are copied, so the message stays as it is.
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
export function receiveLike<Tree>(message: unknown, tensors: Tree & Tensors<"receiveLike", Tree>): Tree {
  const own = readTree<unknown>("receiveLike", tensors);
  const makers = leaves(own).map(({ way, tensor }) => prepare("receiveLike", way, tensor.shape, partOf(message, way, own)));
  return mapTensors(own, () => makers.shift()?.()) as Tree; // one for each leaf, in order
}

/** The part of a message at a place where there are tensors to compare it with. */
function partOf(message: unknown, way: Way, tensors: unknown): unknown {
  let [part, branch] = [message, tensors];
  way.forEach((key, level) => {
    const [found, expected] = [lengthOf(part), lengthOf(branch)];
    if (expected !== undefined && found !== expected)
      throw new ShapeError(`${placeOf("receiveLike", way.slice(0, level))} has ${found ?? 0} entries, not ${expected}`);
    [part, branch] = [part, branch].map((each) => fieldsOf(each)[key]);
  });
  return part;
}

const placeOf = (operation: string, way: Way): string => `${operation}: ${way.length === 0 ? "the message" : inWords(way)}`;

/** Checks that a part of a message is a tensor of the given shape. Returns a function that makes it. */
function prepare(operation: string, way: Way, shape: Shape, part: unknown): () => AnyTensor {
  const place = placeOf(operation, way);
  const { numbers, shape: given } = fieldsOf(part);
  const found = readFew(given, shape.length);
  if (!(found && sameShape(found as number[], shape)))
    // compared with numbers, so if it is the same, it consists of numbers
    throw new ShapeError(`${place} is ${describeList(found ?? given)}, not ${show(shape)}`);
  const values = checkNumbers(place, numbers, shape);
  if (isShared(values)) throw new ShapeError(`${place} has its numbers in memory that other threads can change`);
  return () => claimWhole(engine().upload(values), shape);
}
