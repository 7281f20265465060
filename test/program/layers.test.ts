/** Every layer of the library as a program: a function of its parameters and inputs, and the gradients of both. */
import { describe, expect, test } from "vitest";
import { compile, random, randomNormal, randomUniform, trace, vector } from "../../src/index.js";
import {
  backpropagate,
  binaryCrossEntropy,
  crossEntropy,
  dense,
  embedding,
  type Loss,
  meanSquaredError,
} from "../../src/nn/index.js";
import { allLayers } from "../nn/layers/all-layers.js";
import { checkProgram, contents } from "./as-program.js";

// biome-ignore lint/suspicious/noExplicitAny: layers of any shapes, which aren't the question here
type Any = any;
const [anyTrace, anyCompile]: Any[] = [trace, compile];
const source = random(5);
/** Its training pass updates statistics, which can't be recorded: see trace.test.ts. */
const withStatistics = ["batchNorm"];

describe.each(Object.entries(allLayers))("%s", (name, make) => {
  const own = make();
  const isEmbedding = name.startsWith("embedding");
  const shape = [3, ...(own.inputShape.length === 0 ? [5] : own.inputShape)];
  const inputs = isEmbedding ? vector([1, 0, 4]) : randomUniform(shape as Any, source, { low: -1, high: 1 });
  const targets = randomNormal(own.predict(inputs).shape, source);
  const of = isEmbedding ? [0] : [0, 1]; // indices have no derivative

  test("what it predicts", () => {
    checkProgram((parameters, x) => own.with(parameters).predict(x), [own.parameters, inputs], of);
    checkProgram(own.predict, [inputs], isEmbedding ? [] : [0]);
  });

  test.skipIf(withStatistics.includes(name))("its training pass", () => {
    const isRandom = name.startsWith("dropout");
    const layer = () => (isRandom ? make() : own); // with the same seed
    checkProgram((parameters, x) => layer().with(parameters).forward(x).output, [own.parameters, inputs], of, isRandom);
    const pass = (parameters: Any, x: Any, y: Any) => {
      const { gradients, error } = (backpropagate as Any)(layer().with(parameters), meanSquaredError, x, y);
      return isEmbedding ? { gradients } : { gradients, error };
    };
    const operands = [own.parameters, inputs, targets];
    const expected = contents(pass(own.parameters, inputs, targets));
    expect(contents(anyTrace(pass, ...operands).run(...operands))).toEqual(expected);
    if (!isRandom) expect(contents(anyCompile(pass)(...operands)), "compiled").toEqual(expected);
  });
});

test("an embedding gathers indices that are an input, and refuses those that it doesn't have", () => {
  const table = embedding(5, 3);
  const program = anyTrace(table.predict, vector([0, 0]));
  expect(program.steps.map(({ primitive }: Any) => primitive)).toContain("gather");
  expect(() => program.run(vector([1, 5]))).toThrow("gather: [5, 3] has no entry 5");
});

test.each<Loss>([meanSquaredError, crossEntropy, binaryCrossEntropy])(
  "$name: its error, with targets that are an input and therefore aren't checked",
  (loss) => {
    const layer = dense(3, 4, { random: random(1) });
    const step = (parameters: Any, x: Any, y: Any) => (backpropagate as Any)(layer.with(parameters), loss, x, y).gradients;
    for (const examples of [2, 500]) {
      const operands = [layer.parameters, randomNormal([examples, 3] as Any, source), randomNormal([examples, 4] as Any, source)];
      const targets = operands[2] as Any;
      const given = operands.with(2, targets.softmax());
      expect(contents(anyTrace(step, ...operands).run(...given))).toEqual(contents(step(...(given as [Any, Any, Any]))));
    }
    const wrong = vector([7, -7, 0, 0]);
    const program = anyTrace((y: Any) => loss.evaluate(wrong, y).error, wrong);
    expect(program.run(wrong).shape).toEqual([4]);
    const { error } = loss.evaluate(wrong, vector([0, 0.5, 0, 0.5]));
    expect(program.run(vector([0, 0.5, 0, 0.5])).toArray()).toEqual(error.toArray());
  },
);
