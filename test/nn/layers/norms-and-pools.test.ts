/**
 * rmsNorm, groupNorm and the global pools: derivatives, and PyTorch's values. Those were computed with PyTorch 2.13.0, in float64, by
 * `torch.nn.RMSNorm(3, eps=0.25)`, `torch.nn.GroupNorm(2, 4)` on the permuted images, and `torch.autograd.grad` of `(y * error).sum()`.
 */
import { describe, expect, test } from "vitest";
import { matrix, random, type Tensor, tensor, vector, zeros } from "../../../src/index.js";
import {
  averagePool1d,
  averagePool2d,
  globalAveragePool1d,
  globalAveragePool2d,
  globalMaxPool1d,
  globalMaxPool2d,
  groupNorm,
  maxPool1d,
  maxPool2d,
  rmsNorm,
} from "../../../src/nn/index.js";
import { everyLayer } from "./every-layer.js";

const close = (found: { flatten(): unknown }, right: readonly number[]): void => {
  const numbers = (found.flatten() as Tensor<[1]>).toArray();
  expect(numbers.length).toBe(right.length);
  for (const [index, value] of numbers.entries()) expect(value).toBeCloseTo(right[index] ?? Number.NaN, 5);
};

const image = [3, 2, 6] as const;
everyLayer(
  {
    rmsNorm: rmsNorm(5),
    "rmsNorm, another ε": rmsNorm(5, { epsilon: 0.5 }),
    groupNorm: groupNorm(image, 3),
    "groupNorm, one group": groupNorm(image, 1, { epsilon: 0.5 }),
    globalAveragePool2d: globalAveragePool2d(image),
    globalMaxPool2d: globalMaxPool2d(image),
    maxPool1d: maxPool1d([7, 3], 2),
    "maxPool1d, overlapping": maxPool1d([7, 3], 3, { stride: 2 }),
    averagePool1d: averagePool1d([7, 3], 2),
    "averagePool1d, overlapping": averagePool1d([7, 3], 3, { stride: 1 }),
    globalAveragePool1d: globalAveragePool1d([5, 3]),
    globalMaxPool1d: globalMaxPool1d([5, 3]),
  },
  random(5),
);

describe("rmsNorm", () => {
  test("has PyTorch's values", () => {
    const layer = rmsNorm(3, { epsilon: 0.25 }).with({ scale: vector([2, -1, 0.5]) });
    const { output, backward } = layer.forward(
      matrix([
        [1, -2, 3],
        [0.5, 0.25, -4],
      ]),
    );
    const { error, gradients } = backward(
      matrix([
        [1, 2, -1],
        [0.5, -3, 1],
      ]),
    );
    close(output, [0.901975, 0.901975, 0.676481, 0.419314, -0.104828, -0.838628]);
    close(error, [0.764386, -0.626796, -0.638262, 0.42853, 1.26255, 0.135931]);
    close(gradients.scale, [0.555816, -2.118436, -3.030219]);
  });

  test("has PyTorch's default ε", () => {
    close(rmsNorm(2).predict(vector([3e-4, 4e-4])), [0.607072, 0.809429]);
  });
});

test("groupNorm has PyTorch's values", () => {
  const numbers = (of: (place: number) => number) =>
    tensor(
      Array.from({ length: 16 }, (_, place) => of(place)),
      [1, 2, 2, 4],
    );
  const layer = groupNorm([2, 2, 4], 2).with({ scale: vector([1, 2, -1, 0.5]), shift: vector([0, 1, 2, 3]) });
  const { output, backward } = layer.forward(numbers((place) => ((place * 7) % 11) / 4 - 1));
  const { error, gradients } = backward(numbers((place) => ((place * 5) % 7) / 2 - 1));
  close(
    output,
    [
      -1.463113, 2.893441, 2.853017, 3.611947, 0.602458, -0.549179, 1.072808, 2.870193, -1.118851, 3.581964, 2.556315, 2.128439,
      0.94672, 0.139345, 0.776106, 3.018544,
    ],
  );
  close(
    error,
    [
      -1.874336, 1.759575, -0.95581, -0.499129, 0.650281, 1.721298, -0.225282, -0.910102, 1.300529, -1.262275, 0.25385, 0.755836,
      -0.99452, -1.300551, 0.984378, 0.59626,
    ],
  );
  close(gradients.scale, [1.936473, 1.290982, -1.372244, -3.782944]);
  close(gradients.shift, [3.5, 3.0, -1.0, 2.0]);
});

describe("global pools", () => {
  const pixels = tensor(
    [
      [
        [1, -2],
        [3, 5],
      ],
      [
        [0, 7],
        [4, -6],
      ],
    ],
    [2, 2, 2],
  );

  test("return a number for each channel", () => {
    close(globalAveragePool2d([2, 2, 2]).predict(pixels), [2, 1]);
    close(globalMaxPool2d([2, 2, 2]).predict(pixels), [4, 7]);
  });

  test("without pixels, there is a mean, but no maximum", () => {
    expect(
      globalAveragePool2d([0, 2, 1])
        .predict(zeros([0, 2, 1]))
        .at(0),
    ).toBeNaN();
    expect(() => globalMaxPool2d([0, 2, 1])).toThrow("globalMaxPool2d: [0, 2, 1] holds nothing to compare");
  });
});

describe("pools of sequences", () => {
  const steps = matrix([
    [1, -2],
    [3, 5],
    [0, 7],
    [4, -6],
    [9, 9],
  ]);

  test("return a number for each window and channel; steps at the end that fill no window are ignored", () => {
    expect(maxPool1d([5, 2], 2).predict(steps).toArray()).toEqual([
      [3, 5],
      [4, 7],
    ]);
    expect(averagePool1d([5, 2], 2).predict(steps).toArray()).toEqual([
      [2, 1.5],
      [2, 0.5],
    ]);
    expect(maxPool1d([5, 2], 3, { stride: 1 }).predict(steps).toArray()).toEqual([
      [3, 7],
      [4, 7],
      [9, 9],
    ]);
  });

  test("are those of images of one row", () => {
    const batch = tensor(
      Array.from({ length: 42 }, (_, place) => ((place * 29) % 17) - 8),
      [2, 7, 3],
    );
    const error = tensor(
      Array.from({ length: 18 }, (_, place) => ((place * 5) % 11) - 5),
      [2, 3, 3],
    );
    for (const [line, image] of [
      [maxPool1d([7, 3], 3, { stride: 2 }), maxPool2d([1, 7, 3], [1, 3], { stride: [1, 2] })],
      [averagePool1d([7, 3], 3, { stride: 2 }), averagePool2d([1, 7, 3], [1, 3], { stride: [1, 2] })],
    ] as const) {
      const [own, other] = [line.forward(batch), image.forward(batch.expandDims(1))];
      expect(own.output.toArray()).toEqual(other.output.squeeze(1).toArray());
      expect(own.backward(error).error.toArray()).toEqual(other.backward(error.expandDims(1)).error.squeeze(1).toArray());
    }
  });

  test("of the whole sequence return a number for each channel", () => {
    close(globalAveragePool1d([5, 2]).predict(steps), [3.4, 2.6]);
    close(globalMaxPool1d([5, 2]).predict(steps), [9, 9]);
  });

  test("without steps, there is a mean, but no maximum", () => {
    expect(
      globalAveragePool1d([0, 1])
        .predict(zeros([0, 1]))
        .at(0),
    ).toBeNaN();
    expect(() => globalMaxPool1d([0, 2])).toThrow("globalMaxPool1d: [0, 2] holds nothing to compare");
  });
});
