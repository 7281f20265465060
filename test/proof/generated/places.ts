/** Places in a program, and exchanging the operands there. */
import type { Chance } from "./chance.js";
import type { Operand } from "./operation.js";
import type { Expectation, Program, Statement } from "./program.js";
import type { Value } from "./values.js";

/** One operand of one statement. */
export interface Place {
  readonly statement: number;
  readonly operand: number;
}

export const places = (program: Program, wanted: (operand: Operand) => boolean): Place[] =>
  program.statements.flatMap(({ operands }, statement) =>
    operands.flatMap((operand, index) => (wanted(operand) ? [{ statement, operand: index }] : [])),
  );

export const isConstant =
  (...kinds: readonly Value["kind"][]) =>
  (operand: Operand): boolean =>
    "constant" in operand && kinds.includes(operand.constant.kind);

/** The program with another operand in one place, and possibly with statements in front. */
export function exchange(program: Program, place: Place, operand: Operand, before: readonly Statement[] = []): Program {
  const statements = program.statements.flatMap((statement, index) =>
    index === place.statement
      ? [...before, { ...statement, operands: statement.operands.with(place.operand, operand) }]
      : [statement],
  );
  return { ...program, statements };
}

export type Values = Expectation["values"]["compiler"];
/** A change to a program. */
export type Break = (program: Program, chance: Chance, values: Values) => Program | undefined;

export const operandAt = (program: Program, place: Place): Operand =>
  program.statements[place.statement]?.operands[place.operand] as Operand; // the place belongs to the program

export const tensorPlaces = (program: Program, values: Values): Place[] =>
  places(program, (operand) => "ref" in operand && values.get(operand.ref)?.kind === "tensor");
export const nextId = ({ statements }: Program): number => Math.max(...statements.map(({ id }) => id)) + 1;
