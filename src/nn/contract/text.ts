/** What networks and histories need to print themselves as tables. */

/**
 * Adds the methods that print an object, for `String(…)` and for `console.log` in Node. They aren't enumerable, so they don't show up
 * among its properties. A copy with other properties prints those.
 */
export function printing<Printed extends object, Shown>(printed: Printed, text: (shown: Shown) => string): Printed {
  const method: PropertyDescriptor = {
    value(this: Shown) {
      return text(this);
    },
  };
  return Object.defineProperties(printed, { toString: method, [Symbol.for("nodejs.util.inspect.custom")]: method });
}

/** Aligns rows of equal length in columns two spaces apart: those before `firstNumber` on the left, the others on the right. */
export function aligned(rows: readonly (readonly string[])[], firstNumber: number): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((text, column) => Math.max(most[column] ?? 0, text.length)), []);
  const cell = (text: string, column: number): string =>
    column < firstNumber ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
