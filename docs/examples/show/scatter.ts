/** Draws points as text. */

/** A point: how far to the right it is, and how far up. */
export type Point = readonly [number, number];

/**
 * Draws points on a sheet that they all fit on, as lines of text.
 *
 * @param points - the points to draw with each character; where two would be in the same place, the later one is drawn
 */
export function scatter(points: Readonly<Record<string, readonly Point[]>>, width = 72, height = 18): string {
  const all = Object.values(points).flat();
  const place = (axis: 0 | 1, size: number) => {
    const values = all.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (point: Point): number => Math.round(((point[axis] - low) / (high - low || 1)) * (size - 1));
  };
  const [column, row] = [place(0, width), place(1, height)];
  const sheet = Array.from({ length: height }, () => Array<string>(width).fill(" "));
  for (const [mark, marked] of Object.entries(points))
    for (const point of marked) sheet[height - 1 - row(point)]?.splice(column(point), 1, mark);
  return sheet.map((line) => `  ${line.join("")}`.trimEnd()).join("\n");
}
