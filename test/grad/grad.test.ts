/** Differentiation itself: its arguments and results, nested derivatives, and agreement with the textbook's layers. */
import { describe, expect, test } from "vitest";
import {
  contractBatch,
  grad,
  type Matrix,
  matrix,
  random,
  randomNormal,
  type Scalar,
  ShapeError,
  scalar,
  type Vector,
  valueAndGrad,
  vector,
  vjp,
} from "../../src/index.js";
import { backpropagate, crossEntropy, dense, relu, sequential, sigmoid, tanh } from "../../src/nn/index.js";

describe("parameters", () => {
  test("may be nested records and tuples; the gradient is the same tree", () => {
    interface Parameters {
      readonly layers: readonly [{ readonly w: Matrix<2, 3> }, { readonly w: Vector<2> }];
      readonly shift: Scalar;
    }
    const f = ({ layers: [first, second], shift }: Parameters, x: Vector<3>) => first.w.matmul(x).dot(second.w).add(shift);
    const parameters: Parameters = {
      layers: [
        {
          w: matrix([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        },
        { w: vector([7, 11]) },
      ],
      shift: scalar(13),
    };
    const gradients: Parameters = grad(f)(parameters, vector([1, 0, -1]));
    expect(gradients.layers[0].w.toArray()).toEqual([
      [7, 0, -7],
      [11, 0, -11],
    ]);
    expect(gradients.layers[1].w.toArray()).toEqual([-2, -2]);
    expect(gradients.shift.toArray()).toBe(1);
  });

  test("that don't affect the result have the gradient zero", () => {
    const gradients = grad(({ used }: { used: Scalar; unused: Vector<3> }) => used.square())({
      used: scalar(3),
      unused: vector([1, 2, 3]),
    });
    expect(gradients.used.toArray()).toBe(6);
    expect(gradients.unused.toArray()).toEqual([0, 0, 0]);
  });

  test("that are read as numbers count as constants", () => {
    expect(grad((x: Scalar) => x.multiply(x.at()))(scalar(3)).at()).toBe(3);
    expect(grad((x: Scalar) => (x.at() > 2 ? x.square() : x))(scalar(3)).at()).toBe(6);
  });

  test("are ordinary tensors again afterwards, even if the function has kept them", () => {
    let kept = scalar(0);
    const f = (x: Scalar) => {
      kept = x.square();
      return kept;
    };
    grad(f)(scalar(3));
    expect(grad((y: Scalar) => y.multiply(kept))(scalar(5)).at()).toBe(9);
    expect(kept.add(1).at()).toBe(10);
  });
});

describe("derivatives of derivatives", () => {
  test("the third derivative of x³ is 6", () => {
    expect(grad(grad(grad((x: Scalar) => x.square().multiply(x))))(scalar(7)).at()).toBe(6);
  });

  test("inner and outer variables aren't confused: x · d/dy (x + y) has the derivative 1", () => {
    expect(grad((x: Scalar) => x.multiply(grad((y: Scalar) => x.add(y))(scalar(1))))(scalar(3)).at()).toBe(1);
  });

  test("a Hessian times a vector", () => {
    const f = (x: Vector<3>) => x.square().multiply(x).sum(); // the Hessian is diagonal: 6 x
    const hessianBy = (x: Vector<3>, v: Vector<3>) => grad((x: Vector<3>) => grad(f)(x).dot(v))(x);
    expect(hessianBy(vector([1, 2, 3]), vector([1, 10, 100])).toArray()).toEqual([6, 120, 1800]);
  });

  test("the second derivative of relu is 0 for any error", () => {
    const slope = grad((x: Vector<2>) => x.relu().multiply(Number.POSITIVE_INFINITY).sum());
    expect(grad((x: Vector<2>) => slope(x).sum())(vector([2, 3])).toArray()).toEqual([0, 0]);
  });

  test("a function that uses a gradient, such as a gradient penalty", () => {
    const penalty = (x: Vector<2>) =>
      grad((z: Vector<2>) => z.square().sum())(x)
        .square()
        .sum(); // |2x|²
    expect(grad(penalty)(vector([1, 3])).toArray()).toEqual([8, 24]);
  });
});

describe("vjp", () => {
  test("takes errors back from any outputs, any number of times", () => {
    const { output, backward } = vjp(
      (x: Vector<3>, factor: number) => ({ exp: x.exp(), sums: [x.sum(), x.multiply(factor).sum()] as const }),
      vector([0, 1, 2]),
      5,
    );
    expect(output.sums[1].at()).toBe(15);
    const error = { exp: vector([0, 0, 0]), sums: [scalar(1), scalar(10)] as const };
    expect(backward(error).toArray()).toEqual([51, 51, 51]);
    expect(backward(error).toArray()).toEqual([51, 51, 51]);
  });

  test("refuses errors of another shape, and names their place", () => {
    const { backward } = vjp((x: Vector<3>) => [x.exp()] as const, vector([0, 1, 2]));
    // @ts-expect-error
    expect(() => backward([vector([1, 2])])).toThrow(new ShapeError("backward: [0] is [2], the output [3]"));
  });
});

test("functions without a gradient are refused", () => {
  const untyped = grad as (f: unknown) => (...given: unknown[]) => unknown;
  expect(() => untyped((x: Vector<3>) => x.exp())(vector([1, 2, 3]))).toThrow(
    new ShapeError("grad: the function returns [3], not a Scalar"),
  );
  expect(() => untyped(() => 5)(vector([1, 2, 3]))).toThrow(
    new ShapeError("grad: the function doesn't return a tensor; it has to return a Scalar"),
  );
  expect(() => untyped((x: { w: Scalar }) => x.w)({ w: scalar(1), rate: 0.1 })).toThrow(
    new ShapeError("grad: rate: takes a tensor, not 0.1"),
  );
  expect(() => untyped("square")(vector([1, 2, 3]))).toThrow(new TypeError('grad: takes a function, not "square"'));
});

describe("the gradients of the textbook's layers equal those of the tape", () => {
  test.each([relu, sigmoid, tanh])("with $name", (activation) => {
    const source = random(5);
    const network = sequential(dense(7, 5, { activation, random: source }), dense(5, 3, { random: source }));
    const [x, y] = [randomNormal([11, 7], source), randomNormal([11, 3], source).softmax()];
    type Parameters = typeof network.parameters;
    const loss = ([hidden, output]: Parameters, inputs: Matrix<11, 7>) =>
      activation
        .apply(inputs.matmul(hidden.weights.transpose()).addBias(hidden.bias))
        .matmul(output.weights.transpose())
        .addBias(output.bias)
        .logSoftmax()
        .multiply(y)
        .sum()
        .divide(-11);

    const { value, gradients } = valueAndGrad(loss)(network.parameters, x);
    const textbook = backpropagate(network, crossEntropy, x, y);
    expect(value.at()).toBeCloseTo(textbook.loss, 12);
    gradients.forEach((layer, index) => {
      const other = textbook.gradients[index] as typeof layer;
      for (const key of ["weights", "bias"] as const) {
        const [ours, theirs] = [layer[key].toArray().flat(), other[key].toArray().flat()];
        for (const [element, derivative] of ours.entries()) expect(derivative).toBeCloseTo(theirs[element] as number, 12);
      }
    });
    const toInputs = grad((inputs: Matrix<11, 7>) => loss(network.parameters, inputs))(x);
    expect(toInputs.subtract(textbook.error).abs().max().at()).toBeLessThan(1e-12);
  });

  test("a layer's own backward can be differentiated", () => {
    const layer = dense(3, 2, { activation: tanh });
    const [x, error] = [randomNormal([3]), randomNormal([2])];
    const back = (e: Vector<2>) => layer.forward(x).backward(e).error.sum();
    const ones = vector([1, 1, 1]);
    const expected = layer.forward(x).output.square().negate().add(1).multiply(layer.parameters.weights.matmul(ones));
    expect(grad(back)(error).subtract(expected).abs().max().at()).toBeLessThan(1e-12);
    expect(contractBatch(error, x).shape).toEqual([2, 3]);
  });
});
