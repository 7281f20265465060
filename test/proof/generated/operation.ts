/** The model's entry for a public operation. */
import type { Drawer } from "./draw.js";
import type { Shape } from "./sizes.js";
import type { Value } from "./values.js";

/** An operand: the result of an earlier statement, or a constant. */
export type Operand = Ref | Constant;
export interface Ref {
  readonly ref: number;
}
interface Constant {
  readonly constant: Value;
}

export interface Operation {
  /** Draws operands that usually fit. If they don't, it is called again. */
  draw(d: Drawer): readonly Operand[];
  /**
   * The result according to the rule, which calls {@link fits} to refuse. It predicts the compiler and, with the names erased,
   * the run time.
   */
  result(...operands: Value[]): Value;
  /** Draws operands for a result of this shape, if the operation can produce one. */
  make?(d: Drawer, shape: Shape): readonly Operand[] | undefined;
  /** Whether only the run time refuses, because it depends on data, or because the types leave it open. */
  unseen?(...operands: Value[]): boolean;
  /** Whether the operation accepts everything of the right kind, so that nothing is ever refused. */
  readonly total?: boolean;
  /**
   * Whether it takes two tensors of the same batch. Tensors of different batches have different sizes, but no type says which
   * batch they are of.
   */
  readonly batched?: boolean;
  /** Whether an operand may be missing, as long as there is one result either way. */
  isFree?(place: number): boolean;
  /** Whether an operand may be any number, so that no shape depends on it. */
  isData?(place: number): boolean;
  /** Whether it combines two values into one of a union. */
  readonly takesEither?: boolean;
  /** The code of the operation, if it isn't the key in the model. */
  write?(...operands: string[]): string;
  /** Whether it changes parameters, so that nothing may follow it. */
  readonly last?: boolean;
}
export type Table = Readonly<Record<string, Operation>>;

export class Refusal extends Error {}
/** Thrown by a rule for programs that are meaningless, broken or not. */
export class Meaningless extends Error {}

/** A condition of a rule. If it is false, the operation has to be refused. */
export function fits(condition: boolean): asserts condition {
  if (!condition) throw new Refusal();
}

/** The same operation with several names. */
export const each = (names: readonly string[], operation: (name: string) => Operation): Table =>
  Object.fromEntries(names.map((name) => [name, operation(name)]));

/** The operation as code. `x.matmul` is a method of its first operand; all others are functions. */
export function write(name: string, operation: Operation, operands: readonly string[]): string {
  if (operation.write) return operation.write(...operands);
  const [owner = "", method] = name.split(".");
  if (method === undefined || owner === "nn") return `${name}(${operands.join(", ")})`;
  return `${operands[0]}.${method}(${operands.slice(1).join(", ")})`;
}
