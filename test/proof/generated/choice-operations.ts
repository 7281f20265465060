/**
 * The model's entry for a value that may be one of two. It isn't an operation of the library, but the rules can handle such
 * values.
 */
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
      const [first, second] = both as [Value, Value]; // there are two, since they were drawn so
      return typeOf(first) === typeOf(second) ? first : { kind: "several", first, second };
    },
    write: (first, second) => `(yes ? ${first} : ${second})`,
  },
};
