/** A list of parameters is a tuple, also where it is written in the call: each tensor keeps its shape. What a refused call returned may be among them. */
import { type Matrix, type Size, type Tensor, valueAndGrad, type Vector, zeros } from "conformable";
import { adagrad, adam, adamW, dense, lion, type Optimizer, optimizerOf, rmsprop, sequential, sgd, type Trainable, trainable } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const [w, v] = [zeros([2]), zeros([3])];
const [one, two] = [dense(4, 3), dense(3, 4)];

// ── optimisers: a list of the parameters of two layers
{
  const [first, second] = adam([one.parameters, two.parameters]).parameters; // right
  const [first, second] = adam([two.parameters, one.parameters]).parameters; // refused
  adamW([one.parameters, v, w]).step([one.parameters, v, w]); // right
  sgd([v, w], { learningRate: 0.1 }).step([v, w]); // right
  rmsprop([v, w]).step([v, w]); // right
  lion([v, w]).step([v, w]); // right
  adagrad([v, w]).step([v, w]); // right
  const own = optimizerOf([v, w], { learningRate: 0.1, update: (parameter, gradient) => ({ parameter: parameter.subtract(gradient) }) }); // right
  own.step([v, w]); // right
  const weights: Matrix<3, 4> = first.weights; // here: Type 'Matrix<4, 3>' …
  is([3, 4], first.weights); // right
}

// ── optimisers: the gradients of a list
{
  const optimizer = adam([v, [w, { v }]]);
  const slope = valueAndGrad((parameters: readonly [Vector<3>, readonly [Vector<2>, { readonly v: Vector<3> }]]) => parameters[0].sum().add(parameters[1][0].sum()).add(parameters[1][1].v.sum()));
  optimizer.step(slope(optimizer.parameters).gradients); // right
  optimizer.step([v, [w, { v }]]); // right
  optimizer.step([w, [w, { v }]]); // wrong: Type 'Tensor<[2]>' is not assignable to type 'Tensor<[3]>'.
  optimizer.step([v, [w, { v: w }]]); // wrong: Type 'Tensor<[2]>' is not assignable to type 'Tensor<[3]>'.
  optimizer.step([v]); // wrong: …
}

// ── optimisers: what isn't a parameter in a list
{
  adam([v, [w, zeros([5])]]); // right
  adam([v, 3]); // wrong: …adam: takes a network, a trainable, or tensors in records and tuples…
  adam([v, undefined]); // wrong: …adam: takes tensors in records and tuples, not undefined…
  adam([v, [w, 3]]); // wrong: Type '3' … Refused<"adam: takes a network, a trainable, or tensors in records and tuples">'.
  adam([v, [w, "x"]]); // wrong: Type '"x"' … Refused<"adam: takes a network, a trainable, or tensors in records and tuples">'.
  adam([one, two]); // wrong: …adam: takes a network, a trainable, or tensors in records and tuples…
  adam([v, yes ? w : v]); // refused: …adam: the parameters may be one of several, of other shapes…
  adam([yes ? one.parameters : two.parameters, w]); // refused: …adam: the parameters may be one of several, of other shapes…
}

// ── optimisers and trainables: a type that is stated
{
  const pair: Optimizer<[Vector<2>, Vector<3>]> = adam([w, v]); // right
  const pair: Optimizer<[Vector<2>, Vector<3>]> = adam([v, w]); // refused: …
  const fixed: Optimizer<readonly [Vector<2>, Vector<3>]> = adam([w, v]); // right
  const nested: Optimizer<{ w: [Vector<2>, Vector<3>] }> = adam({ w: [w, v] }); // right
  const held: Trainable<[Vector<2>, Vector<3>]> = trainable([w, v]); // right
  const record: Trainable<{ w: Vector<2> }> = trainable({ w }); // right
}

// ── optimisers: a list that is made elsewhere
{
  const list = [w, w.add(1)];
  const optimizer = adam(list); // right
  const optimizer = adam([w, v] as (Vector<2> | Vector<3>)[]); // refused: …adam: the parameters may be one of several, of other shapes…
  optimizer.step(list.map((each) => each.multiply(2))); // right
}

// ── trainable: a list
{
  const held = trainable([w, [v, { w }]]);
  held.assign([w.add(1), [v, { w }]]); // right
  held.assign([v, [v, { w }]]); // wrong: Type 'Tensor<[3]>' is not assignable to type 'Tensor<[2]>'.
  trainable([w, [v, 3]]); // wrong: …trainable: takes a tree of tensors, but it has a number…
  trainable([w, undefined]); // wrong: …trainable: takes a tree of tensors, but it has undefined…
  trainable([w, yes ? w : v]); // refused: …trainable: takes a tree of tensors, but it has a tensor of one shape or another…
  const values: readonly [Vector<2>, readonly [Vector<3>, { readonly w: Vector<2> }]] = held.values;
  is([3], values[1][0]); // right
}

// ── optimisers: a list in generic code
{
  const last = <N extends number>(size: Size<N>): Tensor<[N, 2]> => {
    const optimizer = adam([zeros([size]), zeros([size, 2])]);
    optimizer.step([zeros([size]), zeros([size, 2])]); // right
    optimizer.step([zeros([size, 2]), zeros([size, 2])]); // refused: Type 'Tensor<[N, 2]>' is not assignable to type 'Tensor<[N]>'.
    return optimizer.parameters[1];
  };
  is([5, 2], last(5)); // right
}

// ── optimisers: the parameters of a refused network are among the others
{
  const network = sequential(one, dense(3, 1)); // right
  const network = sequential(one, dense(4, 1)); // wrong: …sequential: layer 2 takes [4], but layer 1 gives [3]…
  adam([one.parameters, network.parameters]).step([one.parameters, network.parameters]);
  adamW({ one: one.parameters, network: network.parameters });
  lion({ v, deep: { network: network.parameters } });
  is([3, 4], one.parameters.weights); // right
}

// ── optimisers and trainable: a refused tensor is among the others
{
  const rate = zeros([2, 3]).matmul(zeros([3])); // right
  const rate = zeros([2, 3]).matmul(zeros([2])); // wrong: …matmul: [2, 3] by [2]…
  sgd({ rate, shift: v }, { learningRate: 0.1 }).step({ rate, shift: v });
  adam([rate, [v, { rate }]]).step([rate, [v, { rate }]]);
  const held = trainable({ rate, shift: v });
  rmsprop(held);
  is([3], held.values.shift); // right
}
