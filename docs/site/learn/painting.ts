/** Paints a little in each frame, so that the page always answers, however much there is to paint. */

/** The milliseconds of a frame in which more is begun. */
const budget = 5;

const waiting = new Set<() => void>();
const resting: (() => void)[] = [];
let isPlanned = false;

function paintSome(): void {
  isPlanned = false;
  const start = performance.now();
  for (const paint of waiting) {
    if (performance.now() - start > budget) break;
    waiting.delete(paint);
    paint();
  }
  if (waiting.size > 0) next();
  else for (const rest of resting.splice(0)) rest();
}
function next(): void {
  if (!isPlanned) requestAnimationFrame(paintSome);
  isPlanned = true;
}

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
