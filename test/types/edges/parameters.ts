/**
 * Parameters and their gradients are trees of tensors. If a type describes only some of a layer's parameters, or makes one
 * optional, it isn't the type of that layer's parameters. Gradients with a missing or an extra tensor aren't that layer's
 * gradients.
 */
import { type Matrix, ones, random, randomNormal, type Scalar, type Shape, type Size, stack, type Tensor, type Vector, zeros } from "conformable";
import { adam, attention, backpropagate, type BatchNorm, batchNorm, conv2d, dense, type Dense, type DenseParameters, embedding, type Gradients, layer, type Layer, layerNorm, meanSquaredError, type Network, type Optimizer, relu, residual, sequential, sgd, train, trainable, type Trainable, type Use } from "conformable/nn";
import { is } from "../is.js";

const network = dense(7, 5);
const whole = { weights: zeros([5, 7]), bias: zeros([5]) };

// ── sgd: a layer whose type has fewer parameters
{
  const part: Layer<[7], [5], DenseParameters<7, 5>> = dense(7, 5); // right
  sgd(part, { learningRate: 1 }).step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  const part: Layer<[7], [5], { readonly weights: Matrix<5, 7> }> = dense(7, 5); sgd(part, { learningRate: 1 }).step({ weights: zeros([5, 7]) }); // wrong: …
}

// ── adam: a layer whose type has no parameters
{
  const part: Layer<[7], [5], DenseParameters<7, 5>> = dense(7, 5); adam(part).step(whole); // right
  const part: Layer<[7], [5], {}> = dense(7, 5); adam(part).step({}); // wrong: …
}

// ── adam: a function's parameter with a type of its own
{
  const steps = (model: Dense<7, 5>) => adam(model).step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  const steps = (model: Layer<[7], [5], { readonly bias: Vector<5> }>) => adam(model).step({ bias: zeros([5]) }); // wrong
  steps(dense(7, 5)); // here: …
}

// ── sgd: an optional parameter
{
  const part: Dense<7, 5> = dense(7, 5); sgd(part, { learningRate: 1 }).step(whole); // right
  const part: Layer<[7], [5], { readonly weights: Matrix<5, 7>; readonly bias?: Vector<5> }> = dense(7, 5); sgd(part, { learningRate: 1 }).step({ weights: zeros([5, 7]) }); // wrong: …
}

// ── sgd: a parameter of one shape or another
{
  const part: Layer<[7], [5], { readonly weights: Matrix<5, 7>; readonly bias: Vector<5> }> = dense(7, 5); sgd(part, { learningRate: 1 }).step(whole); // right
  const part: Layer<[7], [5], { readonly weights: Matrix<5, 7>; readonly bias: Vector<5> | Vector<7> }> = dense(7, 5); sgd(part, { learningRate: 1 }).step({ weights: zeros([5, 7]), bias: zeros([7]) }); // wrong: …
}

// ── sgd: a list whose layer types are lost
{
  const layers: Dense<7, 5>[] = [dense(7, 5), dense(7, 5)]; for (const one of layers) sgd(one, { learningRate: 1 }).step(whole); // right
  const layers: Layer<[7], [5], { readonly weights: Matrix<5, 7> }>[] = [dense(7, 5)]; for (const one of layers) sgd(one, { learningRate: 1 }).step({ weights: zeros([5, 7]) }); // wrong: …
}

// ── sgd: parameters that are unknown
{
  const model: Dense<7, 5> = dense(7, 5); sgd(model, { learningRate: 1 }).step(whole); // right
  const model: Layer<[7], [5], unknown> = dense(7, 5); sgd(model, { learningRate: 1 }).step(zeros([2])); // wrong, open: …
}

// ── sgd: a network whose second layer is left out
{
  const model: Network<[7], [3], readonly [DenseParameters<7, 5>, DenseParameters<5, 3>]> = sequential(dense(7, 5), dense(5, 3)); sgd(model, { learningRate: 1 }).step([whole, { weights: zeros([3, 5]), bias: zeros([3]) }]); // right
  const model: Network<[7], [3], { readonly 0: DenseParameters<7, 5> }> = sequential(dense(7, 5), dense(5, 3)); sgd(model, { learningRate: 1 }).step({ 0: whole }); // wrong: …
}

// ── sgd: the parameters of a network as a list
{
  const model: Network<[5], [5], readonly [DenseParameters<5, 5>, DenseParameters<5, 5>]> = sequential(dense(5, 5), dense(5, 5)); // right
  sgd(model, { learningRate: 1 }).step(model.parameters); // right
  const model: Network<[5], [5], readonly DenseParameters<5, 5>[]> = sequential(dense(5, 5), dense(5, 5)); sgd(model, { learningRate: 1 }).step([dense(5, 5).parameters]); // wrong: …
}

// ── assign: a trainable whose type has fewer tensors
{
  const home: Trainable<{ readonly by: Vector<3>; readonly to: Vector<5> }> = trainable({ by: zeros([3]), to: zeros([5]) }); home.assign({ by: ones([3]), to: ones([5]) }); // right
  const home: Trainable<{ readonly by: Vector<3> }> = trainable({ by: zeros([3]), to: zeros([5]) }); home.assign({ by: ones([3]) }); // wrong: …
}

// ── assign: a trainable of anything
{
  const home: Trainable<Vector<3>> = trainable(zeros([3])); home.assign(ones([3])); // right
  const home: Trainable<unknown> = trainable(zeros([3])); home.assign(ones([5])); // wrong: …
}

// ── assign: a trainable of one shape or another
{
  const home: Trainable<Vector<3>> = trainable(zeros([3])); home.assign(ones([3])); // right
  const home: Trainable<Vector<3> | Vector<5>> = trainable(zeros([3])); home.assign(ones([5])); // wrong: …
}

// ── trainable: a tensor or a record of one shape or another
{
  const yes: boolean = JSON.parse("true");
  trainable({ a: zeros([3]) }).assign({ a: ones([3]) }); // right
  trainable(yes ? zeros([3]) : zeros([5])).assign(ones([5])); // wrong: trainable: …
  trainable(yes ? { a: zeros([3]) } : { a: zeros([5]) }).assign({ a: ones([5]) }); // wrong: trainable: …
  trainable({ a: 3 }); // wrong: trainable: …
  trainable(yes ? zeros([3]) : undefined); // refused: trainable: …
}

// ── trainable: in code for all trees
{
  const held = <P>(values: P) => trainable(values); // right
  const held = <N extends number>(values: Vector<N>): Trainable<Vector<5>> => trainable(values); // refused: Type …
  held(zeros([3])).assign(ones([3])); // right
}

// ── assign: a missing tensor, or an extra one
{
  const { statistics } = batchNorm(3);
  const more = { mean: zeros([3]), variance: ones([3]), median: zeros([3]) };
  statistics.assign({ mean: zeros([3]), variance: ones([3]) }); // right
  statistics.assign({ mean: zeros([3]) }); // wrong: …
  statistics.assign(more); // wrong, open: …
  statistics.assign({ mean: zeros([5]), variance: ones([3]) }); // wrong: …
}

// ── assign: the trainables of a network
{
  const home = trainable({ by: ones([3]), to: zeros([3]) });
  const given = { by: zeros([3]), to: zeros([3]) }; // right
  const given = { by: zeros([3]), to: zeros([3, 1]) }; // wrong
  home.assign(given); // here: …
}

// ── step: gradients without the bias
{
  const optimizer = sgd(network, { learningRate: 1 });
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  optimizer.step({ weights: zeros([5, 7]) }); // wrong: …
  optimizer.step({ bias: zeros([5]) }); // wrong: …
}

// ── step: gradients with one too many, written there
{
  const optimizer = adam(dense(7, 5));
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]) }); // right
  optimizer.step({ weights: zeros([5, 7]), bias: zeros([5]), scale: zeros([5]) }); // wrong: …
}

// ── step: gradients with one too many, in a variable
{
  const optimizer = adam(dense(7, 5));
  const gradients = { weights: zeros([5, 7]), bias: zeros([5]) }; // right
  const gradients = { weights: zeros([5, 7]), bias: zeros([5]), scale: zeros([5]) }; // wrong
  optimizer.step(gradients); // here, open: …
}

// ── step: transposed gradients
{
  const optimizer = sgd(dense(7, 5), { learningRate: 1 });
  optimizer.step({ weights: zeros([5]).outer(zeros([7])), bias: zeros([5]) }); // right
  optimizer.step({ weights: zeros([7]).outer(zeros([5])), bias: zeros([5]) }); // wrong: …
}

// ── step: gradients of another network
{
  const network = dense(7, 5);
  const optimizer = sgd(network, { learningRate: 1 });
  const { gradients } = backpropagate(network, meanSquaredError, zeros([2, 7]), zeros([2, 5])); // right
  const { gradients } = backpropagate(layerNorm(7), meanSquaredError, zeros([2, 7]), zeros([2, 7])); // wrong
  optimizer.step(gradients); // here: …
}

// ── step: gradients of a layer, for a network of one
{
  const optimizer = sgd(sequential(dense(7, 5)), { learningRate: 1 });
  optimizer.step([whole]); // right
  optimizer.step(whole); // wrong: …
  optimizer.step([]); // wrong: …
  optimizer.step([whole, whole]); // wrong: …
}

// ── step: one layer's gradients for another
{
  const optimizer = sgd(sequential(dense(7, 5), dense(5, 3)), { learningRate: 1 });
  const upper = { weights: zeros([3, 5]), bias: zeros([3]) };
  optimizer.step([whole, upper]); // right
  optimizer.step([whole, whole]); // wrong: …
}

// ── step: a list of gradients
{
  const optimizer = sgd(sequential(dense(5, 5), dense(5, 5)), { learningRate: 1 });
  const square = { weights: zeros([5, 5]), bias: zeros([5]) };
  const gradients: [typeof square, typeof square] = [square, square]; // right
  const gradients: (typeof square)[] = [square]; // wrong
  optimizer.step(gradients); // here: …
}

// ── step: gradients that are spread
{
  const optimizer = sgd(dense(7, 5), { learningRate: 1 });
  optimizer.step({ ...whole, bias: ones([5]) }); // right
  optimizer.step({ ...whole, bias: ones([7]) }); // wrong: …
}

// ── step: an optimiser whose type takes less
{
  const optimizer: Optimizer<DenseParameters<7, 5>> = sgd(dense(7, 5), { learningRate: 1 }); optimizer.step(whole); // right
  const optimizer: Optimizer<{ readonly weights: Matrix<5, 7> }> = sgd(dense(7, 5), { learningRate: 1 }); optimizer.step({ weights: zeros([5, 7]) }); // wrong: …
}

// ── step: an optimiser whose type takes more
{
  const scaling = layer({ by: ones([5]) }, [5], [5], ({ by }, x) => x.multiply(by));
  const optimizer: Optimizer<{ readonly by: Vector<5> }> = sgd(scaling, { learningRate: 1 }); optimizer.step({ by: ones([5]) }); // right
  const optimizer: Optimizer<{ readonly by: Vector<5>; readonly to: Vector<5> }> = sgd(scaling, { learningRate: 1 }); optimizer.step({ by: ones([5]), to: ones([5]) }); // wrong: …
}

// ── step: an optimiser of anything
{
  const optimizer: Optimizer<DenseParameters<7, 5>> = adam(dense(7, 5)); optimizer.step(whole); // right
  const optimizer: Optimizer<unknown> = adam(dense(7, 5)); optimizer.step("gradients"); // wrong: …
}

// ── step: a record of any length
{
  const named = layer({ a: ones([5]), b: ones([5]) }, [5], [5], ({ a, b }, x) => x.multiply(a).add(b));
  const gradients: { readonly a: Vector<5>; readonly b: Vector<5> } = { a: ones([5]), b: ones([5]) }; // right
  const gradients: Record<string, Vector<5>> = { a: ones([5]) }; // wrong
  sgd(named, { learningRate: 1 }).step(gradients); // here: …
}

// ── train: the optimiser of a part
{
  const examples = { inputs: zeros([2, 7]), targets: zeros([2, 5]), loss: meanSquaredError, epochs: 1 };
  await train(network, { ...examples, optimizer: sgd(network, { learningRate: 1 }) }); // right
  await train(network, { ...examples, optimizer: sgd(layerNorm(7), { learningRate: 1 }) }); // wrong: …
}

// ── train: the optimiser of a network of the same shapes, but other parameters
{
  const examples = { inputs: zeros([2, 5]), targets: zeros([2, 5]), loss: meanSquaredError, epochs: 1 };
  const model = dense(5, 5);
  await train(model, { ...examples, optimizer: adam(model) }); // right
  await train(model, { ...examples, optimizer: adam(residual(layerNorm(5))) }); // wrong: …
}

// ── layer: gradients of a custom layer, with one missing
{
  const home = trainable({ by: ones([5]), to: zeros([5]) });
  const own: Layer<[5], [5], { readonly by: Vector<5>; readonly to: Vector<5> }> = {
    inputShape: [5],
    outputShape: [5],
    get parameters() {
      return home.values;
    },
    trainables: [home],
    predict: (x) => x.addBias(home.use().values.to),
    forward: (x) => ({
      output: x.addBias(home.use().values.to),
      backward: (error) => ({ error, gradients: { by: zeros([5]), to: ones([5]) } }), // right
      backward: (error) => ({ error, gradients: { to: ones([5]) } }), // wrong: …
    }),
  };
  sgd(own, { learningRate: 1 }).step(own.forward(zeros([2, 5])).backward(ones([2, 5])).gradients);
}

// ── layer: a parameter of a custom layer, transposed
{
  const own = layer({ w: ones([5, 7]) }, [7], [7], ({ w }, x) => x.add(x.matmul(w.transpose()).sum())); // right
  const own = layer({ w: ones([5, 7]) }, [7], [7], ({ w }, x) => x.add(x.matmul(w).sum())); // wrong: …matmul…
  sgd(own, { learningRate: 1 }).step(own.forward(zeros([2, 7])).backward(ones([2, 7])).gradients);
}

// ── gradients: what batchNorm and others give has the shape of the parameters
{
  const norm: BatchNorm<5> = batchNorm(5);
  const { gradients } = backpropagate(sequential(dense(7, 5), norm), meanSquaredError, randomNormal([3, 7], random(1)), zeros([3, 5]));
  is([5], gradients[1].scale); // right
  is([5], gradients[1].weights); // wrong: Property 'weights' does not exist on type …
}

// ── gradients: of a layer without parameters
{
  const [{ weights }] = backpropagate(sequential(dense(7, 5)), meanSquaredError, zeros([3, 7]), zeros([3, 5])).gradients;
  is([5, 7], weights); // right
  is([7, 5], weights.add(zeros([7, 5]))); // wrong: add: [7, 5] does not fit the end of [5, 7]
}

// ── dense: given weights are of its sizes
{
  is([5], dense(7, 5, { weights: zeros([5, 7]), bias: zeros([5]) }).predict(zeros([7]))); // right
  dense(7, 5, { weights: zeros([7, 5]) }); // wrong: …
  dense(7, 5, { bias: zeros([7]) }); // wrong: …
}

// ── adam: code for all networks
{
  const once = <In extends Shape, Out extends Shape, P>(model: Layer<In, Out, P>, gradients: Gradients<P>) => adam(model).step(gradients); // right
  const once = <In extends Shape, Out extends Shape, P, Q>(model: Layer<In, Out, P>, gradients: Gradients<Q>) => adam(model).step(gradients); // refused: …
  once(dense(7, 5), whole);
}

// ── adam: code for all layers with a bias
{
  const once = <N extends number, P extends { readonly bias: Vector<N> }>(model: Layer<[7], [N], P>) => adam(model).step(model.parameters); // right
  const once = <N extends number, P extends { readonly bias: Vector<N> }>(model: Layer<[7], [N], P>) => adam(model).step({ bias: model.parameters.bias }); // wrong: …
  once(dense(7, 5));
}

// ── use: what a pass reads is what was made
{
  const { values }: Use<{ readonly by: Vector<3> }> = trainable({ by: zeros([3]) }).use();
  is([3], values.by); // right
  is([5], values.by.add(zeros([5]))); // wrong: add: [5] does not fit the end of [3]
}

// ── step: parameters of attention and of conv2d
{
  const heads = sgd(attention([5, 6], 3), { learningRate: 1 });
  const [inward, outward] = [zeros([3, 2, 6]), zeros([6, 3, 2])];
  heads.step({ query: inward, key: inward, value: inward, output: outward }); // right
  heads.step({ query: inward, key: inward, value: inward, output: inward }); // wrong: …
  heads.step({ query: inward, key: inward, output: outward }); // wrong: …
}

// ── step: kernels
{
  const kernels = sgd(conv2d([7, 7, 2], 5, 3, { activation: relu }), { learningRate: 1 });
  kernels.step({ kernels: zeros([3, 3, 2, 5]), bias: zeros([5]) }); // right
  kernels.step({ kernels: zeros([3, 3, 5, 2]), bias: zeros([5]) }); // wrong: …
}

// ── step: a table
{
  const table = sgd(embedding(11, 3), { learningRate: 1 });
  table.step({ table: zeros([11, 3]) }); // right
  table.step(zeros([11, 3])); // wrong: …
}
