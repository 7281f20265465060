/**
 * What other tools find in a tensor. Its state is private, and tools that compare two objects (Vitest, Jest, `node:assert`) know only of
 * properties that an object has itself and that can be listed: without one, any two tensors would be equal to them. So every tensor has
 * one, `contents`, with its shape and its numbers.
 *
 * Hardly any tensor is ever looked at, and making one has to stay cheap. An accessor defined on each would take longer than to add two
 * scalars; a proxy takes a few nanoseconds, and what stands behind it is filled in when somebody looks. For `structuredClone`, which
 * would lose private state in silence, a proxy is something that can't be cloned, and it says so.
 */
import { printNumbers } from "./print.js";
import { element, nested } from "./read.js";
import type { Value } from "./tape.js";

const { defineProperties, defineProperty, hasOwn } = Object;
const { get, getOwnPropertyDescriptor, has, ownKeys, preventExtensions } = Reflect;
const Lazy = Proxy; // looked up once: in Jest's sandbox the names of the language take microseconds

/** The same, with its properties. */
let filled: (contents: TensorContents) => TensorContents;

/** The name is in the error of `structuredClone`. */
class TensorContents {
  readonly #view: Value | undefined;
  /** Of a scalar; all other tensors have a shape and numbers. */
  declare number: number | undefined;

  /** @param number - of a scalar, where it is known */
  constructor(view: Value | undefined, number?: number) {
    this.#view = view;
    if (number !== undefined) this.number = number;
  }

  static {
    // The numbers are read each time, and kept by nobody.
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

  /** Asked for before the properties are, by who looks behind the proxy: Node's `inspect`, for the message of an assertion. */
  get [Symbol.toStringTag](): undefined {
    filled(this);
    return undefined;
  }
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

/** The numbers in nested arrays that `console.table`, which shows each value in one line and cuts it off, shows as a tensor is printed. */
function legible(view: Value): unknown {
  const text = () => printNumbers(view.shape, (index) => element(view, index));
  return defineProperty(nested(view) as object, inspect, { value: text }); // there is an axis, so it is an array
}

const lazily: ProxyHandler<TensorContents> = {
  ownKeys: (contents) => ownKeys(filled(contents)),
  getOwnPropertyDescriptor: (contents, key) => getOwnPropertyDescriptor(filled(contents), key),
  has: (contents, key) => has(filled(contents), key),
  get: (contents, key) => get(filled(contents), key),
  preventExtensions: (contents) => preventExtensions(filled(contents)),
};

export const contentsOf = (view: Value): object => new Lazy(new TensorContents(view), lazily);

/** Those of a scalar whose number is at hand. There is nothing to put off, and a test that compares large tensors makes many. */
export const contentsOfNumber = (number: number): object => new TensorContents(undefined, number);
