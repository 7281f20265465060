/** Metrics: their values by scikit-learn 1.9.1, ties, padding, and what is refused. */
import { describe, expect, test } from "vitest";
import { matrix, random, randomNormal, scalar, tensor, vector, zeros } from "../../../src/index.js";
import {
  accuracy,
  confusionMatrix,
  f1,
  meanAbsoluteError,
  precision,
  recall,
  rocAuc,
  topKAccuracy,
} from "../../../src/nn/index.js";

/** Nine examples of four classes, the last of which is never predicted. */
const logits = matrix([
  [2, 1, 0.5, -1],
  [0, 3, 1, 2],
  [1, 0, -2, 0.25],
  [-1, 0.5, 2, 1],
  [0.25, 0.75, -0.5, 0],
  [3, 1, 2, -2],
  [-1, -2, 0.5, 0],
  [1.5, 2, 0, -1],
  [0.5, -1, 1.25, 0.75],
]);
const classes = [0, 1, 1, 2, 3, 0, 2, 0, 2] as const;
const oneHot = (of: readonly number[]) =>
  tensor(
    of.map((own) => [0, 1, 2, 3].map((other) => Number(other === own))),
    [9, 4],
  );
const targets = oneHot(classes);

/** Ten answers to a yes-or-no question; three logits are equal. */
const answers = tensor([3, 1, -2, 2, 0.5, -1, -0.5, 0.5, 0.5, -3], [10, 1]);
const truths = tensor([1, 0, 1, 1, 0, 0, 1, 1, 1, 0], [10, 1]);

type Untyped = (outputs: unknown, targets: unknown) => unknown;

describe("several classes", () => {
  test.each([
    ["accuracy", accuracy, 0.6666666666666666], // accuracy_score(y, z.argmax(1))
    ["the first", topKAccuracy(1), 0.6666666666666666], // top_k_accuracy_score(y, z, k=1)
    ["the first two", topKAccuracy(2), 0.7777777777777778], // k=2
    ["the first three", topKAccuracy(3), 1], // k=3
    ["more than there are", topKAccuracy(9), 1],
    ["precision", precision, 0.5], // precision_score(y, z.argmax(1), average="macro", zero_division=0)
    ["recall", recall, 0.5416666666666666], // recall_score(…, average="macro")
    ["f1", f1, 0.5166666666666666], // f1_score(…, average="macro")
    ["rocAuc", rocAuc, 0.7145337301587301], // roc_auc_score(onehot, z, average="macro")
  ] as const)("%s", (_, metric, expected) => {
    expect(metric(logits, targets)).toBeCloseTo(expected, 14);
    expect(metric(logits.reshape([3, 3, 4]), targets.reshape([3, 3, 4]))).toBeCloseTo(expected, 14);
    const turned = logits.transpose().transpose(); // another layout in memory
    expect(metric(turned, targets.as([9, 4]))).toBeCloseTo(expected, 14);
  });

  test("rocAuc of probabilities, each class against the rest", () => {
    // roc_auc_score(y, softmax(z), multi_class="ovr", average="macro")
    expect(rocAuc(logits.softmax(), targets)).toBeCloseTo(0.7762896825396826, 14);
  });

  test("confusionMatrix", () => {
    // confusion_matrix(y, z.argmax(1), labels=range(4))
    expect(confusionMatrix(logits, targets).toArray()).toEqual([
      [2, 1, 0, 0],
      [1, 1, 0, 0],
      [0, 0, 3, 0],
      [0, 1, 0, 0],
    ]);
  });

  test("classes that don't occur don't count", () => {
    const truth = oneHot([0, 2, 2, 0, 0, 2, 2, 0, 0]).slice([0, 4]);
    const predicted = oneHot([0, 2, 0, 0, 0, 2, 0, 0, 0]).slice([0, 4]);
    expect(precision(predicted, truth)).toBeCloseTo(0.8333333333333333, 14); // with average="macro"
    expect(recall(predicted, truth)).toBeCloseTo(0.75, 14);
    expect(f1(predicted, truth)).toBeCloseTo(0.7333333333333334, 14);
  });

  test("rows of zeros are padding", () => {
    const padded = targets.pad([
      [0, 2],
      [0, 0],
    ]);
    const outputs = logits.pad(
      [
        [0, 2],
        [0, 0],
      ],
      5,
    );
    for (const metric of [accuracy, precision, recall, f1, topKAccuracy(2)])
      expect(metric(outputs, padded)).toBe(metric(logits, targets));
    expect(confusionMatrix(outputs, padded).toArray()).toEqual(confusionMatrix(logits, targets).toArray());
  });

  test("probabilities as targets stand for their greatest", () => {
    expect(accuracy(vector([1, 2, 0]), vector([0.25, 0.5, 0.25]))).toBe(1);
    expect(accuracy(vector([2, 1, 0]), vector([0.25, 0.5, 0.25]))).toBe(0);
  });

  test("equal outputs and NaN rank as argmax ranks them", () => {
    const given = [
      [1, 1, 0],
      [0, 1, 1],
      [Number.NaN, 1, 2],
      [1, 2, Number.NaN],
      [1, Number.NaN, Number.NaN],
    ] as const;
    for (const row of given) {
      const outputs = vector(row);
      for (const own of [0, 1, 2]) {
        const target = tensor(
          [0, 1, 2].map((other) => Number(other === own)),
          [3],
        );
        const isFirst = outputs.argmax().at() === own;
        expect([row, own, accuracy(outputs, target)]).toEqual([row, own, Number(isFirst)]);
        expect(topKAccuracy(1)(outputs, target)).toBe(Number(isFirst));
      }
    }
    expect(topKAccuracy(2)(vector([1, 1, 1]), vector([0, 1, 0]))).toBe(1);
    expect(topKAccuracy(2)(vector([1, 1, 1]), vector([0, 0, 1]))).toBe(0);
  });
});

describe("a single class", () => {
  test.each([
    ["accuracy", accuracy, 0.6], // accuracy_score(t, z > 0)
    ["precision", precision, 0.6666666666666666], // precision_score(t, z > 0)
    ["recall", recall, 0.6666666666666666],
    ["f1", f1, 0.6666666666666666],
    ["rocAuc", rocAuc, 0.6666666666666667], // roc_auc_score(t, z)
  ] as const)("%s", (_, metric, expected) => {
    expect(metric(answers, truths)).toBeCloseTo(expected, 14);
  });

  test("precision and recall differ, by hand", () => {
    const [outputs, wanted] = [tensor([1, 1, 1, -1], [4, 1]), tensor([1, 0, 0, 1], [4, 1])];
    expect(precision(outputs, wanted)).toBeCloseTo(1 / 3, 14);
    expect(recall(outputs, wanted)).toBe(1 / 2);
    expect(f1(outputs, wanted)).toBeCloseTo(2 / 5, 14);
  });

  test("an answer that is never given, or never right, counts 0", () => {
    const [no, some] = [tensor([-1, -1, -1], [3, 1]), tensor([1, 1, 0], [3, 1])];
    expect([precision(no, some), recall(no, some), f1(no, some)]).toEqual([0, 0, 0]); // zero_division=0
    expect(recall(no, zeros([3, 1]))).toBe(0);
  });

  test("a logit of 0 means no", () => {
    expect(accuracy(zeros([1, 1]), zeros([1, 1]))).toBe(1);
  });
});

describe("rocAuc", () => {
  test("of independent classes is the mean over them", () => {
    const [outputs, wanted] = [
      matrix([
        [2, -1, 0.5],
        [0.5, 1, -1],
        [1, -2, 0],
        [-1, 0, 2],
        [0.5, 0.25, -3],
      ]),
      matrix([
        [1, 0, 1],
        [0, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ];
    expect(rocAuc(outputs, wanted)).toBeCloseTo(0.8055555555555555, 14); // (0.91667 + 0.5 + 1) / 3
  });

  test("is the share of pairs in the right order, whatever the ties", () => {
    const source = random(11);
    for (let round = 0; round < 20; round++) {
      const scores = randomNormal([31, 1], source).dataSync().map(Math.round);
      const given = randomNormal([31, 1], source)
        .dataSync()
        .map((x) => Number(x > 0));
      const of = (wanted: number) => [...scores].filter((_, index) => given[index] === wanted);
      const pairs = of(1).flatMap((yes) => of(0).map((no) => (yes > no ? 1 : yes === no ? 0.5 : 0)));
      const share = pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length;
      expect(rocAuc(tensor(scores, [31, 1]), tensor(given, [31, 1]))).toBeCloseTo(share, 13);
    }
  });

  test("is NaN if there is nothing to separate, or an output is NaN", () => {
    expect(rocAuc(answers, zeros([10, 1]))).toBeNaN();
    expect(rocAuc(answers, zeros([10, 1]).add(1))).toBeNaN();
    expect(rocAuc(tensor([1, Number.NaN], [2, 1]), tensor([0, 1], [2, 1]))).toBeNaN();
  });
});

test("meanAbsoluteError", () => {
  const [outputs, wanted] = [
    matrix([
      [3, -0.5],
      [2, 7],
    ]),
    matrix([
      [2.5, 0],
      [2, 8.5],
    ]),
  ];
  expect(meanAbsoluteError(outputs, wanted)).toBe(0.625); // mean_absolute_error
  expect(meanAbsoluteError(outputs.transpose(), wanted.transpose())).toBe(0.625);
  expect(meanAbsoluteError(scalar(1), scalar(3))).toBe(2);
});

test("without any examples, the result is NaN", () => {
  for (const metric of [accuracy, precision, recall, f1, topKAccuracy(2), meanAbsoluteError, rocAuc])
    expect(metric(zeros([0, 3]), zeros([0, 3]))).toBeNaN();
  expect(accuracy(zeros([5, 3]), zeros([5, 3]))).toBeNaN(); // nothing but padding
  expect(confusionMatrix(zeros([0, 2]), zeros([0, 2])).toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

describe("refused", () => {
  test.each([
    ["accuracy", accuracy],
    ["topKAccuracy", topKAccuracy(2)],
    ["precision", precision],
    ["recall", recall],
    ["f1", f1],
    ["confusionMatrix", confusionMatrix],
  ] as [string, Untyped][])("by %s", (name, metric) => {
    expect(() => metric(zeros([7, 3]), zeros([7, 2]) as never)).toThrow(`${name}: the output is [7, 3], the targets are [7, 2]`);
    expect(() => metric(scalar(1), scalar(1))).toThrow(`${name}: takes an axis of classes, not []`);
    expect(() => metric(zeros([1, 3]), matrix([[1, 1, 0]]))).toThrow(
      `${name}: a row of targets is from 0 up and adds up to 1, or is all 0, but one is [1, 1, 0]`,
    );
    expect(() => metric(zeros([1, 1]), matrix([[2]]))).toThrow(`${name}: targets lie between 0 and 1, but one is 2`);
    expect(() => metric([1] as never, zeros([1]))).toThrow(`${name}: `);
  });

  test("a single class, where there have to be several", () => {
    expect(() => topKAccuracy(2)(answers, truths as never)).toThrow(
      "topKAccuracy: [10, 1] has one class, so there is nothing to tell apart",
    );
    expect(() => confusionMatrix(answers, truths as never)).toThrow(
      "confusionMatrix: [10, 1] has one class, so there is nothing to tell apart",
    );
  });

  test("a k that is no number of classes", () => {
    expect(() => topKAccuracy(0)).toThrow("topKAccuracy: k is a whole number from 1 up, not 0");
    expect(() => topKAccuracy(1.5)).toThrow("topKAccuracy: k is a whole number from 1 up, not 1.5");
  });
});
