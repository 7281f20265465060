/**
 * What a dense layer does between its products, in one pass over memory each: the bias and the activation on the way forward, the
 * activation's derivative on the way back. Each result is the same as that of the separate operations, bit for bit.
 */
import { operation, Relu, ReluDerivative, Sigmoid, SigmoidDerivative, Tanh, TanhDerivative } from "./elementwise";
import { FLOAT, loadUpTo4, storeUpTo4 } from "./vector";

/** z = x + bias, for each row of x, and σ(z). `weightedSum` may be x itself. */
@inline
function biasActivation<Activation>(x: usize, bias: usize, weightedSum: usize, output: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    let shift = bias;
    for (let left = columns; left > 0; left -= 4) {
      const z = f32x4.add(loadUpTo4(x, left), loadUpTo4(shift, left));
      storeUpTo4(weightedSum, z, left);
      storeUpTo4(output, operation<Activation>().of(z), left);
      const bytes = <usize>min(4, left) << FLOAT;
      x += bytes;
      shift += bytes;
      weightedSum += bytes;
      output += bytes;
    }
  }
}

/** δ = e ⊙ σ′(z), for each of n numbers. `result` may be e itself. */
@inline
function multiplyByDerivative<Derivative>(error: usize, weightedSum: usize, result: usize, n: i32): void {
  for (; n > 0; n -= 4) {
    const derivative = operation<Derivative>().of(loadUpTo4(weightedSum, n));
    storeUpTo4(result, f32x4.mul(loadUpTo4(error, n), derivative), n);
    error += 16;
    weightedSum += 16;
    result += 16;
  }
}

export function biasRelu(x: usize, bias: usize, weightedSum: usize, output: usize, rows: i32, columns: i32): void {
  biasActivation<Relu>(x, bias, weightedSum, output, rows, columns);
}
export function biasSigmoid(x: usize, bias: usize, weightedSum: usize, output: usize, rows: i32, columns: i32): void {
  biasActivation<Sigmoid>(x, bias, weightedSum, output, rows, columns);
}
export function biasTanh(x: usize, bias: usize, weightedSum: usize, output: usize, rows: i32, columns: i32): void {
  biasActivation<Tanh>(x, bias, weightedSum, output, rows, columns);
}

export function multiplyByReluDerivative(error: usize, weightedSum: usize, result: usize, n: i32): void {
  multiplyByDerivative<ReluDerivative>(error, weightedSum, result, n);
}
export function multiplyBySigmoidDerivative(error: usize, weightedSum: usize, result: usize, n: i32): void {
  multiplyByDerivative<SigmoidDerivative>(error, weightedSum, result, n);
}
export function multiplyByTanhDerivative(error: usize, weightedSum: usize, result: usize, n: i32): void {
  multiplyByDerivative<TanhDerivative>(error, weightedSum, result, n);
}
