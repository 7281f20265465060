/** Recurrent layers whose sizes are inferred are those of `conformable/nn`, on the sequence that reaches them. */
import { expect, test } from "vitest";
import { type Matrix, random, zeros } from "../../src/index.js";
import { dense, gru, lstm, recurrent, sequential } from "../../src/inferred/index.js";
import { lstm as lstmOf } from "../../src/nn/index.js";

test("take the last two axes that reach them, and give states, or the last one", () => {
  const network = sequential([7, 5], lstm(3), recurrent(2), gru(4, { returns: "last" }), dense(6));
  const output: Matrix<11, 6> = network.predict(zeros([11, 7, 5]));
  expect(output.shape).toEqual([11, 6]);
  const [first, second, third, fourth] = network.parameters;
  expect([first, second, third].map(({ inputWeights }) => inputWeights.shape)).toEqual([
    [4, 3, 5],
    [1, 2, 3],
    [3, 4, 2],
  ]);
  expect(fourth.weights.shape).toEqual([6, 4]);
});

test("have the same initial parameters for the same seed", () => {
  const [{ stateWeights }] = sequential([7, 5], lstm(3, { random: random(1) })).parameters;
  expect(stateWeights).toEqual(lstmOf([7, 5], 3, { random: random(1) }).parameters.stateWeights);
});

test("refuse fewer than two axes", () => {
  // @ts-expect-error lstm: takes [length, width], but [5] reaches it
  expect(() => sequential([5], lstm(3))).toThrow("lstm: takes [length, width], but [5] reaches it");
});
