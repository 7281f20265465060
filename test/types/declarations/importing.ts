/** A program on a library that is built on this one. It sees only the library's declaration files. */
import { type Dim, dim, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import type { BatchSize, Network } from "conformable/nn";
import library, { adam, attentive, beside, columns, convolution, cube, derivatives, edges, entries, file, flat, halved, inferredNetwork, last, layer, learn, mapped, merged, Model, padded, pass, perceptron, principal, rest, smaller, step, table, tiled } from "./exported.js";

export const named: Matrix<Dim<"rows">, 3> = table;
export const flattened: Vector<6> = flat(zeros([2, 3]));
export const joined: Matrix<2, 8> = beside(zeros([2, 3]), zeros([2, 5]));
export const joinedByName: Matrix<2, Dim<"left+5">> = beside(zeros([2, dim("left", Number("3"))]), zeros([2, 5]));
export const longer: Matrix<4, 3> = padded(zeros([2, 3]));
export const shorter: Matrix<1, 3> = rest(zeros([2, 3]));
export const half: Matrix<3, 2> = halved(zeros([5, 2]));
export const larger: Matrix<4, 9> = tiled(zeros([2, 3]))[2];
export const each: [Vector<3>, Vector<3>] = entries(zeros([2, 3]));
export const rows: Matrix<10, 64> = merged(zeros([2, 5, 64]));
export const ends: readonly [Tensor<[2, 5]>, unknown, Matrix<2, 3>, Vector<2>] = last(zeros([2, 5]));
export const { u }: { u: Matrix<5, 3> } = principal(zeros([5, 3]))[0];
export const counts: Vector<4> = edges(zeros([9]), 4).counts;
export const images: Tensor<[2, 4, 3, 8]> = convolution(7, 5).predict(zeros([2, 7, 5, 3]));
export const pooled: Tensor<[3, 2, 2]> = smaller(7, 5, 2)[1].predict(zeros([7, 5, 2]));
export const upsampled: Tensor<[14, 10, 2]> = smaller(7, 5, 2)[2].predict(zeros([7, 5, 2]));
export const widened: Tensor<[15, 11, 4]> = smaller(7, 5, 2)[3].predict(zeros([7, 5, 2]));
export const states: Matrix<2, 5> = attentive(4, 6)[1].predict(zeros([2, 4, 6]));
export const outputs: Matrix<2, 3> = perceptron(7, 3).predict(zeros([2, 7]));
export const inferred: Matrix<2, 3> = inferredNetwork(7, 3).predict(zeros([2, 7]));
export const numbers: Matrix<3, 2> = columns({} as Parameters<typeof columns>[0])[0];
export const gradient: Vector<3> = derivatives.grad(zeros([3]));
export const energies: Vector<8> = mapped(zeros([8, 3]));
export const loss: Scalar = step(zeros([5, 3]), zeros([5, 4]));
export const output: Matrix<2, 4> = pass.output;
export const sums: Matrix<3, 4> = cube.sum(0);
export const read: Vector<7> = file(new Uint8Array()).get("a", [7]);
export const network: Network<[28, 28, 1], [10], unknown> = library;
export const classes: Matrix<2, 10> = new Model().forward(zeros([2, 28, 28, 1]));
adam.step(layer.parameters);
for (const { inputs } of learn(layer, zeros([64, 3]), zeros([64, 4])).parts) inputs satisfies Matrix<BatchSize, 3>;

// What the library refuses is still refused.
// @ts-expect-error
layer.predict(zeros([2, 4]));
// @ts-expect-error
step(zeros([5, 4]), zeros([5, 4]));
// @ts-expect-error
flat(zeros([2, 3])).add(zeros([5]));
// @ts-expect-error
convolution(7, 5).predict(zeros([2, 5, 7, 3]));
// @ts-expect-error
new Model().optimizer.step(layer.parameters);
// @ts-expect-error
beside(zeros([2, dim("left", Number("3"))]), zeros([2, 5])).add(zeros([2, 8]));
