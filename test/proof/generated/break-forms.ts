/**
 * Breaks correct programs by writing a value in another form: as one of several values, as one that may be missing, or as a
 * member of an enum.
 */
import type { Chance } from "./chance.js";
import type { Form } from "./forms.js";
import type { Operand } from "./operation.js";
import { type Break, exchange, isConstant, nextId, operandAt, type Place, places } from "./places.js";
import type { Program } from "./program.js";
import { literal } from "./sizes.js";
import { code, constantCode, number, partsOf, typeOf, type Value, writable } from "./values.js";

/** Writes a constant in a form that leaves open what it is, or whether it is there. */
const rewrite =
  (forms: readonly Form[], other?: (value: Value, chance: Chance) => Value): Break =>
  (program, chance) => {
    const found = places(program, isConstant(...writable));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant: value } = operandAt(program, place) as { constant: Value }; // the place has a constant
    const form = chance.pick(forms);
    const parts = partsOf(value);
    const isInside = parts.length > 0 && (value.kind === "lists" || chance.flip(0.5));
    const at = isInside ? chance.integer(0, parts.length - 1) : undefined;
    if (!hasForm(form, value, at)) return undefined;
    const second = other?.(value, chance);
    const written: Value = {
      kind: "written",
      form,
      value,
      ...(at === undefined ? {} : { at }),
      ...(second === undefined ? {} : { other: second }),
    };
    if (constantCode(written) === constantCode(value)) return undefined;
    return exchange(program, place, { constant: written });
  };

/** Whether a constant, or a part of it, has this form. */
function hasForm(form: Form, value: Value, at: number | undefined): boolean {
  const text = at === undefined ? constantCode(value) : (partsOf(value)[at] ?? "");
  if (value.kind === "lists" && (at === undefined || text === "null")) return false;
  if (form === "shortened") return text.startsWith("[") && text !== "[]";
  return form !== "enum" || /\d/.test(text.replace(/Number\("\d+"\)|[a-z]\w*/g, ""));
}

/** A different constant. If the constant has parts, one of them differs. */
function another(value: Value, chance: Chance): Value {
  const elsewhere = (length: number): number => chance.integer(0, length - 1);
  switch (value.kind) {
    case "size":
      return { ...value, size: literal(value.size.value + 1) };
    case "sizes": {
      if (value.shape.length === 0) return { ...value, shape: [literal(2)] };
      const axis = elsewhere(value.shape.length);
      return { ...value, shape: value.shape.with(axis, literal((value.shape[axis]?.value ?? 0) + 1)) };
    }
    case "number":
      return number(value.number === 0 ? 1 : value.number - Math.sign(value.number));
    case "axes":
      return { ...value, axes: value.axes.map((axis) => (axis === 0 ? 1 : 0)) };
    case "lists":
      return { ...value, lists: value.lists.map((list) => list?.with(1, (list[1] ?? 0) + 1) ?? null) };
    case "subscripts":
      return {
        ...value,
        text: value.text.endsWith("->") ? `${value.text}i` : `${value.text.slice(0, value.text.indexOf(">") + 1)}`,
      };
    default:
      return value;
  }
}

/** Options that affect a shape: whether axes are kept, a stride, a padding. */
const optionPlaces = (program: Program): Place[] =>
  program.statements.flatMap(({ operation, operands }, statement) =>
    operands.flatMap((operand, place) => {
      const isStride = place === (operation === "nn.conv2d" ? 3 : /Pool[12]d$/.test(operation) ? 2 : -1);
      const isOption = isStride
        ? isConstant("number")(operand)
        : isConstant("code")(operand) && (operation === "nn.conv2d" ? /^"same"$|^[12]$/ : /keepDims.*true/).test(textOf(operand));
      return isOption ? [{ statement, operand: place }] : [];
    }),
  );
const textOf = (operand: Operand): string => ("constant" in operand ? constantCode(operand.constant) : "");

const rewriteOption =
  (forms: readonly Form[]): Break =>
  (program, chance) => {
    const found = optionPlaces(program);
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant: value } = operandAt(program, place) as { constant: Value }; // the place has a constant
    const other =
      value.kind === "number"
        ? number(value.number + 1)
        : code(value.kind === "code" && value.code.startsWith("{") ? "{ keepDims: false }" : "0");
    return exchange(program, place, { constant: { kind: "written", form: chance.pick(forms), value, other } });
  };

/**
 * Operations that accept a value of a union although one member doesn't fit. `vjp` returns a pullback that takes the error of
 * either member, `addTrees` and `mapTensors` in generic code take trees of either shape and compare them at run time, `at` takes as many numbers as the longest signature in the union, and `matmul` and `addBias` take a scalar in a
 * union with a shape that fits.
 */
const isUnruled = (program: Program, { statement, operand }: Place, either: readonly Value[]): boolean => {
  const operation = program.statements[statement]?.operation ?? "";
  if (["vjp", "addTrees", "mapTensors"].includes(operation)) return true;
  if (operand !== 0) return false;
  return operation === "x.at" || (/^x\.(matmul|addBias)$/.test(operation) && either.some(isScalar));
};
const isScalar = (value: Value): boolean => value.kind === "tensor" && value.shape.length === 0;

export const formBreaks: Readonly<Record<string, Break>> = {
  "a constant that may be another": rewrite(["either"], another),
  "a constant that may be missing": rewrite(["perhaps", "shortened"]),
  "a member of an enum": rewrite(["enum"]),
  "an option that may be another": rewriteOption(["either"]),
  "an option that may be missing": rewriteOption(["perhaps", "partial"]),

  "a value that may be another": (program, chance, values) => {
    const others = ({ statement, operand }: Place) => {
      const own = values.get((operandAt(program, { statement, operand }) as { ref: number }).ref); // the place has a reference
      return program.statements.slice(0, statement).filter(({ id }) => {
        const value = values.get(id);
        if (!value || value.kind !== own?.kind || typeOf(value) === typeOf(own)) return false;
        return !isUnruled(program, { statement, operand }, [own, value]);
      });
    };
    const found = places(
      program,
      (operand) => "ref" in operand && ["tensor", "layer"].includes(values.get(operand.ref)?.kind ?? ""),
    ).filter((place) => others(place).length > 0);
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const choice = {
      id: nextId(program),
      operation: "either",
      operands: [operandAt(program, place), { ref: chance.pick(others(place)).id }],
    };
    return exchange(program, place, { ref: choice.id }, [choice]);
  },
};
