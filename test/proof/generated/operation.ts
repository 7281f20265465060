/** An entry of the table: what the model knows of one public operation. */
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
  /** Draws operands that fit, mostly: what doesn't is drawn again. */
  draw(d: Drawer): readonly Operand[];
  /** What comes out, by the rule; {@link fits} refuses. It says what the compiler does, and without names what happens at run time. */
  result(...operands: Value[]): Value;
  /** Draws operands whose result is a tensor of this shape, where the operation can give one. */
  make?(d: Drawer, shape: Shape): readonly Operand[] | undefined;
  /** Whether the run time alone refuses: it depends on data, or the types leave it open. */
  unseen?(...operands: Value[]): boolean;
  /** Takes whatever is of the right kind: nobody ever refuses it. */
  readonly total?: boolean;
  /** Takes two tensors of one batch. Two that may be of two batches have no one size, and which they are of no type says. */
  readonly batched?: boolean;
  /** Whether an operand may be missing, as long as the result is one. */
  isFree?(place: number): boolean;
  /** Whether no shape depends on an operand: it is any number. */
  isData?(place: number): boolean;
  /** Makes one value of two. */
  readonly takesEither?: boolean;
  /** The operation in code, where the table's key does not say it. */
  write?(...operands: string[]): string;
  /** Changes parameters, so nothing may come after it. */
  readonly last?: boolean;
}
export type Table = Readonly<Record<string, Operation>>;

export class Refusal extends Error {}
/** Thrown by a rule for what no program should do, broken or not. */
export class Meaningless extends Error {}

/** A rule's condition. Where it does not hold, the operation has to be refused. */
export function fits(condition: boolean): asserts condition {
  if (!condition) throw new Refusal();
}

/** One operation under several names. */
export const each = (names: readonly string[], operation: (name: string) => Operation): Table =>
  Object.fromEntries(names.map((name) => [name, operation(name)]));

/** `x.matmul` is a method of its first operand, all others are functions. */
export function write(name: string, operation: Operation, operands: readonly string[]): string {
  if (operation.write) return operation.write(...operands);
  const [owner = "", method] = name.split(".");
  if (method === undefined || owner === "nn") return `${name}(${operands.join(", ")})`;
  return `${operands[0]}.${method}(${operands.slice(1).join(", ")})`;
}
