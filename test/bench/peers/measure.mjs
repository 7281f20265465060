/** Measures how often some work can be done per second. */

/**
 * @typedef {(() => void | Promise<unknown>) & { speed?: (milliseconds: number) => Promise<number> }} Work If it returns a promise, that is
 * awaited. If it runs in another process, it measures its speed itself.
 */

/**
 * Warms the work up, so that the compilers optimise it. The returned function can be called repeatedly. Each call measures the
 * speed over a turn of this length, in calls per second.
 *
 * @param {Work} work
 * @param {number} milliseconds
 * @returns {Promise<() => Promise<number>>}
 */
export async function stopwatch(work, milliseconds) {
  await work();
  if (work.speed) {
    await work.speed(milliseconds);
    return () => work.speed(milliseconds);
  }
  let calls = 1; // calls between two looks at the clock, which take time too
  for (let attempt = 0; attempt < 3; attempt++) {
    const callsPerSecond = await speed(work, calls, milliseconds / 2);
    calls = Math.max(1, Math.round((callsPerSecond * milliseconds) / 10_000)); // a tenth of a turn
  }
  return () => speed(work, calls, milliseconds);
}

async function speed(/** @type {Work} */ work, /** @type {number} */ calls, /** @type {number} */ milliseconds) {
  const start = performance.now();
  for (let done = calls; ; done += calls) {
    for (let call = 0; call < calls; call++) {
      const pending = work();
      if (pending) await pending;
    }
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) return (done / elapsed) * 1000;
  }
}

export function median(/** @type {readonly number[]} */ values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The mean of ratios, for which a half and a double cancel out. */
export const geometricMean = (/** @type {readonly number[]} */ values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
