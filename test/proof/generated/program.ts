/** A generated program: statements that name their results, and what the model says of them. */
import { Meaningless, type Operand, Refusal, type Table } from "./operation.js";
import { erased, ofABatch } from "./sizes.js";
import type { Value } from "./values.js";

export interface Statement {
  readonly id: number;
  readonly operation: string;
  readonly operands: readonly Operand[];
}
export interface Program {
  readonly statements: readonly Statement[];
  /** Results that get no name, but are written where they are used, if that is in one place. */
  readonly inlined: ReadonlySet<number>;
}

/** The compiler sees names and no data; the run time sees data and no names. */
export type Judge = "compiler" | "run time";

/** What the model expects. */
export interface Expectation {
  readonly values: Readonly<Record<Judge, ReadonlyMap<number, Value>>>;
  /** Who has to refuse the last statement, and nothing before it. */
  readonly refusedBy: readonly Judge[];
}

/** One operation as the model has it: its result, or null where it is refused. */
export function apply(table: Table, judge: Judge, operation: string, operands: readonly Value[]): Value | null {
  const entry = table[operation];
  if (!entry) throw new Error(`the table has no ${operation}`);
  if (judge === "compiler" && !entry.batched && operands.filter(isOfABatch).length > 1) throw new Meaningless();
  try {
    const result = entry.result(...operands);
    return judge === "run time" && entry.unseen?.(...operands) ? null : result;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

const isOfABatch = (value: Value): boolean => value.kind === "tensor" && ofABatch(value.shape);

/** The operands' values. */
export const operandValues = (judge: Judge, operands: readonly Operand[], values: ReadonlyMap<number, Value>): Value[] =>
  operands.map((operand) => {
    const value = "ref" in operand ? values.get(operand.ref) : operand.constant;
    if (!value) throw new Error("an operand stands before it is computed");
    return judge === "run time" ? erased(value) : value;
  });

/** A program and what the model expects of it. */
export interface Case {
  readonly program: Program;
  readonly expectation: Expectation;
}

/** The program up to its first refused statement, and what is expected of it; undefined where it is none that anyone would write. */
export function foresee(table: Table, program: Program): Case | undefined {
  const values = { compiler: new Map<number, Value>(), "run time": new Map<number, Value>() };
  const judges = ["compiler", "run time"] as const;
  for (const [index, { id, operation, operands }] of program.statements.entries()) {
    const refusedBy: Judge[] = [];
    for (const judge of judges) {
      try {
        const result = apply(table, judge, operation, operandValues(judge, operands, values[judge]));
        if (result) values[judge].set(id, result);
        else refusedBy.push(judge);
      } catch (error) {
        if (error instanceof Meaningless) return undefined;
        throw error;
      }
    }
    if (refusedBy.length > 0) {
      const statements = program.statements.slice(0, index + 1);
      return { program: { ...program, statements }, expectation: { values, refusedBy } };
    }
  }
  return { program, expectation: { values, refusedBy: [] } };
}

/** How often each result is used. */
export function uses(statements: readonly Statement[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const operand of statements.flatMap(({ operands }) => operands)) {
    if ("ref" in operand) counts.set(operand.ref, (counts.get(operand.ref) ?? 0) + 1);
  }
  return counts;
}
