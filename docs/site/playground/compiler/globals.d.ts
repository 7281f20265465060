/** What programs on the page have besides the language, the browser's workers and the library. */

/**
 * Adds a point to a curve on the page, which is drawn while the program runs.
 *
 * @param value - a number or a scalar, such as a loss
 * @param name - the name of the curve; each name is a curve of its own
 */
declare function plot(value: number | { at(): number }, name?: string): void;
