/** Which storages are zeros except in some rows. Modules that handle such storages needn't know how they come about. */
import type { View } from "./engine.js";
import type { Storage } from "./storage.js";

/** What can be done with a storage that is zeros except in some rows (`SparseRows`). */
export interface RowsOnly {
  /** What its numbers are computed from. */
  readonly source: Storage;
  /** Lets `compute` change the same rows of other storages, as storages of their own, and gives it the rows of this one. */
  update(storages: readonly Storage[], compute: (parts: readonly Storage[], rows: View) => void): void;
}

export const rowsOf: WeakMap<Storage, RowsOnly> = /* @__PURE__ */ new WeakMap();
