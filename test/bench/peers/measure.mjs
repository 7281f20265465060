/** How often a second some work is done. */

/**
 * @typedef {() => void | Promise<unknown>} Work A promise is waited for.
 */

/**
 * Lets the compilers see the work. Then it may be called again and again for its speed: calls a second, over a turn of so many
 * milliseconds.
 *
 * @param {Work} work
 * @param {number} milliseconds
 * @returns {Promise<() => Promise<number>>}
 */
export async function stopwatch(work, milliseconds) {
  await work();
  let calls = 1; // between two looks at the clock, for that takes time too
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

/** The mean of ratios: a half and a double are one. */
export const geometricMean = (/** @type {readonly number[]} */ values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
