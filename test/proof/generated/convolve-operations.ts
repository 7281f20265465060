/** The model's entry for `convolve`. */
import type { Drawer } from "./draw.js";
import { pairOf, places, shareOf } from "./layer-operations.js";
import { fits, Meaningless, type Operand, type Table } from "./operation.js";
import { literal, type Shape, type Size, sameSize } from "./sizes.js";
import { as, code, shapeOf, tensor } from "./values.js";

/** Images and kernels, or sequences and kernels, in groups or not. */
function drawConvolve(d: Drawer): readonly Operand[] {
  const isOnALine = d.flip(0.4);
  const axes = Array.from({ length: isOnALine ? 1 : 2 }, () => literal(d.integer(3, 7)));
  const groups = d.flip(0.3) ? d.integer(2, 3) : 1;
  const channels = groups === 1 ? d.size() : literal(groups * d.integer(1, 2));
  const seen = groups === 1 ? channels : literal(channels.value / groups);
  const filters = groups === 1 ? d.size() : literal(groups * d.integer(1, 2));
  const lead = d.flip(0.4) ? [d.size()] : [];
  const along = (...choices: readonly string[]): string => (isOnALine ? d.pick(choices.slice(0, -1)) : d.pick(choices));
  const option = (name: string, value: string): string => (value === "" ? "" : `${name}: ${value}`);
  const options = [
    option("stride", along("", "1", "2", "[2, 1]")),
    option("padding", d.pick(["", '"same"', '"valid"', "1"])),
    option("dilation", along("", "", "2", "[1, 2]")),
    option("groups", groups === 1 ? d.pick(["", "1"]) : `${groups}`),
  ].filter(Boolean);
  return [
    d.tensor([...lead, ...axes, channels]),
    d.tensor([...axes.map(() => literal(d.integer(1, 3))), seen, filters]),
    { constant: code(options.length === 0 ? "" : `{ ${options.join(", ")} }`) },
  ];
}

export const convolveOperations: Table = {
  convolve: {
    draw: drawConvolve,
    result: (images, kernels, given) => {
      const [x, w] = [shapeOf(images), shapeOf(kernels)];
      const options = given ? as("code", given).code : "";
      const of = (name: string): string => new RegExp(`${name}: (\\[[^\\]]*\\]|[^, ]*)`).exec(options)?.[1] ?? "";
      fits(w.length === 3 || w.length === 4);
      const axes = w.length - 2;
      fits(x.length > axes);
      const [lead, own] = [x.slice(0, -axes - 1), x.slice(-axes - 1)];
      const [channels, seen, filters] = [own.at(-1), w.at(-2), w.at(-1)] as [Size, Size, Size]; // each has enough axes
      const [groups] = pairOf(code(of("groups")), 1);
      shareOf(filters, groups);
      fits(sameSize(shareOf(channels, groups), seen));
      const [strides, dilations] = [pairOf(code(of("stride")), 1), pairOf(code(of("dilation")), 1)];
      const isPair = options.includes("[");
      fits(!(isPair && axes === 1));
      const found: Shape = own.slice(0, -1).map((axis, place) => {
        const kernel = w[place] as Size; // there is one for each axis
        if (axis.isParameter || kernel.isParameter) throw new Meaningless(); // the size of the result stays open
        const padding = of("padding").replace('"valid"', "");
        const [stride, dilation] = [strides[place] as number, dilations[place] as number]; // there are two of each
        fits(kernel.value > 0);
        if (!(padding === '"same"')) fits(kernel.known);
        return places(axis, kernel.value, stride, padding, dilation);
      });
      return tensor([...lead, ...found, filters]);
    },
    write: (images, kernels, options) => `convolve(${[images, kernels, options].filter(Boolean).join(", ")})`,
  },
};
