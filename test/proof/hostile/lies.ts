/** Foreign layers, losses and optimisers whose results are wrong. */
import * as library from "../../../src/index.js";
import * as networks from "../../../src/nn/index.js";
import { type Call, image, passed, small, square, type Untyped, x } from "./calls.js";

const { zeros, ones, scalar }: Untyped = library;
const { dense, sequential, meanSquaredError, relu, sgd, conv2d }: Untyped = networks;

const liar = (layer: Untyped, part: string, lie: unknown): Untyped => ({
  ...layer,
  predict: (input: Untyped) => (part === "predict" ? lie : layer.predict(input)),
  forward(input: Untyped) {
    const pass = layer.forward(input);
    if (part === "pass") return lie;
    if (part === "output") return { ...pass, output: lie };
    return {
      ...pass,
      backward(error: Untyped) {
        const back = pass.backward(error);
        return part === "back"
          ? lie
          : part === "error"
            ? { error: lie, gradients: back.gradients }
            : { error: back.error, gradients: part === "gradients" ? lie : back.gradients };
      },
    };
  },
});
const steps = (first: Untyped, loss: Untyped = meanSquaredError) => {
  const { gradients, error } = (networks.backpropagate as Untyped)(first, loss, ...passed());
  error.toArray();
  sgd(first, { learningRate: 0.1 }).step(gradients);
};
const lying: readonly Call[] = [
  { name: "a layer's predict", run: (lie) => sequential(liar(small(), "predict", lie)).predict(x), given: () => [square] },
  ...["pass", "output", "back", "error", "gradients"].flatMap((part): Call[] => [
    { name: `a layer's ${part}`, run: (lie) => steps(liar(small(), part, lie)), given: () => [ones([4, 2])] },
    {
      name: `a layer's ${part} in sequential`,
      run: (lie) => steps(sequential(dense(3, 3), liar(small(), part, lie))),
      given: () => [ones([4, 2])],
    },
    {
      name: `a layer's ${part} in residual`,
      run: (lie) => steps(sequential((networks as Untyped).residual(liar(dense(3, 3), part, lie)), small())),
      given: () => [ones([4, 3])],
    },
  ]),
  ...["inputShape", "outputShape", "trainables", "parameters"].map(
    (part): Call => ({
      name: `a layer's ${part}`,
      run: (lie) => steps(sequential({ ...small(), [part]: lie }, dense(2, 2))),
      given: () => [[3]],
    }),
  ),
  {
    name: "an activation's apply",
    run: (lie) => steps(dense(3, 2, { activation: { ...relu, apply: () => lie } })),
    given: () => [ones([4, 2])],
  },
  {
    name: "an activation's derivative",
    run: (lie) => steps(dense(3, 2, { activation: { ...relu, derivative: () => lie } })),
    given: () => [ones([4, 2])],
  },
  {
    name: "an activation's apply in conv2d",
    run: (lie) =>
      conv2d([4, 4, 3], 2, 3, { activation: { ...relu, apply: () => lie } })
        .forward(image)
        .backward(zeros([2, 2, 2, 2])),
    given: () => [zeros([2, 2, 2, 2])],
  },
  {
    name: "an activation's derivative in activate",
    run: (lie) =>
      (networks as Untyped)
        .activate({ ...relu, derivative: () => lie })
        .forward(x)
        .backward(x),
    given: () => [x],
  },
  {
    name: "a loss",
    run: (lie) => steps(small(), { name: "lie", evaluate: () => lie }),
    given: () => [{ loss: 1, error: ones([4, 2]) }],
  },
  { name: "a layer's function", run: (lie) => (networks as Untyped).layer({}, [3], [3], () => lie).predict(x), given: () => [x] },
  { name: "a function under grad", run: (lie) => (library.grad as Untyped)(() => lie)(x), given: () => [scalar(1)] },
];
export const lies: readonly Call[] = lying.map((call) => ({ ...call, lies: true }));
