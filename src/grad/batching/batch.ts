/**
 * Runs a function of one example on many examples at once. Inside the function, a value is that of one example: it has the shape of
 * one, but no numbers. Behind it is a value with one more axis, at the front, which holds all examples. Each primitive that the
 * function uses is carried out once, on what is behind its arguments, by the rule in `rules.ts`.
 *
 * A batch takes the place of a tape, and tapes keep apart by themselves. So gradients can be taken in the function, in which case the
 * batch carries out both ways of the differentiation, and gradients can be taken of the whole, in which case the tape records what
 * the batch carries out.
 */
import { whole } from "../../engine/layout.js";
import { type Keeper, Storage } from "../../engine/storage.js";
import { count } from "../../shape/reshape.js";
import type { Shape } from "../../shape/shape.js";
import { repeated } from "../../tensor/operations/primitives/index.js";
import { Tape, type Value } from "../../tensor/tape.js";
import { type Arguments, type Compute, eachAlone, rules } from "./rules.js";

const withinVmap =
  "vmap: numbers can't be read in the function, because it runs once for all examples; return what you want to read";
const afterVmap = "vmap: a tensor from a function that has ended has no numbers, only a shape; return it from the function";

export class Batch extends Tape {
  /** What is behind the values of this batch, by their entries. */
  readonly #behind: Value[] = [];
  readonly #keeper: Keeper = {
    upload: () => this.#refuse(),
    download: () => this.#refuse(),
  };
  #ended = false;

  /** @param examples - how many there are */
  constructor(readonly examples: number) {
    super();
  }

  override run<Result>(compute: () => Result): Result {
    try {
      return super.run(compute);
    } finally {
      this.#ended = true;
    }
  }

  /** One example of a value with all examples. */
  override watch(all: Value): Value {
    this.#behind.push(all);
    const shape = all.shape.slice(1);
    return { ...this.#unknown(shape), trace: { tape: this, entry: this.#behind.length - 1, beneath: this.#unknown(shape) } };
  }

  /** The value with all examples. If a value doesn't depend on the example, it is repeated. */
  all(value: Value): Value {
    return this.#mapped(value) ?? repeated(this.beneath(value), 0, this.examples);
  }

  override carryOut<Given extends readonly unknown[]>(
    name: string,
    compute: (...given: Given) => Value,
    _backward: unknown,
    given: Given,
  ): Value {
    const isMapped = given.map((argument) => this.#mapped(argument) !== undefined);
    const args: Arguments = {
      given: given.map((argument) => this.#mapped(argument) ?? this.beneath(argument)),
      isMapped,
      examples: this.examples,
      compute: compute as Compute, // the rules pass arguments of the same kinds
      unknown: (shape) => this.#unknown(shape),
    };
    return this.watch((rules[name] ?? eachAlone)(args));
  }

  #mapped(argument: unknown): Value | undefined {
    const entry = this.entryOf(argument);
    return entry === undefined ? undefined : this.#behind[entry];
  }

  #unknown(shape: Shape): Value {
    return whole(new Storage(this.#keeper, undefined, count(shape)), shape);
  }

  #refuse(): never {
    throw new Error(this.#ended ? afterVmap : withinVmap);
  }
}
