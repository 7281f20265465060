/**
 * The forms in which a constant can be written. Some say just as much as the constant itself. Others leave open which constant it
 * is, or whether it is there at all, and the compiler has to notice. They are functions and names that every program has (see
 * `head` in `print.ts`).
 */

/**
 * - `either`: one of two constants; `constant`: a member of an object `as const`; `undefined`: left out. These are as good as what
 *   they stand for, provided that both constants of `either` are the same.
 * - `perhaps`: the constant or `undefined`; `partial`: options that may be missing; `shortened`: a list whose last entry may be
 *   missing. In these, nothing is certain.
 * - `enum`: a member of an enum, to which any number is assignable. The compiler may refuse it, or take its value.
 */
export type Form = "either" | "constant" | "undefined" | "perhaps" | "partial" | "shortened" | "enum";

/** The numbers in the enum and in the object of constants. */
const members: readonly number[] = [...Array.from({ length: 18 }, (_, index) => index - 5), 31, 100];
const memberName = (value: number): string => (value < 0 ? `minus${-value}` : `plus${value}`);

const inMembers = (text: string, owner: string): string =>
  text.replace(/(?<![\w."])-?\d+(?![\w."])/g, (digits) =>
    members.includes(Number(digits)) ? `${owner}.${memberName(Number(digits))}` : digits,
  );

/** A constant in a form. `other` is the second of two constants. */
export function formCode(form: Form, text: string, other: string): string {
  switch (form) {
    case "either":
      return `(yes ? ${text} : ${other})`;
    case "constant":
      return inMembers(text, "Constants");
    case "enum":
      return inMembers(text, "Members");
    case "undefined":
      return "undefined";
    default:
      return `${form}(${text})`;
  }
}

const listed = (between: string): string => members.map((value) => `${memberName(value)}${between}${value}`).join(", ");

/** The declarations that the forms need in TypeScript. `yes` is true at run time, and optional values are there. */
export const formsInTypescript = `declare const yes: boolean;
declare function perhaps<const T>(value: T): T | undefined;
declare function partial<const T extends object>(options: T): { readonly [Name in keyof T]?: T[Name] };
declare function shortened<const T extends readonly unknown[]>(list: T): T extends readonly [...infer Others, infer Last] ? readonly [...Others, Last?] : T;
const Constants = { ${listed(": ")} } as const;
enum Members { ${listed(" = ")} }`;

/** The same declarations at run time, by name. */
const same = <T>(value: T): T => value;
const values = Object.fromEntries(members.map((value) => [memberName(value), value]));
export const formsAtRunTime: Readonly<Record<string, unknown>> = {
  yes: true,
  perhaps: same,
  partial: same,
  shortened: same,
  Constants: values,
  Members: values,
};
