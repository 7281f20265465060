/** Breaks correct programs in one place, with typical mistakes. */

import { formBreaks } from "./break-forms.js";
import type { Chance } from "./chance.js";
import type { Operand, Table } from "./operation.js";
import { type Break, exchange, isConstant, nextId, operandAt, type Place, places, tensorPlaces } from "./places.js";
import { type Case, foresee, type Program, type Statement } from "./program.js";
import { anonymous, literal, ofABatch, parameter, type Shape, type Size } from "./sizes.js";
import { number, shapeOf, sizes, type Value } from "./values.js";

/** Changes the sizes that are written in one place. */
const changeSizes =
  (change: (shape: Shape, chance: Chance, program: Program) => Shape | undefined): Break =>
  (program, chance) => {
    const found = places(program, isConstant("sizes", "size"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant } = operandAt(program, place) as { constant: Value }; // the place has a constant
    const before = constant.kind === "sizes" ? constant.shape : constant.kind === "size" ? [constant.size] : [];
    const after = change(before, chance, program);
    if (!after || (constant.kind === "size" && after.length !== 1)) return undefined;
    const changed: Value = constant.kind === "size" ? { kind: "size", size: after[0] as Size } : { kind: "sizes", shape: after };
    return exchange(program, place, { constant: changed });
  };

const changeOne =
  (change: (size: Size, chance: Chance, program: Program) => Size) =>
  (shape: Shape, chance: Chance, program: Program): Shape | undefined => {
    if (shape.length === 0) return undefined;
    const axis = chance.integer(0, shape.length - 1);
    return shape.with(axis, change(shape[axis] as Size, chance, program)); // an axis of the shape
  };

export const breaks: Readonly<Record<string, Break>> = {
  "a size changed": changeSizes(
    changeOne(({ value }, chance) =>
      literal(chance.flip(0.1) ? chance.pick([-1, 2.5]) : chance.pick([value + 1, 0, 2, 3, 5, 7, 11])),
    ),
  ),

  "an axis added or dropped": changeSizes((shape, chance) => {
    const axis = chance.integer(0, shape.length);
    return chance.flip(0.5) ? shape.toSpliced(axis, 1) : shape.toSpliced(axis, 0, literal(chance.pick([1, 2, 3])));
  }),

  "sizes swapped": changeSizes((shape, chance) => (shape.length > 1 ? chance.shuffled(shape) : undefined)),

  // The new names are used nowhere else, so each stands for one number.
  "a name exchanged": changeSizes(
    changeOne(({ value, name }, chance, { isGeneric }) => {
      if (chance.flip(0.1)) return anonymous(value);
      if (isGeneric) return name && chance.flip(0.5) ? literal(value) : parameter("Other", value);
      const others: Size[] = [literal(value), { name: "other", value, known: false }, { name: "another", value, known: true }];
      return chance.pick(name ? others : others.slice(1));
    }),
  ),

  "numbers added or dropped": (program, chance) => {
    const found = places(program, isConstant("data"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant } = operandAt(program, place) as { constant: Value }; // the place has a constant
    if (constant.kind !== "data" || constant.shape.length === 0) return undefined;
    if (constant.form === "nested" && constant.shape.length > 1 && (constant.shape[0] ?? 0) > 1 && chance.flip(0.5)) {
      return exchange(program, place, { constant: { ...constant, form: "ragged" } });
    }
    const axis = chance.integer(0, constant.shape.length - 1);
    const shape = constant.shape.with(axis, Math.max(0, (constant.shape[axis] ?? 0) + chance.pick([-1, 1, 2])));
    return exchange(program, place, { constant: { ...constant, shape } });
  },

  "an axis or an index changed": (program, chance) => {
    const found = places(program, isConstant("number"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    if (chance.flip(0.3)) {
      // A part is left out together with all parts after it.
      const statements = program.statements.map((statement, index) =>
        index === place.statement ? { ...statement, operands: statement.operands.slice(0, place.operand) } : statement,
      );
      return { ...program, statements };
    }
    return exchange(program, place, { constant: number(chance.pick([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 0.5])) });
  },

  "one of several axes changed or dropped": (program, chance) => {
    const found = places(program, isConstant("axes"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant } = operandAt(program, place) as { constant: Value }; // the place has a constant
    if (constant.kind !== "axes" || constant.axes.length === 0) return undefined;
    const index = chance.integer(0, constant.axes.length - 1);
    const axes = chance.flip(0.3) ? constant.axes.toSpliced(index, 1) : constant.axes.with(index, chance.integer(-5, 4));
    return exchange(program, place, { constant: { ...constant, axes } });
  },

  "one of several numbers changed, or a list dropped": (program, chance) => {
    const found = places(program, isConstant("lists"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant } = operandAt(program, place) as { constant: Value }; // the place has a constant
    if (constant.kind !== "lists" || constant.lists.length === 0) return undefined;
    const index = chance.integer(0, constant.lists.length - 1);
    const list = constant.lists[index] ?? [0, 1];
    const changed = list.with(chance.integer(0, list.length - 1), chance.pick([-4, -1, 0, 1, 2, 4, 6, 0.5]));
    const lists = chance.flip(0.2) ? constant.lists.toSpliced(index, 1) : constant.lists.with(index, changed);
    return exchange(program, place, { constant: { ...constant, lists } });
  },

  "a letter changed or dropped": (program, chance) => {
    const found = places(program, isConstant("subscripts"));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { constant } = operandAt(program, place) as { constant: Value }; // the place has a constant
    if (constant.kind !== "subscripts" || constant.text === "") return undefined;
    const letters = [...constant.text];
    const changed = letters.with(chance.integer(0, letters.length - 1), chance.pick(["i", "j", "k", "b", "z", "1", ",", ""]));
    return exchange(program, place, { constant: { ...constant, text: changed.join("") } });
  },

  "operands swapped": (program, chance, values) => {
    const kindOf = (operand: Operand) => ("ref" in operand ? values.get(operand.ref)?.kind : undefined);
    const pairs = program.statements.flatMap(({ operands }, statement) =>
      operands.flatMap((one, first) =>
        operands.flatMap((other, second) =>
          first < second && kindOf(one) && kindOf(one) === kindOf(other) ? [{ statement, first, second }] : [],
        ),
      ),
    );
    if (pairs.length === 0) return undefined;
    const { statement, first, second } = chance.pick(pairs);
    const [one, other] = [first, second].map((operand) => operandAt(program, { statement, operand })) as [Operand, Operand];
    return exchange(exchange(program, { statement, operand: first }, other), { statement, operand: second }, one);
  },

  "another value in its place": (program, chance, values) => {
    const others = ({ statement, operand }: Place): Statement[] => {
      const { ref } = operandAt(program, { statement, operand }) as { ref: number }; // the place has a reference
      const earlier = program.statements.slice(0, statement);
      return earlier.filter(({ id }) => id !== ref && values.get(id)?.kind === values.get(ref)?.kind);
    };
    const found = places(program, (operand) => "ref" in operand).filter((place) => others(place).length > 0);
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    return exchange(program, place, { ref: chance.pick(others(place)).id });
  },

  ...formBreaks,

  "an operand of another rank": (program, chance, values) => {
    // Not in a choice, which "a value that may be another" makes: it knows which operations don't notice the rank of one.
    const found = tensorPlaces(program, values).filter(({ statement }) => program.statements[statement]?.operation !== "either");
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { ref } = operandAt(program, place) as { ref: number }; // the place has a reference
    const shape = shapeOf(values.get(ref));
    const more = Array.from({ length: chance.integer(1, 2) }, () => literal(chance.pick([1, 2, 3])));
    const others = [shape.slice(1), shape.slice(0, -1), [...more, ...shape], [...shape, ...more]];
    const other = chance.pick(others.filter(({ length }) => length !== shape.length));
    if (ofABatch(other)) return undefined;
    const zeros = { id: nextId(program), operation: "zeros", operands: [{ constant: sizes(other) }] };
    return exchange(program, place, { ref: zeros.id }, [zeros]);
  },

  "a transpose dropped": (program, chance) => {
    const transposes = new Map(
      program.statements.filter(({ operation }) => operation === "x.transpose").map(({ id, operands }) => [id, operands[0]]),
    );
    const found = places(program, (operand) => "ref" in operand && transposes.has(operand.ref));
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const { ref } = operandAt(program, place) as { ref: number }; // the place has a reference
    return exchange(program, place, transposes.get(ref) as Operand); // there is a transpose of it
  },

  "a transpose added": (program, chance, values) => {
    const found = places(program, (operand) => {
      const value = "ref" in operand ? values.get(operand.ref) : undefined;
      return value?.kind === "tensor" && value.shape.length === 2;
    });
    if (found.length === 0) return undefined;
    const place = chance.pick(found);
    const id = nextId(program);
    const transpose = { id, operation: "x.transpose", operands: [operandAt(program, place)] };
    return exchange(program, place, { ref: id }, [transpose]);
  },
};

export interface Broken extends Case {
  /** What was changed. */
  readonly how: string;
}

/**
 * The program, broken in one place so that it has to be refused, if possible by its last operation. Undefined if many attempts
 * didn't break it.
 */
export function broken(table: Table, program: Program, chance: Chance): Broken | undefined {
  const values = foresee(table, program)?.expectation.values.compiler;
  if (!values) return undefined;
  const last = program.statements.at(-1);
  let elsewhere: Broken | undefined;
  // Names are exchanged more often than anything else, since no other break shows whether they count. In most
  // programs, forms are tried last.
  const own = Object.keys(breaks).filter((how) => !(how in formBreaks));
  const [plain, forms] = [chance.shuffled([...own, "a name exchanged"]), chance.shuffled(Object.keys(formBreaks))];
  for (const how of chance.flip(0.4) ? [...forms, ...plain] : [...plain, ...forms]) {
    for (let trial = 0; trial < 5; trial++) {
      const changed = breaks[how]?.(program, chance, values);
      const expected = changed && foresee(table, changed);
      if (!expected || (expected.expectation.refusedBy.length === 0 && !expected.expectation.isOpen)) continue;
      if (expected.program.statements.at(-1)?.id === last?.id) return { how, ...expected };
      elsewhere ??= { how, ...expected };
    }
  }
  return elsewhere;
}

/** The program, changed in one place but still correct according to the model. If the compiler refuses it, the model is too lax. */
export function harmless(table: Table, program: Program, chance: Chance): Broken | undefined {
  const values = foresee(table, program)?.expectation.values.compiler;
  if (!values) return undefined;
  const how = chance.pick(Object.keys(breaks));
  const changed = breaks[how]?.(program, chance, values);
  const expected = changed && foresee(table, changed);
  if (!expected || expected.expectation.refusedBy.length > 0 || expected.expectation.isOpen) return undefined;
  return { how: `${how}, and still right`, ...expected };
}
