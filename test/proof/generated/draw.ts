/** Draws correct programs, statement by statement, each with operands that fit. */
import { Chance } from "./chance.js";
import type { Form } from "./forms.js";
import { Meaningless, type Operand, type Ref, type Table } from "./operation.js";
import { apply, isMade, operandValues, type Program, type Statement, uses } from "./program.js";
import { count, erased, literal, ofABatch, parameter, product, type Shape, type Size, sameShape, total } from "./sizes.js";
import { as, type Kind, partsOf, sizes, type Value, writable } from "./values.js";

/** Thrown if the operands don't fit after all. Others are then drawn. */
class Unfit extends Error {}

const maximalRank = 4;
const maximalCount = 500;

/** A program that is being drawn. The entries of the model draw their operands from it. */
export class Drawer extends Chance {
  readonly statements: Statement[] = [];
  readonly #table: Table;
  readonly #values = new Map<number, Value>();
  readonly #named: readonly Size[];
  /** The size of batches. */
  readonly batch: number;
  #depth = 0;

  /** Whether named sizes are type parameters of a function. */
  readonly isGeneric: boolean;

  /** @param operation - what the program has to have. Most operations may be in a generic function. */
  constructor(table: Table, seed: number, operation: string) {
    super(seed);
    this.batch = this.integer(2, 4);
    this.isGeneric = this.flip(0.15) && operation in genericTable(table);
    this.#table = this.isGeneric ? genericTable(table) : table;
    if (this.isGeneric) {
      this.#named = ["N", "M", "K"].slice(0, this.integer(1, 3)).map((name) => parameter(name, this.pick([2, 3, 5, 7])));
      return;
    }
    // Sizes often have the same value, so that exchanged names may go unnoticed at run time.
    const named = ["samples", "time", "hidden", "width"].map(
      (name): Size => ({ name, value: this.pick([2, 3, 5, 7]), known: name === "hidden" || name === "width" }),
    );
    this.#named = named.filter(() => this.flip(0.5));
  }

  size(): Size {
    if (this.#named.length > 0 && !this.isGeneric && this.flip(0.08)) {
      const parts = this.shuffled([
        this.pick(this.#named),
        this.flip(0.5) ? this.pick(this.#named) : literal(this.pick([1, 2, 3])),
      ]);
      const made = this.flip(0.5) ? total(parts) : product(parts);
      if (made.value <= 15) return made;
    }
    if (this.#named.length > 0 && this.flip(0.35)) return this.pick(this.#named);
    if (this.flip(0.1)) return literal(this.pick([0, 1, 12, 31, 100]));
    return literal(this.pick([2, 3, 5, 7]));
  }

  /** A name that stands for this value. */
  named(value: number): Size | undefined {
    const found = this.#named.filter((size) => size.value === value);
    return found.length > 0 ? this.pick(found) : undefined;
  }

  shape(rank = this.integer(0, maximalRank)): Shape {
    const shape = Array.from({ length: rank }, () => this.size());
    return count(shape) <= maximalCount ? shape : this.shape(rank);
  }

  /** A shape as an operand: written out, or taken from another value. */
  sizes(): Operand {
    const there = this.flip(0.2) ? this.existing("sizes") : undefined;
    return there ?? { constant: sizes(this.shape()) };
  }

  value({ ref }: Ref): Value {
    const value = this.#values.get(ref);
    if (!value) throw new Error(`there is no v${ref}`);
    return value;
  }

  shapeOf(ref: Ref): Shape {
    return as("tensor", this.value(ref)).shape;
  }

  /** One of the existing values of a kind. Sometimes returns none although there are some, so that others are created. */
  existing(kind: Kind, wanted: (value: Value) => boolean = () => true): Ref | undefined {
    const found = [...this.#values].filter(([, value]) => value.kind === kind && wanted(value));
    return found.length > 0 && this.flip(0.75) ? { ref: this.pick(found)[0] } : undefined;
  }

  /** A tensor of this shape, either an existing one or a new one. */
  tensor(shape: Shape): Ref {
    return this.existing("tensor", (value) => sameShape(as("tensor", value).shape, shape)) ?? this.#made(shape);
  }

  /** A tensor with the shape of another, or the end of it. */
  trailing(whole: Ref): Ref {
    const shape = this.shapeOf(whole);
    return this.tensor(shape.slice(this.flip(0.4) ? 0 : this.integer(0, shape.length)));
  }

  /** A tensor of any shape that fits. */
  some(wanted: (shape: Shape) => boolean = () => true): Ref {
    const there = this.existing("tensor", (value) => wanted(as("tensor", value).shape));
    if (there) return there;
    for (let trial = 0; trial < 100; trial++) {
      const shape = this.shape();
      if (wanted(shape)) return this.#made(shape);
    }
    throw new Unfit();
  }

  /** A tensor from an operation that can produce this shape. For operands of operands, the operation is a simple one. */
  #made(shape: Shape): Ref {
    if (shape.length > maximalRank || ofABatch(shape)) throw new Unfit();
    const simple = this.#depth > 1 || this.flip(0.6);
    const makers = Object.keys(this.#table).filter((name) => this.#table[name]?.make && !(simple && name.includes(".")));
    this.#depth++;
    try {
      for (let trial = 0; trial < 100; trial++) {
        // A forgotten transpose is the most common mistake, so there have to be some transposes.
        const name = !simple && shape.length === 2 && this.flip(0.3) ? "x.transpose" : this.pick(makers);
        const operands = this.#table[name]?.make?.(this, shape);
        if (operands) return this.emit(name, operands);
      }
      throw new Unfit();
    } finally {
      this.#depth--;
    }
  }

  /** Another shape with the same number of elements. Sizes known only by name are unchanged. */
  regrouped(shape: Shape): Shape {
    const [unknown, known] = [shape.filter((size) => !size.known), shape.filter((size) => size.known)];
    const groups: Size[] = [];
    let left = count(known);
    while (left > 1 && unknown.length + groups.length < maximalRank - 1 && this.flip(0.8)) {
      const divisors = Array.from({ length: left }, (_, index) => index + 1).filter((divisor) => left % divisor === 0);
      const value = this.pick(divisors);
      groups.push(this.#named.find((size) => size.known && size.value === value) ?? literal(value));
      left /= value;
    }
    if (left !== 1 || this.flip(0.2)) groups.push(literal(left));
    return this.shuffled([...unknown, ...groups]);
  }

  /** Adds a statement. Its operands are drawn unless they are given. */
  emit(operation: string, operands: readonly Operand[] = this.#drawn(operation)): Ref {
    if (!(operation in this.#table)) throw new Unfit(); // the model for generic functions has fewer entries
    const values = operandValues("compiler", operands, this.#values);
    const result = apply(this.#table, "compiler", operation, values);
    const bare = apply(this.#table, "run time", operation, values.map(erased));
    if (!result || !bare || !this.#fits(result)) throw new Unfit();
    const id = this.#values.size;
    this.#values.set(id, result);
    this.statements.push({ id, operation, operands });
    return { ref: id };
  }

  #drawn(operation: string): readonly Operand[] {
    const entry = this.#table[operation];
    if (!entry) throw new Unfit(); // as above
    return entry.draw(this);
  }

  /** Whether a result is small enough, and its names stand for the same numbers as elsewhere. */
  #fits(result: Value): boolean {
    if (this.isGeneric && isMade(result)) return false;
    if (result.kind !== "tensor") return true;
    return (
      result.shape.length <= maximalRank &&
      count(result.shape) <= maximalCount &&
      result.shape.every(({ name, value }) => this.#named.every((other) => other.name !== name || other.value === value))
    );
  }

  /** Adds an operation with everything that it needs, or nothing if drawing fails too often. */
  attempt(operation: string): void {
    for (let trial = 0; trial < 20; trial++) {
      const before = this.statements.length;
      try {
        this.emit(operation);
        return;
      } catch (error) {
        if (!(error instanceof Unfit || error instanceof Meaningless)) throw error;
        for (const { id } of this.statements.splice(before)) this.#values.delete(id);
      }
    }
  }
}

/**
 * The model for generic functions. It lacks what the types leave to the caller, who knows the sizes: products and quotients of
 * sizes, the number of examples in a batch, and the axes that precede a layer's own.
 */
const genericTable = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).filter(([name, { last }]) => !last && !notGeneric.some((start) => name.startsWith(start))),
  );
const notGeneric = [
  "nn.attention",
  "nn.groupNorm",
  "nn.conv2d",
  "nn.maxPool2d",
  "nn.averagePool2d",
  "nn.maxPool1d",
  "nn.averagePool1d",
  "nn.batches",
  "batch.",
  "inferred.attention",
  "inferred.conv2d",
  "inferred.maxPool2d",
  "inferred.averagePool2d",
  "inferred.maxPool1d",
  "inferred.averagePool1d",
  "inferred.reshape",
  "linalg.lu",
  "linalg.qr",
  "linalg.svd",
  "x.reshape",
  "nn.reshape",
  "nn.backpropagate",
  "nn.trainingStep",
  "nn.checkGradients",
];

/**
 * Draws a program of a few operations, each with everything that it needs. The last operation cycles through the model, seed by
 * seed.
 */
export function draw(table: Table, seed: number): Program {
  const all = Object.keys(table);
  const operation = all[Math.abs(seed) % all.length] as string; // the index is within the list
  const d = new Drawer(table, seed, operation);
  const names = Object.keys(d.isGeneric ? genericTable(table) : table).filter((name) => !table[name]?.last);
  const conditional = names.filter((name) => !table[name]?.total);
  const least = d.integer(2, 6);
  while (d.statements.length < least) d.attempt(d.pick(d.flip(0.7) ? conditional : names));
  d.attempt(operation);

  const used = uses(d.statements);
  const inlined = d.statements.filter(({ id }) => used.get(id) === 1 && d.flip(0.4)).map(({ id }) => id);
  const statements = d.statements.map((statement) => rewritten(d, statement));
  return { statements, inlined: new Set(inlined), isGeneric: d.isGeneric };
}

/** Writes some of the constants in a form that says just as much. */
function rewritten(d: Drawer, statement: Statement): Statement {
  // TypeScript widens a choice between two lists inside a list to a list of any numbers.
  const forms = statement.operation === "x.pad" ? (["constant"] as const) : (["either", "constant"] as const);
  const operands = statement.operands.map((operand) =>
    isConstant(operand) && d.flip(0.1) ? inAForm(d, operand, d.pick(forms)) : operand,
  );
  return { ...statement, operands };
}

const isConstant = (operand: Operand): operand is { constant: Value } => "constant" in operand;
const inAForm = (d: Drawer, { constant: value }: { constant: Value }, form: Form): Operand => {
  if (!writable.includes(value.kind)) return { constant: value };
  const parts = partsOf(value);
  const at = parts.length > 0 && (value.kind === "lists" || d.flip(0.5)) ? d.integer(0, parts.length - 1) : undefined;
  if (value.kind === "lists" && at === undefined) return { constant: value };
  return { constant: { kind: "written", form, value, ...(at === undefined ? {} : { at }) } };
};
