/** A line search: how far to go along a direction in which a function falls. */

/** A point on the line: how far it is from the start, the value there, and its slope along the line. */
export interface OnLine {
  readonly length: number;
  readonly value: number;
  readonly slope: number;
}

/** c₁ and c₂ of Wolfe's conditions. */
const [decrease, flatter] = [1e-4, 0.9];
/** The part of the value below which differences may be rounding errors. */
const precision = 1e-6;
/** How often the search takes a longer step, four times as long each time. */
const mostLonger = 25;
const mostShorter = 40;

/** What {@link search} returns if the function still falls as steeply as at the start, however far it goes. */
export const endless = Symbol("endless");

/**
 * Finds a point that meets the strong Wolfe conditions: the value falls, and so does the slope (J. Nocedal and S. Wright, "Numerical
 * Optimization", 2nd edition, 2006, algorithms 3.5 and 3.6). Where values differ by no more than rounding errors, slopes decide
 * (W. Hager and H. Zhang, "A new conjugate gradient method with guaranteed descent and an efficient line search", 2005).
 *
 * @param at - computes a point; one without finite numbers counts as too far
 * @returns undefined if there is no such point, because of rounding errors
 */
export function search<Point extends OnLine>(
  start: OnLine,
  first: number,
  at: (length: number) => Point,
): Point | undefined | typeof endless {
  const noise = precision * Math.abs(start.value);
  const isNumber = ({ value, slope }: OnLine): boolean => Number.isFinite(value) && Number.isFinite(slope);
  const falls = (point: OnLine): boolean =>
    point.value <= start.value + decrease * point.length * start.slope ||
    (point.value <= start.value + noise && point.slope <= (2 * decrease - 1) * start.slope);
  const isTooFar = (point: OnLine, low: OnLine): boolean => !(isNumber(point) && falls(point)) || point.value > low.value + noise;
  const isFlat = ({ slope }: OnLine): boolean => Math.abs(slope) <= -flatter * start.slope;

  /** Searches between two points: `low` is the better one, and the function falls from there in the direction of the other. */
  function between(low: OnLine, high: OnLine): Point | undefined {
    for (let count = 0; count < mostShorter; count++) {
      const length = isNumber(high) ? cubic(low, high) : (low.length + high.length) / 2;
      if (length === low.length || length === high.length) return undefined;
      const point = at(length);
      if (isTooFar(point, low)) high = point;
      else if (isFlat(point)) return point;
      else {
        if (point.slope * (high.length - low.length) >= 0) high = low;
        low = point;
      }
    }
    return undefined;
  }

  let before = start;
  let length = first;
  for (let count = 0; count < mostLonger; count++) {
    const point = at(length);
    if (point.value === Number.NEGATIVE_INFINITY) return endless;
    if (isTooFar(point, before)) return between(before, point);
    if (isFlat(point)) return point;
    if (point.slope >= 0) return between(point, before);
    before = point;
    length *= 4;
  }
  return endless;
}

/** The least value of the cubic through two points with their slopes, but not close to either of them. */
function cubic(low: OnLine, high: OnLine): number {
  const span = high.length - low.length;
  const d1 = low.slope + high.slope - (3 * (high.value - low.value)) / span;
  const square = d1 * d1 - low.slope * high.slope;
  const d2 = Math.sign(span) * Math.sqrt(square);
  const share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
  return low.length + span * (share >= 0.1 && share <= 0.9 ? share : 0.5); // half, if there is none
}
