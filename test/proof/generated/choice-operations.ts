/** The table's entry for what may be one of two values. The rules know what becomes of it: it is no operation of the library's. */
import type { Table } from "./operation.js";
import { typeOf, type Value } from "./values.js";

const kinds = ["tensor", "layer"] as const;

export const choiceOperations: Table = {
  either: {
    total: true,
    takesEither: true,
    draw: (d) => {
      const first = d.existing(d.pick(kinds)) ?? d.some();
      const wanted = typeOf(d.value(first));
      const second = d.existing(d.value(first).kind, (other) => typeOf(other) === wanted) ?? first;
      return [first, second];
    },
    result: (...both) => {
      const [first, second] = both as [Value, Value]; // as they are drawn
      return typeOf(first) === typeOf(second) ? first : { kind: "several", first, second };
    },
    write: (first, second) => `(yes ? ${first} : ${second})`,
  },
};
