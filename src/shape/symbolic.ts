/**
 * Answers about sizes that don't depend on their values, such as whether two sizes are the same type parameter.
 *
 * In generic code, the compiler postpones a condition on a type parameter until it has a value. Here it has to answer at once. So no
 * condition contains the size itself. The size is put into a `Marker`, which fits every other `Marker`, and what counts is what the
 * compiler infers from it.
 *
 * In the declaration of a type, where everything is a type parameter, that answer would come too early. So each condition begins
 * with a `Key`: a shape, or a list of options. There it is a type parameter, and the condition is postponed; once a program
 * has a shape, it is a tuple. No type may be computed in a condition that begins with a key: pass it to the next type instead.
 */

/** Of a type that doesn't matter, so that any two of them fit. */
export interface Marker<_Thing> {
  readonly marker: true;
}

/** Whether A and B are the same. If they are, the compiler matches them, and nothing but the text is left for `Rest`. */
export type Same<Key, A, B> = [Key, Marker<[A] | "same">] extends [unknown, Marker<[B] | infer Rest>]
  ? [Key, Rest] extends [unknown, "same"]
    ? true
    : false
  : false;

/** Whether N is a literal: a type parameter has no text, so the compiler doesn't infer a single digit, but falls back to all of them. */
export type HasText<Key, N extends number> = [Key, Marker<`${N}`>] extends [
  unknown,
  Marker<`${infer High extends Digit}${infer _Lower}`>,
]
  ? [Key, Digit] extends [unknown, High]
    ? false
    : true
  : false;
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
