/** The parameters of layers of one shape that learn different things. */
declare const fromTheNetwork: unique symbol;

/**
 * The parameters of a list of layers that learn different things. The compiler can't see which of them stands where, so a list that a program
 * makes of them doesn't fit. What comes from the network does: its parameters and gradients, and what functions of trees make of these.
 *
 * @typeParam P - the parameters that a layer of the list may have
 */
export interface MixedParameters<out P> extends ReadonlyArray<P> {
  /** Only for the compiler. */
  readonly [fromTheNetwork]: true;
}
