/** What a function reads, besides its arguments, while it is compiled, and what may be different in a later call. */

/** What may change, such as the parameters of a layer. */
export interface Changing {
  /** Another number after each change. */
  readonly version: number;
}

let reads: Set<Changing> | undefined;

/** Reports that a function reads something that may change. */
export const reading = (what: Changing): void => void reads?.add(what);

/** Reports that a function draws random numbers. */
export function drawing(): void {
  if (reads)
    throw new Error("compile: the function draws random numbers, which would be the same in each call; pass them as an argument");
}

/** Runs `compute`, and returns what it reads. */
export function readsOf<Result>(compute: () => Result): { readonly result: Result; readonly reads: ReadonlySet<Changing> } {
  const found = new Set<Changing>();
  return { result: reportingTo(found, compute), reads: found };
}

/** Runs `compute`, which only looks at what never changes, such as shapes. */
export const unreported = <Result>(compute: () => Result): Result => reportingTo(undefined, compute);

function reportingTo<Result>(found: Set<Changing> | undefined, compute: () => Result): Result {
  const around = reads;
  reads = found;
  try {
    return compute();
  } finally {
    reads = around;
  }
}
