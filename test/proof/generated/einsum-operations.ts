/** The model's entry for `einsum`. */
import type { Drawer } from "./draw.js";
import { fits, type Operand, type Table } from "./operation.js";
import { type Size, sameSize } from "./sizes.js";
import { as, shapeOf, tensor } from "./values.js";

/** Up to three operands with axes named by four letters, and a result with some of these letters. */
function drawSubscripts(d: Drawer): readonly Operand[] {
  const letters = ["i", "j", "k", "b"].map((letter) => ({ letter, size: d.size() }));
  const terms = Array.from({ length: d.integer(1, 3) }, () => Array.from({ length: d.integer(0, 3) }, () => d.pick(letters)));
  const used = [...new Set(terms.flat())].filter(() => d.flip(0.6));
  const output = d.shuffled(used).map(({ letter }) => letter);
  const inputs = terms.map((term) => term.map(({ letter }) => letter).join(""));
  const subscripts: Operand = { constant: { kind: "subscripts", text: `${inputs.join(",")}->${output.join("")}` } };
  return [subscripts, ...terms.map((term) => d.tensor(term.map(({ size }) => size)))];
}

export const einsumOperations: Table = {
  einsum: {
    draw: drawSubscripts,
    result: (subscripts, ...operands) => {
      const [, inputs, output] = /^([a-z,]*)->([a-z]*)$/.exec(as("subscripts", subscripts).text) ?? [];
      fits(inputs !== undefined && output !== undefined);
      const terms = inputs.split(",");
      fits(terms.length === operands.length);
      const sizes = new Map<string, Size>();
      for (const [place, operand] of operands.entries()) {
        const term = terms[place] ?? "";
        fits(term.length === shapeOf(operand).length);
        for (const [axis, size] of shapeOf(operand).entries()) {
          const letter = term.charAt(axis);
          fits(sameSize(sizes.get(letter) ?? size, size));
          sizes.set(letter, size);
        }
      }
      fits(new Set(output).size === output.length);
      return tensor(
        Array.from(output, (letter) => {
          const size = sizes.get(letter);
          fits(size !== undefined);
          return size;
        }),
      );
    },
  },
};
