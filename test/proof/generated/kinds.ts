/** Kinds of programs, to report how many there are of each. */
import type { Program } from "./program.js";
import { namesIn } from "./sizes.js";
import type { Value } from "./values.js";

export const kinds = ["literal", "named", "union", "optional", "enum", "generic", "mixed ranks"] as const;
export type ProgramKind = (typeof kinds)[number];

const kindsOfBreaks: readonly (readonly [string, ProgramKind])[] = [
  ["another rank", "mixed ranks"],
  ["may be another", "union"],
  ["may be missing", "optional"],
  ["enum", "enum"],
];

/** The kind of a program: what breaks it, or else the rarest feature in it. */
export function kindOf(program: Program, how: string): ProgramKind {
  if (program.isGeneric) return "generic";
  const broken = kindsOfBreaks.find(([words]) => how.includes(words));
  if (broken) return broken[1];
  const constants = program.statements.flatMap(({ operands }) =>
    operands.flatMap((operand) => ("constant" in operand ? [operand.constant] : [])),
  );
  const forms = constants.flatMap((constant) => (constant.kind === "written" ? [constant.form] : []));
  if (constants.some(isLeftOut)) return "optional";
  if (forms.includes("constant")) return "enum";
  if (forms.includes("either") || program.statements.some(({ operation }) => operation === "either")) return "union";
  return constants.some(hasNames) ? "named" : "literal";
}

const isLeftOut = (value: Value): boolean =>
  (value.kind === "written" && value.form === "undefined") || (value.kind === "code" && /undefined|^\{\}$/.test(value.code));

function hasNames(value: Value): boolean {
  const sizes = value.kind === "sizes" ? value.shape : value.kind === "size" ? [value.size] : [];
  return sizes.flatMap(namesIn).length > 0;
}
