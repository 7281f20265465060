/** Generated programs, which are statements that name their results, and the model's predictions about them. */
import { Meaningless, type Operand, type Operation, Refusal, type Table } from "./operation.js";
import { erased, ofABatch } from "./sizes.js";
import { constantCode, typeOf, type Value } from "./values.js";

export interface Statement {
  readonly id: number;
  readonly operation: string;
  readonly operands: readonly Operand[];
}
export interface Program {
  readonly statements: readonly Statement[];
  /** Whether it is written as a function that is generic over its sizes. */
  readonly isGeneric?: boolean;
  /** Results that have no name. If they are used in one place, they are written there. */
  readonly inlined: ReadonlySet<number>;
}

/** The compiler sees names but no data, and the run time sees data but no names. */
export type Judge = "compiler" | "run time";

/** What the model expects. */
export interface Expectation {
  readonly values: Readonly<Record<Judge, ReadonlyMap<number, Value>>>;
  /** Which of the two have to refuse the last statement, and nothing before it. */
  readonly refusedBy: readonly Judge[];
  /** Whether the compiler may either refuse or accept the last statement. If it accepts, the type has to be correct. */
  readonly isOpen?: boolean;
}

/** The outcome of an operation: its result, or null if it is refused. */
interface Outcome {
  readonly result: Value | null;
  /** Whether the compiler may also refuse it. */
  readonly isOpen: boolean;
}
const refused: Outcome = { result: null, isOpen: false };

/** The model's outcome of one operation. If the compiler can't tell several operands apart, they all have to give the same result. */
function outcome(table: Table, judge: Judge, operation: string, operands: readonly Value[]): Outcome {
  const entry = table[operation];
  if (!entry) throw new Error(`the table has no ${operation}`);
  const isSeen = judge === "compiler";
  const alternatives = operands.map((value, place) => (isSeen ? seen(entry, value, place) : [atRunTime(value)]));
  const isOpen = isSeen && operands.some((value, place) => isUncertain(entry, value, place));
  try {
    const [result, ...others] = combinations(alternatives).map((given) => resultOf(entry, judge, given));
    if (!result) return refused;
    const other = others.find((value) => typeOf(value) !== typeOf(result));
    if (!other) return { result, isOpen };
    return isOpen ? { result: { kind: "several", first: result, second: other }, isOpen } : refused;
  } catch (error) {
    if (error instanceof Refusal) return refused;
    throw error;
  }
}

function resultOf(entry: Operation, judge: Judge, operands: readonly Value[]): Value {
  if (judge === "compiler" && !entry.batched && operands.filter(isOfABatch).length > 1) throw new Meaningless();
  const result = entry.result(...operands);
  if (judge === "run time" && entry.unseen?.(...operands)) throw new Refusal();
  return result;
}

/** The result of an operation, or null if it is refused. */
export const apply = (table: Table, judge: Judge, operation: string, operands: readonly Value[]): Value | null =>
  outcome(table, judge, operation, operands).result;

const missing = undefined as unknown as Value; // an operand that is left out, for which the rules have a default

/**
 * What an operand may be, as far as the compiler can see. The list is empty if the compiler has to refuse an operand that it
 * can't see.
 */
function seen(entry: Operation, value: Value, place: number): readonly Value[] {
  if (value.kind === "several")
    return entry.takesEither ? [value] : [value.first, value.second].flatMap((each) => seen(entry, each, place));
  if (value.kind !== "written") return [value];
  const { form, value: own, other = own } = value;
  const isFree = entry.isFree?.(place) ?? false;
  if (form === "undefined") return [missing];
  if (form === "constant" || form === "enum") return [own];
  const isEither = entry.isData?.(place) ?? false;
  if (form === "either")
    return constantCode(value) === constantCode({ ...value, other: own }) ? [own] : isEither ? [own, other] : [];
  return isFree && form === "perhaps" ? [own, missing] : [];
}

/** Whether the compiler may refuse an operand because of its form. */
const isUncertain = (entry: Operation, value: Value, place: number): boolean =>
  (value.kind === "several" && !entry.takesEither) ||
  (value.kind === "written" && value.form === "enum" && !(entry.isData?.(place) ?? false));

function atRunTime(value: Value): Value {
  if (value?.kind === "several") return atRunTime(value.first);
  if (value?.kind !== "written") return value;
  return value.form === "undefined" ? missing : value.value;
}

const combinations = (lists: readonly (readonly Value[])[]): Value[][] =>
  lists.reduce<Value[][]>((before, list) => before.flatMap((own) => list.map((value) => [...own, value])), [[]]);

const isOfABatch = (value: Value): boolean => value?.kind === "tensor" && ofABatch(value.shape);

/** The values of the operands. */
export const operandValues = (judge: Judge, operands: readonly Operand[], values: ReadonlyMap<number, Value>): Value[] =>
  operands.map((operand) => {
    const value = "ref" in operand ? values.get(operand.ref) : operand.constant;
    if (!value) throw new Error("an operand stands before it is computed");
    return judge === "run time" ? erased(value) : value;
  });

/** A program, and what the model expects of it. */
export interface Case {
  readonly program: Program;
  readonly expectation: Expectation;
}

/** Whether a value has a size that consists of others. With type parameters, such a size is computed where the function is called. */
export const isMade = (value: Value): boolean => JSON.stringify(value).includes('"made"');

/** The program up to its first refused statement, and what is expected of it. Undefined if nobody would write such a program. */
export function foresee(table: Table, program: Program): Case | undefined {
  const values = { compiler: new Map<number, Value>(), "run time": new Map<number, Value>() };
  const judges = ["compiler", "run time"] as const;
  for (const [index, { id, operation, operands }] of program.statements.entries()) {
    const refusedBy: Judge[] = [];
    let isOpen = false;
    for (const judge of judges) {
      try {
        const found = outcome(table, judge, operation, operandValues(judge, operands, values[judge]));
        const { result } = found;
        isOpen ||= found.isOpen;
        if (program.isGeneric && result && isMade(result)) return undefined;
        if (result) values[judge].set(id, result);
        else refusedBy.push(judge);
      } catch (error) {
        if (error instanceof Meaningless) return undefined;
        throw error;
      }
    }
    if (refusedBy.length > 0 || isOpen) {
      const statements = program.statements.slice(0, index + 1);
      // If the compiler may refuse it and the run time does, it proves nothing.
      if (isOpen && refusedBy.length > 0) return undefined;
      return { program: { ...program, statements }, expectation: { values, refusedBy, ...(isOpen ? { isOpen } : {}) } };
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
