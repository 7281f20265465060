/** Programs as text: as TypeScript, with the type of each result, and as JavaScript that passes each result to an observer. */
import { formsInTypescript } from "./forms.js";
import { type Operand, type Table, write } from "./operation.js";
import { type Expectation, type Program, type Statement, uses } from "./program.js";
import { declaration, erased, namesIn, type Shape, type Size, shapeCode, tensorType } from "./sizes.js";
import { constantCode, typeOf, type Value } from "./values.js";

/** One line of a program. */
export interface Line {
  readonly text: string;
  /** The statement, or undefined if the line names a size. */
  readonly statement?: number;
}

const isInlined = (program: Program, used: ReadonlyMap<number, number>, id: number): boolean =>
  program.inlined.has(id) && used.get(id) === 1;

/** The expressions of a program. Values without a line of their own are inlined. `show` wraps each expression. */
function expressions(table: Table, program: Program, show: (id: number, text: string) => string) {
  const used = uses(program.statements);
  const byId = new Map(program.statements.map((statement) => [statement.id, statement]));
  const operand = (given: Operand): string => {
    if ("constant" in given) return constantCode(given.constant);
    return isInlined(program, used, given.ref) ? expression(byId.get(given.ref) as Statement) : `v${given.ref}`; // it exists, since it is used
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
 * Half of the results are annotated, so that the compiler knows the expected type in advance, as in annotated code. The other
 * half get their types from the library alone, and are compared with `is`. It takes two types that are assignable to each other,
 * which two tensors are only if their shapes are the same, and refuses types that are or contain `any` or `never`. (The usual
 * test for identical types sometimes distinguishes the name from `dim` and the one in `Dim`.)
 *
 * A statement that has to be refused has no annotation, so that only the operation can refuse it.
 */
export function typescript(table: Table, program: Program, { values, refusedBy, isOpen }: Expectation): Line[] {
  const last = program.statements.at(-1)?.id;
  const lines = expressions(table, program, (_, text) => text).flatMap(({ id, text }): Line[] => {
    const value = values.compiler.get(id);
    if (!value || (id === last && refusedBy.length > 0)) return [{ statement: id, text: `${text};` }];
    const type = typeOf(value);
    const unannotated = `const v${id} = ${text};`;
    const compared = `is<typeof v${id}, ${type}>(true);`;
    // Generic results can't be compared. An annotation is as exact, because no shape is assignable to another.
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
 * Wraps the lines in a function that is generic over its sizes. If all lines are correct, the function is called with literal
 * sizes, and its result then has the type with these sizes.
 */
function generic(program: Program, lines: readonly Line[], result: Value | undefined): Line[] {
  const sizes = named(program);
  const taken = new Map(program.statements.flatMap((statement) => taking(program, statement)));
  const parameters = sizes.map(({ name }) => `${name} extends number`).join(", ");
  const given = [
    ...sizes.map(({ name }) => `${name}: Size<${name}>`),
    ...[...taken].map(([id, shape]) => `v${id}: ${tensorType(shape)}`),
  ];
  const last = program.statements.at(-1)?.id ?? 0;
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
    { statement: last ?? 0, text: `const called = all(${values.join(", ")}); is<typeof called, ${type}>(true);` },
  ];
}

/** Some of the tensors of zeros become parameters of the function. */
function taking(program: Program, { id, operation, operands: [operand] }: Statement): [number, Shape][] {
  const isTaken = operation === "zeros" && id % 3 !== 0 && id !== program.statements.at(-1)?.id && !program.inlined.has(id);
  return isTaken && operand && "constant" in operand && operand.constant.kind === "sizes" ? [[id, operand.constant.shape]] : [];
}

/**
 * What precedes the programs of a file. The names are those of the package. `first` and `last` are entries of a list. `on` types
 * the parameter of a function without an annotation, and `onEach` those of a function of rows, since programs also run as JavaScript. `copied`
 * copies a tree. `regular` is in linalg-operations.ts.
 */
export const head = (
  names: readonly string[],
) => `import { type Dim, type Matrix, type NumberInText, type Scalar, type Shape, type Size, type Tensor, type Vector, ${names.join(", ")} } from "conformable";
import * as inferred from "conformable/inferred";
import * as linalg from "conformable/linalg";
import * as nn from "conformable/nn";
type IsAny<T> = 0 extends 1 & T ? true : false;
type IsHollow<T> = IsAny<T> extends true ? true : [T] extends [never] ? true
  : T extends Tensor<infer S> ? IsAny<S> | IsAny<S[number]> : T extends readonly (infer Entry)[] ? IsAny<Entry> : false;
declare function is<A, B>(same: [A, B] extends [B, A] ? true extends IsHollow<A> ? false : true : false): void;
declare function first<T>(list: Iterable<T>): T;
declare function last<List extends readonly unknown[]>(list: List): List extends readonly [...unknown[], infer Last] ? Last : unknown;
declare function on<T, Result>(like: T, f: (x: T) => Result): (x: T) => Result;
declare function onEach<N extends number, S extends Shape, Result>(like: Tensor<[N, ...S]>, f: (x: Tensor<S>, y: Tensor<S>) => Result): (x: Tensor<S>, y: Tensor<S>) => Result;
declare function copied<Tree>(tree: Tree): Tree;
declare function regular<X>(x: X): X;
${formsInTypescript}`;

/** `begin` is called with each statement before it runs, and `see` with its result. */
export function javascript(table: Table, program: Program): string {
  const lines = expressions(table, program, (id, text) => `see(${id}, ${text})`).map(
    ({ id, text }) => `begin(${id}); const v${id} = ${text};`,
  );
  return [...named(program).map(declaration), ...lines].join("\n");
}
