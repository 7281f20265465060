/** What the `predict` and `forward` of a program's own layers return. */
import { type Matrix, type Shape, type Size, type Tensor, zeros } from "conformable";
import { dense, type Layer, type Pass, sequential } from "conformable/nn";
import { is } from "../is.js";

// ── an object
{
  const negate: Layer<[5], [5], readonly []> = {
    inputShape: [5],
    outputShape: [5],
    parameters: [],
    predict: (input) => input.negate(), // right
    predict: (input) => input.sum(-1), // wrong: …
    predict: (input) => input.window(0, 4, -1), // wrong: …
    predict: () => "nonsense", // wrong: …
    forward: (input) => ({ output: input.negate(), backward: (error) => ({ error: error.negate(), gradients: [] }) }), // right
    forward: (input) => ({ output: input.sum(-1), backward: (error) => ({ error: error.negate(), gradients: [] }) }), // wrong: …
  };
  const y: Matrix<2, 1> = sequential(dense(3, 5), negate, dense(5, 1)).predict(zeros([2, 3]));
  is([2, 1], y);
}

// ── a class
{
  class Half implements Layer<[6], [3], readonly []> {
    readonly inputShape: [6] = [6];
    readonly outputShape: [3] = [3];
    readonly parameters = [] as const;
    predict<Batch extends Shape>(input: Tensor<[...Batch, 6]>): Tensor<[...Batch, 3]> { return input.window(0, 3, -1); } // right
    predict<Batch extends Shape>(input: Tensor<[...Batch, 6]>): Tensor<[...Batch, 6]> { return input.negate(); } // refused: …Property 'predict' in type 'Half' is not assignable…
    predict<Batch extends Shape>(input: Tensor<[...Batch, 6]>): Tensor<[...Batch, 3]> { return input; } // refused: Type 'Tensor<[...Batch, 6]>' is not assignable to type 'Tensor<[...Batch, 3]>'…
    forward<Batch extends Shape>(input: Tensor<[...Batch, 6]>): Pass<[...Batch, 6], [...Batch, 3], readonly []> {
      return { output: input.window(0, 3, -1), backward: () => ({ error: input, gradients: [] }) };
    }
  }
  is([4, 3], new Half().forward(zeros([4, 6])).output);
}

// ── a class for all sizes
{
  class Front<N extends number, M extends number> implements Layer<[N], [M], readonly []> {
    readonly inputShape: [Size<N>];
    readonly outputShape: [Size<M>];
    readonly parameters = [] as const;
    constructor(inputs: Size<N>, readonly outputs: Size<M>) { this.inputShape = [inputs]; this.outputShape = [outputs]; }
    predict<Batch extends Shape>(input: Tensor<[...Batch, N]>): Tensor<[...Batch, M]> { return input.window(0, this.outputs, -1); } // right
    predict<Batch extends Shape>(input: Tensor<[...Batch, N]>): Tensor<[...Batch, N]> { return input; } // wrong: …Property 'predict' in type 'Front<N, M>' is not assignable…
    forward<Batch extends Shape>(input: Tensor<[...Batch, N]>): Pass<[...Batch, N], [...Batch, M], readonly []> {
      return { output: input.window(0, this.outputs, -1), backward: () => ({ error: input.multiply(0), gradients: [] }) };
    }
  }
  is([4, 3], new Front(6, 3).predict(zeros([4, 6])));
}

// ── an object whose methods are written out, in a network
{
  const drop = {
    inputShape: [4] as [4],
    outputShape: [4] as [4],
    parameters: [] as const,
    predict<Batch extends Shape>(input: Tensor<[...Batch, 4]>): Tensor<[...Batch, 4]> { return input.relu(); }, // right
    predict<Batch extends Shape>(input: Tensor<[...Batch, 4]>): Tensor<[...Batch, 4, 1]> { return input.expandDims(-1); }, // wrong
    forward<Batch extends Shape>(input: Tensor<[...Batch, 4]>): Pass<[...Batch, 4], [...Batch, 4], readonly []> {
      return { output: input.relu(), backward: (error) => ({ error, gradients: [] }) };
    },
  };
  const network = sequential(dense(3, 4), drop, dense(4, 2)); // here: …
  is([5, 2], network.predict(zeros([5, 3])));
}

// ── a layer that is declared, of all sizes
{
  const scaled = <N extends number>(size: Size<N>, factor: number): Layer<[N], [N], readonly []> => ({
    inputShape: [size],
    outputShape: [size],
    parameters: [],
    predict: (input) => input.multiply(factor), // right
    predict: (input) => input.sum(), // wrong: …
    forward: (input) => ({ output: input.multiply(factor), backward: (error) => ({ error: error.multiply(factor), gradients: [] }) }),
  });
  is([2, 3], sequential(dense(4, 3), scaled(3, 2)).predict(zeros([2, 4])));
}

// ── a network of any width
{
  const apply = <N extends number>(network: Layer<[N], [2], unknown>, x: Matrix<5, N>) => network.predict(x);
  is([5, 2], apply(dense(3, 2), zeros([5, 3]))); // right
  is([5, 2], apply(dense(3, 2), zeros([5, 4]))); // wrong: …
}

// ── data of type `any`
{
  const x = JSON.parse("null") ?? zeros([5, 3]);
  const y = dense(3, 2).predict(x);
  is([5, 2], y.add(zeros([5, 2]))); // right
}
