/**
 * A network from scratch: weights, biases and the four formulas of backpropagation, without anything from conformable/nn. The guide's
 * chapter on backpropagation ends with this program.
 *
 *     npx tsx docs/examples/from-scratch.ts
 */
import { contractBatch, type Matrix, random, randomNormal, sumBatch, type Vector, zeros } from "conformable";
import { examples, readDigits, shuffle } from "./digits/data.js";

const source = random(1);
const digits = shuffle(readDigits(), source);
const { inputs: x, targets: y } = examples(digits.slice(0, 1437), 1437); // Matrix<1437, 64>, Matrix<1437, 10>
const test = examples(digits.slice(1437), 360);

let w1: Matrix<30, 64> = randomNormal([30, 64], source, { deviation: 1 / 8 });
let w2: Matrix<10, 30> = randomNormal([10, 30], source, { deviation: 1 / 5 });
let [b1, b2]: [Vector<30>, Vector<10>] = [zeros([30]), zeros([10])];
const rate = 5;

for (let step = 1; step <= 800; step++) {
  // Forward: z = W a + b and a = σ(z), for 1437 examples at once.
  const a1 = x.matmul(w1.transpose()).addBias(b1).sigmoid(); //  Matrix<1437, 30>
  const a2 = a1.matmul(w2.transpose()).addBias(b2).sigmoid(); // Matrix<1437, 10>

  // The loss C = ½ Σ (a - y)², averaged over the examples.
  const difference = a2.subtract(y); // ∂C/∂a
  if (step % 100 === 0) console.log(`step ${step}: C = ${(difference.square().sum().at() / 2 / 1437).toFixed(4)}`);

  // Back: σ′(z) = σ(z) (1 - σ(z)) = a - a².
  const error2 = difference.multiply(a2.subtract(a2.square())); //           BP1: Matrix<1437, 10>
  const error1 = error2.matmul(w2).multiply(a1.subtract(a1.square())); //    BP2: Matrix<1437, 30>

  b2 = b2.subtract(sumBatch(error2).multiply(rate / 1437)); //               BP3
  w2 = w2.subtract(contractBatch(error2, a1).multiply(rate / 1437)); //      BP4: Matrix<10, 30>
  b1 = b1.subtract(sumBatch(error1).multiply(rate / 1437));
  w1 = w1.subtract(contractBatch(error1, x).multiply(rate / 1437)); //       Matrix<30, 64>
}

const outputs = test.inputs.matmul(w1.transpose()).addBias(b1).sigmoid().matmul(w2.transpose()).addBias(b2);
const predictions = outputs.argmax(1); // Vector<360>
const right = test.digits.filter((digit, index) => digit.label === predictions.at(index)).length;
console.log(`test accuracy: ${((100 * right) / 360).toFixed(1)} %`);
