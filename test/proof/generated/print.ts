/** Programs as text: as TypeScript, each result's type spelled out, and as JavaScript that shows each result to an observer. */
import { formsInTypescript } from "./forms.js";
import { type Operand, type Table, write } from "./operation.js";
import { type Expectation, type Program, type Statement, uses } from "./program.js";
import { declaration, erased, namesIn, type Shape, type Size, shapeCode, tensorType } from "./sizes.js";
import { constantCode, typeOf, type Value } from "./values.js";

/** One line of a program. */
export interface Line {
  readonly text: string;
  /** The statement; undefined where a size is named. */
  readonly statement?: number;
}

const isInlined = (program: Program, used: ReadonlyMap<number, number>, id: number): boolean =>
  program.inlined.has(id) && used.get(id) === 1;

/** Expressions, with those in place that have no line of their own. `show` goes around each. */
function expressions(table: Table, program: Program, show: (id: number, text: string) => string) {
  const used = uses(program.statements);
  const byId = new Map(program.statements.map((statement) => [statement.id, statement]));
  const operand = (given: Operand): string => {
    if ("constant" in given) return constantCode(given.constant);
    return isInlined(program, used, given.ref) ? expression(byId.get(given.ref) as Statement) : `v${given.ref}`; // it is used, so it is there
  };
  const expression = ({ id, operation, operands }: Statement): string => {
    const entry = table[operation];
    if (!entry) throw new Error(`the table has no ${operation}`);
    return show(id, write(operation, entry, operands.map(operand)));
  };
  return program.statements
    .filter(({ id }) => !isInlined(program, used, id))
    .map((statement) => ({ id: statement.id, text: expression(statement) }));
}

const sizesOf = (value: Value): readonly Size[] =>
  value.kind === "sizes" ? value.shape : value.kind === "size" ? [value.size] : [];

function named({ statements }: Program): readonly Size[] {
  const sizes = statements.flatMap(({ operands }) =>
    operands.flatMap((operand): readonly Size[] => {
      if (!("constant" in operand)) return [];
      const { constant } = operand;
      const all = constant.kind === "written" ? [constant.value, constant.other ?? constant.value] : [constant];
      return all.flatMap(sizesOf).flatMap(namesIn);
    }),
  );
  return [...new Map(sizes.map((size) => [size.name, size])).values()];
}

/**
 * Half of the results are annotated, so that the compiler knows beforehand what is wanted, as it does where people annotate. The other
 * half get their type from the library alone, and are compared: `is` takes two types that are assignable to each other, as two tensors
 * are only if their shapes are one, and that neither are nor hide `any` or `never`. (The usual test of identity takes the name that
 * `dim` gives for another than the one in `Dim`, now and then.)
 *
 * A statement that is to be refused has no type at all, so that nothing but the operation can refuse it.
 */
export function typescript(table: Table, program: Program, { values, refusedBy, isOpen }: Expectation): Line[] {
  const last = program.statements.at(-1)?.id;
  const lines = expressions(table, program, (_, text) => text).flatMap(({ id, text }): Line[] => {
    const value = values.compiler.get(id);
    if (!value || (id === last && refusedBy.length > 0)) return [{ statement: id, text: `${text};` }];
    const type = typeOf(value);
    const unannotated = `const v${id} = ${text};`;
    const compared = `is<typeof v${id}, ${type}>(true);`;
    // What is generic can't be compared, but an annotation is as exact: no shape is assignable to another.
    if (program.isGeneric && isOpen && id === last) return [{ statement: id, text: `${text};` }];
    if (program.isGeneric) return [{ statement: id, text: id % 2 === 0 ? `const v${id}: ${type} = ${text};` : unannotated }];
    if (id === last && isOpen)
      return [{ statement: id, text: unannotated }, ...(value.kind === "several" ? [] : [{ text: compared }])];
    return [{ statement: id, text: id % 2 === 0 ? `const v${id}: ${type} = ${text};` : `${unannotated} ${compared}` }];
  });
  if (program.isGeneric)
    return generic(program, lines, refusedBy.length > 0 || isOpen ? undefined : values.compiler.get(last ?? 0));
  return [...named(program).map((size) => ({ text: declaration(size) })), ...lines];
}

/**
 * The lines as a function that is generic over its sizes. Where all of them are right it is called with literal ones, and its result then has
 * the type that it has in them.
 */
function generic(program: Program, lines: readonly Line[], result: Value | undefined): Line[] {
  const sizes = named(program);
  const taken = new Map(program.statements.flatMap((statement) => taking(program, statement)));
  const parameters = sizes.map(({ name }) => `${name} extends number`).join(", ");
  const given = [
    ...sizes.map(({ name }) => `${name}: Size<${name}>`),
    ...[...taken].map(([id, shape]) => `v${id}: ${tensorType(shape)}`),
  ];
  const last = program.statements.at(-1)?.id;
  const begin = { text: `const all = ${sizes.length > 0 ? `<${parameters}>` : ""}(${given.join(", ")}) => {` };
  const body = lines.filter(({ statement }) => statement === undefined || !taken.has(statement));
  if (!result) return [begin, ...body, { text: "};" }];
  const type = sizes.reduce(
    (text, { name, value }) => text.replace(new RegExp(`\\b${name}\\b`, "g"), String(value)),
    typeOf(result),
  );
  const values = [
    ...sizes.map(({ value }) => value),
    ...[...taken.values()].map((shape) => `zeros(${shapeCode(erased(shape))})`),
  ];
  return [
    begin,
    ...body,
    { text: `return v${last}; };` },
    { text: `const called = all(${values.join(", ")}); is<typeof called, ${type}>(true);` },
  ];
}

/** Some of the tensors of zeros are the function's parameters. */
function taking(program: Program, { id, operation, operands: [operand] }: Statement): [number, Shape][] {
  const isTaken = operation === "zeros" && id % 3 !== 0 && id !== program.statements.at(-1)?.id && !program.inlined.has(id);
  return isTaken && operand && "constant" in operand && operand.constant.kind === "sizes" ? [[id, operand.constant.shape]] : [];
}

/**
 * What stands before the programs of a file. The names are the package's. `first` and `last` are entries of a list, and `on` gives a function
 * its parameter's type without an annotation, for programs run as JavaScript too; `copied` gives the same tree anew.
 */
export const head = (
  names: readonly string[],
) => `import { type Dim, type Matrix, type NumberInText, type Scalar, type Size, type Tensor, type Vector, ${names.join(", ")} } from "conformable";
import * as nn from "conformable/nn";
type IsAny<T> = 0 extends 1 & T ? true : false;
type IsHollow<T> = IsAny<T> extends true ? true : [T] extends [never] ? true
  : T extends Tensor<infer S> ? IsAny<S> | IsAny<S[number]> : T extends readonly (infer Entry)[] ? IsAny<Entry> : false;
declare function is<A, B>(same: [A, B] extends [B, A] ? true extends IsHollow<A> ? false : true : false): void;
declare function first<T>(list: Iterable<T>): T;
declare function last<List extends readonly unknown[]>(list: List): List extends readonly [...unknown[], infer Last] ? Last : unknown;
declare function on<T, Result>(like: T, f: (x: T) => Result): (x: T) => Result;
declare function copied<Tree>(tree: Tree): Tree;
${formsInTypescript}`;

/** `begin` hears which statement is under way, `see` gets each result. */
export function javascript(table: Table, program: Program): string {
  const lines = expressions(table, program, (id, text) => `see(${id}, ${text})`).map(
    ({ id, text }) => `begin(${id}); const v${id} = ${text};`,
  );
  return [...named(program).map(declaration), ...lines].join("\n");
}
