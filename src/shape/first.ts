/** One error for each mistake: if the first of several differs from the others, these aren't all refused. */
import type { Some } from "./known.js";

/**
 * A list in which only the first that is refused is replaced by its sentence. The others are as they were given.
 *
 * @typeParam Checked - the list with a sentence in place of each that is refused
 * @typeParam Given - the list without
 */
export type OnlyTheFirst<
  Checked extends readonly unknown[],
  Given extends readonly unknown[],
  Before extends readonly unknown[] = [],
  All extends readonly unknown[] = Checked,
> = [Checked, Given] extends [readonly [infer One, ...infer More], readonly [infer Own, ...infer Others]]
  ? allAreLikeTheFirst<Own, One, More, Others, Before, All>
  : All;
/** In generic code, the compiler prints the name of this type. */
type allAreLikeTheFirst<
  Own,
  One,
  More extends readonly unknown[],
  Others extends readonly unknown[],
  Before extends readonly unknown[],
  All extends readonly unknown[],
> = [...([Own] extends [One] ? [] : ["refused"])] extends Some
  ? readonly [...Before, One, ...Others]
  : OnlyTheFirst<More, Others, [...Before, Own], All>;
