/** A step of training as a program: everything that it changes is both an argument and a result. */
import { type Matrix, random, type Scalar, type Shape, type Tensor, trace, valueAndGrad, zeros } from "conformable";
import { dense, relu, sequential } from "conformable/nn";

/** The number of examples in a batch, over all devices. */
export const batch = 128;
const [rate, friction] = [0.1, 0.9];

const source = random(1);
export const network = sequential(
  dense(64, 72, { activation: relu, random: source }), // weights: Matrix<72, 64>
  dense(72, 10, { random: source }), //                   weights: Matrix<10, 72>
);
type Parameters = typeof network.parameters;

/** What gradient descent with momentum changes: the parameters, and a velocity for each. */
export interface State {
  readonly parameters: Parameters;
  readonly velocity: Parameters;
}

export const start: State = {
  parameters: network.parameters,
  velocity: [
    { weights: zeros([72, 64]), bias: zeros([72]) },
    { weights: zeros([10, 72]), bias: zeros([10]) },
  ],
};

/** The cross-entropy, averaged over the batch. */
const loss = (parameters: Parameters, inputs: Matrix<128, 64>, targets: Matrix<128, 10>): Scalar =>
  network.with(parameters).predict(inputs).logSoftmax().multiply(targets).sum().divide(-batch);

/** v ← μ v + ∇C */
const faster = <S extends Shape>(v: Tensor<S>, gradient: Tensor<S>): Tensor<S> => v.multiply(friction).add(gradient);
/** w ← w - η v */
const moved = <S extends Shape>(w: Tensor<S>, v: Tensor<S>): Tensor<S> => w.subtract(v.multiply(rate));

function step({ parameters: [w1, w2], velocity: [v1, v2] }: State, inputs: Matrix<128, 64>, targets: Matrix<128, 10>) {
  const { value, gradients } = valueAndGrad(loss)([w1, w2], inputs, targets);
  const [g1, g2] = gradients;
  const velocity: Parameters = [
    { weights: faster(v1.weights, g1.weights), bias: faster(v1.bias, g1.bias) },
    { weights: faster(v2.weights, g2.weights), bias: faster(v2.bias, g2.bias) },
  ];
  const parameters: Parameters = [
    { weights: moved(w1.weights, velocity[0].weights), bias: moved(w1.bias, velocity[0].bias) },
    { weights: moved(w2.weights, velocity[1].weights), bias: moved(w2.bias, velocity[1].bias) },
  ];
  return { state: { parameters, velocity } satisfies State, loss: value };
}

/** Takes the state, the inputs and the targets; gives the next state and the loss. */
export const program = trace(step, start, zeros([batch, 64]), zeros([batch, 10]));
