/**
 * The gate of everything that decides a shape: sizes, axes, options, subscripts, lists of them. A shape is computed from what the compiler
 * knows exactly. What may be one of several (`yes ? 2 : 3`), may be missing (`step?: 2`), or stands for any number (an enum's member,
 * `number`) is refused in a sentence, never believed.
 */

/** Whether T may be one of several. */
export type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never;

/** Whether it is one number that the compiler knows. To the compiler any number may be a member of an enum, so none of these is known. */
export type IsLiteral<N extends number> = number extends N ? false : IsUnion<N> extends true ? false : true;

/** Whether it is one text that the compiler knows: not just any, and not a pattern, as `${string}->i` is. */
export type IsLiteralText<Text extends string> =
  Record<never, never> extends Record<Text, 1> ? false : IsUnion<Text> extends true ? false : true;

/** Whether it is one list, of one length; its entries may still be anything. */
export type IsOneList<List extends readonly unknown[]> = IsUnion<List> extends true ? false : IsLiteral<List["length"]>;

/**
 * An option's value: the default where it is left out or undefined. `null`, which no option is, where that can't be known: the options may
 * be one of several, or any (`Record<string, …>`), or the option may be there or not (`{ stride?: 2 }`).
 */
export type Option<Options, Name extends string, Default> =
  IsUnion<Options> extends true
    ? null
    : string extends keyof Options
      ? null
      : Name extends keyof Options
        ? IsUnion<Options[Name]> extends true
          ? null
          : [Options[Name]] extends [undefined]
            ? Default
            : Options[Name]
        : Default;

/** An entry where there is an option that the operation doesn't have. */
export type UnknownOptions<Operation extends string, Options, Names extends string> = [Exclude<keyof Options, Names>] extends [
  never,
]
  ? []
  : [noOption<Operation, Exclude<keyof Options, Names> & string>];
/** The sentence in the place of each option that the operation doesn't have. */
export type NoOptions<Operation extends string, Options, Names extends string> = {
  readonly [Name in Exclude<keyof Options, Names>]: noOption<Operation, Name & string>;
};
type noOption<Operation extends string, Name extends string> = `${Operation}: there is no option ${Name}`;
export const noOption = <Operation extends string, Name extends string>(
  operation: Operation,
  name: Name,
): noOption<Operation, Name> => `${operation}: there is no option ${name}`;

/**
 * At least one reason, in a list that has one for each thing that is refused. Where a condition depends on a size that is a type parameter,
 * the list has an entry that is open. The compiler is certain that such a list is not `Some`, since a spread of anything may be empty, so
 * `[...Reasons] extends Some ? Refusal : Accepted` accepts what only the run time can tell; with another reason beside it, it is refused.
 */
export type Some = readonly [unknown, ...unknown[]] | readonly [...unknown[], unknown];

/** The reason, where there is one. */
export type Because<Reasons extends readonly unknown[], Otherwise> = Reasons extends Some ? Reasons[0] : Otherwise;
