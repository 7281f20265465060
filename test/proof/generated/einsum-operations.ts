/** The model's entry for `einsum`. */
import type { Drawer } from "./draw.js";
import { fits, type Operand, type Table } from "./operation.js";
import { type Shape, type Size, sameShape, sameSize } from "./sizes.js";
import { as, shapeOf, tensor } from "./values.js";

/** The letters that occur once, in alphabetical order. */
const once = (letters: string): string =>
  [...new Set(letters)]
    .filter((letter) => letter !== "," && letters.split(letter).length === 2)
    .sort()
    .join("");

/**
 * Up to three operands with axes named by four letters, and a result with some of these letters. Sometimes operands begin with the same
 * axes, for which `...` stands; sometimes there are spaces, or no arrow.
 */
function drawSubscripts(d: Drawer): readonly Operand[] {
  const letters = ["i", "j", "k", "b"].map((letter) => ({ letter, size: d.size() }));
  const lead = d.flip(0.3) ? d.shape(d.integer(0, 2)) : undefined;
  const terms = Array.from({ length: d.integer(1, 3) }, () => ({
    names: Array.from({ length: d.integer(0, lead ? 2 : 3) }, () => d.pick(letters)),
    dots: lead !== undefined && d.flip(0.7),
  }));
  const used = [...new Set(terms.flatMap(({ names }) => names))].filter(() => d.flip(0.6));
  const output = d.shuffled(used).map(({ letter }) => letter);
  const dots = terms.some((term) => term.dots) && d.flip(0.8) ? "..." : "";
  const inputs = terms.map((term) => (term.dots ? "..." : "") + term.names.map(({ letter }) => letter).join(""));
  const [comma, arrow] = d.flip(0.2) ? [", ", " -> "] : [",", "->"];
  const text = inputs.join(comma) + (d.flip(0.2) ? "" : `${arrow}${dots}${output.join("")}`);
  return [
    { constant: { kind: "subscripts", text } },
    ...terms.map((term) => d.tensor([...((term.dots && lead) || []), ...term.names.map(({ size }) => size)])),
  ];
}

export const einsumOperations: Table = {
  einsum: {
    draw: drawSubscripts,
    result: (subscripts, ...operands) => {
      const text = as("subscripts", subscripts).text.replaceAll(" ", "");
      const term = "[a-z]*(?:\\.\\.\\.)?[a-z]*";
      const [, inputs, , given] = new RegExp(`^(${term}(?:,${term})*)(->(${term}))?$`).exec(text) ?? [];
      fits(inputs !== undefined);
      const output = given ?? (inputs.includes("...") ? "..." : "") + once(inputs.replaceAll(".", ""));
      fits(inputs.includes("...") || !output.includes("..."));
      const terms = inputs.split(",");
      fits(terms.length === operands.length);
      const sizes = new Map<string, Size>();
      let dots: Shape | undefined;
      for (const [place, operand] of operands.entries()) {
        const [before = "", after] = (terms[place] ?? "").split("...");
        const shape = shapeOf(operand);
        const named = before.length + (after?.length ?? 0);
        fits(after === undefined ? named === shape.length : named <= shape.length);
        const own = shape.slice(before.length, shape.length - (after?.length ?? 0));
        if (after !== undefined) {
          fits(dots === undefined || sameShape(dots, own));
          dots = own;
        }
        const lettered = [...shape.slice(0, before.length), ...shape.slice(shape.length - (after?.length ?? 0))];
        for (const [axis, letter] of [...before, ...(after ?? "")].entries()) {
          const size = lettered[axis] as Size; // there are as many
          fits(sameSize(sizes.get(letter) ?? size, size));
          sizes.set(letter, size);
        }
      }
      fits(new Set(output.replace("...", "")).size === output.replace("...", "").length);
      return tensor(
        (output.match(/\.{3}|./g) ?? []).flatMap((letter) => {
          if (letter === "...") return dots ?? [];
          const size = sizes.get(letter);
          fits(size !== undefined);
          return [size];
        }),
      );
    },
  },
};
