/**
 * How often a second each contestant does its work. They take turns, for a machine's speed varies from second to second, and a
 * library measured in a good second would beat one measured in a bad one. The median over the rounds counts.
 */

/**
 * @typedef {() => void | Promise<unknown>} Work A promise is waited for.
 */

/**
 * Calls a second, for each work of each row; undefined where there is no work.
 *
 * @param {readonly (readonly (Work | undefined)[])[]} rows
 * @param {{ rounds: number, milliseconds: number }} options how often everyone has its turn, and how long that is
 */
export async function measure(rows, { rounds, milliseconds }) {
  const contestants = rows.map((row) => row.map((work) => work && { work, calls: 1, speeds: /** @type {number[]} */ ([]) }));
  for (const contestant of contestants.flat()) {
    if (contestant) await warmUp(contestant, milliseconds);
  }
  for (let round = 0; round < rounds; round++) {
    for (const row of contestants) {
      for (const contestant of row) {
        if (!contestant) continue;
        await otherWork();
        contestant.speeds.push(await speed(contestant, milliseconds));
      }
    }
  }
  return contestants.map((row) => row.map((contestant) => contestant && median(contestant.speeds)));
}

/** Lets compilers see the work, and finds how many calls take about a tenth of a turn. */
async function warmUp(/** @type {{ work: Work, calls: number }} */ contestant, /** @type {number} */ milliseconds) {
  await contestant.work();
  for (let turn = 0; turn < 2; turn++) {
    const callsPerSecond = await speed(contestant, milliseconds / 2);
    contestant.calls = Math.max(1, Math.round((callsPerSecond * milliseconds) / 10_000));
  }
}

/** Calls a second over one turn. The clock is read once in `calls`, for that takes time too. */
async function speed(/** @type {{ work: Work, calls: number }} */ { work, calls }, /** @type {number} */ milliseconds) {
  const start = performance.now();
  for (let done = 0; ; ) {
    for (let call = 0; call < calls; call++) {
      const pending = work();
      if (pending) await pending;
    }
    done += calls;
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) return (done / elapsed) * 1000;
  }
}

/** A chance for what a library does when nothing else runs: finalisers, for example, which free memory. */
const otherWork = () => new Promise((resolve) => setTimeout(resolve));

export function median(/** @type {readonly number[]} */ values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
