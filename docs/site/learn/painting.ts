/** Paints a little in each frame, so that the page always answers, however much there is to paint. */

/** The milliseconds of a frame in which more is begun. */
const budget = 5;

const waiting = new Set<() => void>();
let resting: (() => void)[] = [];
let frame = 0;

function paintSome(): void {
  frame = 0;
  const start = performance.now();
  for (const paint of waiting) {
    if (performance.now() - start > budget) break;
    waiting.delete(paint);
    paint();
  }
  if (waiting.size > 0) return next();
  const rested = resting;
  resting = [];
  for (const rest of rested) rest();
}
const next = (): void => {
  frame ||= requestAnimationFrame(paintSome);
};

/** Calls `paint` in one of the next frames, once, however often it is asked to. */
export function paintSoon(paint: () => void): void {
  waiting.add(paint);
  next();
}

/** Calls back when everything that waits has been painted. */
export function whenPainted(rest: () => void): void {
  resting.push(rest);
  next();
}
