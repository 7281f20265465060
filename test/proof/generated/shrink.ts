/** Shrinks a program on which the compiler, the run time and the model disagree, as long as they still do. */
import type { Compiler } from "../../types/compiler.js";
import { disagreement, judge, type Verdict } from "./judge.js";
import type { Operand, Table } from "./operation.js";
import { typescript } from "./print.js";
import { type Case, foresee, type Program, type Statement } from "./program.js";
import { literal, type Shape, type Size } from "./sizes.js";
import { sizes, type Value } from "./values.js";

/** The program with only its last statement and everything that this statement needs. */
function needed({ statements, ...program }: Program): Program {
  const wanted = new Set([statements.at(-1)?.id]);
  const kept = statements.toReversed().filter(({ id, operands }) => {
    if (!wanted.has(id)) return false;
    for (const operand of operands) if ("ref" in operand) wanted.add(operand.ref);
    return true;
  });
  return { ...program, statements: kept.toReversed() };
}

const withOperands = (program: Program, change: (operand: Operand) => Operand): Program => ({
  ...program,
  statements: program.statements.map((statement) => ({ ...statement, operands: statement.operands.map(change) })),
});

const withSizes = (program: Program, change: (shape: Shape) => Shape): Program =>
  withOperands(program, (operand) => {
    if (!("constant" in operand)) return operand;
    const { constant } = operand;
    if (constant.kind === "sizes") return { constant: { ...constant, shape: change(constant.shape) } };
    if (constant.kind !== "size") return operand;
    const [size] = change([constant.size]);
    return size ? { constant: { kind: "size", size } } : operand;
  });

const withStatement = (program: Program, index: number, statement: Statement): Program => ({
  ...program,
  statements: program.statements.with(index, statement),
});

/** Programs with something removed or simplified. */
function* simpler({ program, expectation }: Case): Generator<Program> {
  const { statements } = program;
  for (let end = 1; end <= statements.length; end++) yield needed({ ...program, statements: statements.slice(0, end) });
  yield { ...program, inlined: new Set() };

  for (const [index, { id, operation, operands }] of statements.entries()) {
    const value: Value | undefined = expectation.values.compiler.get(id);
    if (value?.kind === "tensor" && operation !== "zeros") {
      const zeros = { id, operation: "zeros", operands: [{ constant: sizes(value.shape) }] };
      yield needed(withStatement(program, index, zeros));
    }
    if (operands.length > 1) {
      for (const drop of operands.keys()) {
        yield needed(withStatement(program, index, { id, operation, operands: operands.toSpliced(drop, 1) }));
      }
    }
  }
  for (const [index, { operands, ...statement }] of statements.entries()) {
    for (const [place, operand] of operands.entries()) {
      if (!("constant" in operand) || operand.constant.kind !== "written") continue;
      yield withStatement(program, index, { ...statement, operands: operands.with(place, { constant: operand.constant.value }) });
    }
  }
  const used = new Set<Size>();
  withSizes(program, (shape) => {
    for (const size of shape) used.add(size);
    return shape;
  });
  const key = ({ name, value, known }: Size): string => `${name} ${value} ${known}`;
  for (const size of new Map([...used].map((size) => [key(size), size])).values()) {
    yield withSizes(program, (shape) => shape.filter((other) => key(other) !== key(size)));
    for (const value of [size.value, 2, 3].filter((value) => value <= size.value)) {
      yield withSizes(program, (shape) => shape.map((other) => (key(other) === key(size) ? literal(value) : other)));
    }
  }
}

const text = (table: Table, { program, expectation }: Case): string =>
  typescript(table, program, expectation)
    .map((line) => line.text)
    .join("\n");
/** Statements count first, then characters. */
const weight = (table: Table, each: Case): number => each.program.statements.length * 10_000 + text(table, each).length;

/** Predicts the outcome of a changed program. Undefined if a rule can't be applied, for example because an operand is missing. */
function attempted(table: Table, program: Program): Case | undefined {
  try {
    return foresee(table, program);
  } catch {
    return undefined;
  }
}

/**
 * Which of them disagree, so that a program doesn't shrink to one that fails for another reason. Consequences of a wrong shape
 * don't count.
 */
function sort(each: Case, verdict: Verdict | undefined): string | undefined {
  if (disagreement(each, verdict) === undefined) return undefined;
  if (verdict?.differences.length) return "the shapes differ";
  return [...each.expectation.refusedBy, verdict?.compiler && "refused", verdict?.runTime && "thrown"].join();
}

/** The smallest program found on which they disagree, as text, and how they disagree. */
export async function shrunk(table: Table, failing: Case, compiler: Compiler): Promise<{ program: string; says: string }> {
  let smallest = failing;
  for (;;) {
    const candidates = [smallest];
    for (const program of simpler(smallest)) {
      const candidate = attempted(table, program);
      if (candidate && weight(table, candidate) < weight(table, smallest)) candidates.push(candidate);
    }
    const verdicts = await judge(table, candidates, compiler);
    const [wanted, ...sorts] = candidates.map((candidate, index) => sort(candidate, verdicts[index]));
    const still = candidates.slice(1).filter((_, index) => sorts[index] === wanted);
    const [next] = still.toSorted((a, b) => weight(table, a) - weight(table, b));
    if (!next) return { program: text(table, smallest), says: disagreement(smallest, verdicts[0]) ?? "" };
    smallest = next;
  }
}
