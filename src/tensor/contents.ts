/**
 * Makes tensors comparable for other tools. The state of a tensor is private. Tools that compare two objects (Vitest, Jest,
 * `node:assert`) see only an object's own enumerable properties, so without any, all tensors would be equal to them. Therefore
 * each tensor has one such property, `contents`, with its shape and its numbers.
 *
 * Creating a tensor has to stay cheap, and hardly any tensor is ever compared. Defining an accessor on each would take longer
 * than adding two scalars. A proxy takes a few nanoseconds, and its target is filled in when a tool first looks at it. A proxy
 * also makes `structuredClone` throw, which would otherwise drop the private state silently.
 */
import { printNumbers } from "./print.js";
import { element, nested } from "./read.js";
import type { Value } from "./tape.js";

const { defineProperties, defineProperty, hasOwn } = Object;
const { get, getOwnPropertyDescriptor, has, ownKeys, preventExtensions } = Reflect;
const Lazy = Proxy; // read only once, since Jest's sandbox takes microseconds to look up a global

/** Returns the same object, with its properties filled in. */
let filled: (contents: TensorContents) => TensorContents;

/** The class name appears in the error of `structuredClone`. */
class TensorContents {
  readonly #view: Value | undefined;
  /** Set for a scalar. All other tensors have a shape and numbers. */
  declare number: number | undefined;

  /** @param number - the number of a scalar, if it is known */
  constructor(view: Value | undefined, number?: number) {
    this.#view = view;
    if (number !== undefined) this.number = number;
  }

  static {
    // Read on each access, so that no copy is kept.
    const properties = {
      shape: property((view) => [...view.shape]),
      numbers: property(legible),
    };
    function property(read: (view: Value) => unknown) {
      return {
        enumerable: true,
        configurable: true,
        get(this: TensorContents) {
          return this.#view && read(this.#view);
        },
      };
    }
    filled = (contents) => {
      const view = contents.#view;
      if (view === undefined || hasOwn(contents, "number") || hasOwn(contents, "shape")) return contents;
      if (view.shape.length > 0) return defineProperties(contents, properties);
      contents.number = element(view, []);
      return contents;
    };
  }

  /** Node's `inspect` looks behind the proxy, and reads this before the other properties, for the message of a failed assertion. */
  get [Symbol.toStringTag](): undefined {
    if (#view in this) filled(this); // the prototype has none, and Vitest asks that too
    return undefined;
  }
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * Nested arrays of the numbers. `console.table` shows each value on one line and truncates it; this makes it show the tensor's
 * own text.
 */
function legible(view: Value): unknown {
  const text = () => printNumbers(view.shape, (index) => element(view, index));
  return defineProperty(nested(view) as object, inspect, { value: text }); // an array, since the tensor has an axis
}

const lazily: ProxyHandler<TensorContents> = {
  ownKeys: (contents) => ownKeys(filled(contents)),
  getOwnPropertyDescriptor: (contents, key) => getOwnPropertyDescriptor(filled(contents), key),
  has: (contents, key) => has(filled(contents), key),
  get: (contents, key) => get(filled(contents), key),
  preventExtensions: (contents) => preventExtensions(filled(contents)),
};

export const contentsOf = (view: Value): object => new Lazy(new TensorContents(view), lazily);

/**
 * The contents of a scalar whose number is known. They are filled in at once, since a test that compares large tensors creates
 * many.
 */
export const contentsOfNumber = (number: number): object => new TensorContents(undefined, number);
