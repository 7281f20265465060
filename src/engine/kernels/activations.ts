/**
 * What a dense layer does between its products, in one pass over memory each: the bias and the activation on the way forward, the
 * activation's derivative on the way back. Each result is the same as that of the separate operations, bit for bit.
 */
import { operation, Relu, ReluDerivative, Sigmoid, SigmoidDerivative, Tanh, TanhDerivative } from "./elementwise";
import { FLOAT, loadPartial, storePartial } from "./vector";

/** z = x + bias, for each row of x, and σ(z). `weightedSum` may be x itself. */
@inline
function biasActivation<Activation>(x: usize, bias: usize, weightedSum: usize, output: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    let shift = bias;
    let left = columns;
    for (; left >= 4; left -= 4) {
      const z = f32x4.add(v128.load(x), v128.load(shift));
      v128.store(weightedSum, z);
      v128.store(output, operation<Activation>().of(z));
      x += 16;
      shift += 16;
      weightedSum += 16;
      output += 16;
    }
    if (left > 0) {
      const z = f32x4.add(loadPartial(x, left), loadPartial(shift, left));
      storePartial(weightedSum, z, left);
      storePartial(output, operation<Activation>().of(z), left);
      const bytes = <usize>left << FLOAT;
      x += bytes;
      weightedSum += bytes;
      output += bytes;
    }
  }
}

/** δ = e ⊙ σ′(z), for each of n numbers. `result` may be e itself. */
@inline
function multiplyByDerivative<Derivative>(error: usize, weightedSum: usize, result: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    v128.store(result, f32x4.mul(v128.load(error), operation<Derivative>().of(v128.load(weightedSum))));
    error += 16;
    weightedSum += 16;
    result += 16;
  }
  if (n > 0) {
    const derivative = operation<Derivative>().of(loadPartial(weightedSum, n));
    storePartial(result, f32x4.mul(loadPartial(error, n), derivative), n);
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
