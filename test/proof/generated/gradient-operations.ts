/**
 * The model's entries for derivatives of functions, and for functions as programs. The functions that `grad` takes end in a sum over
 * all elements or along an axis.
 */
import { axisOperations } from "./axis-operations.js";
import type { Drawer } from "./draw.js";
import { fits, type Operand, type Table } from "./operation.js";
import { sameShape } from "./sizes.js";
import { as, code, number, shapeOf, tensor, type Value } from "./values.js";

const drawEnd = (d: Drawer): readonly Operand[] => {
  const x = d.some((shape) => shape.length === 1 || d.flip(0.25));
  return d.shapeOf(x).length === 1 && d.flip(0.85) ? [x, { constant: number(0) }] : [x];
};

/** A function that returns a scalar has a gradient, with the shapes of its parameters. */
function gradient(...operands: Value[]): Value {
  const end = axisOperations["x.sum"]?.result(...operands);
  fits(shapeOf(end).length === 0);
  return tensor(shapeOf(operands[0]));
}

const sumOfSquares = (x = "", axis = ""): string => `on(${x}, (p) => p.square().sum(${axis}))`;

export const gradientOperations: Table = {
  grad: {
    draw: drawEnd,
    result: gradient,
    write: (x, axis) => `grad(${sumOfSquares(x, axis)})(${x})`,
  },
  valueAndGrad: {
    draw: (d) => [{ constant: code(d.pick(["value", "gradients"])) }, ...drawEnd(d)],
    result: (part, ...operands) => {
      const gradients = gradient(...operands);
      return as("code", part).code === "value" ? tensor([]) : gradients;
    },
    write: (part, x, axis) => `valueAndGrad(${sumOfSquares(x, axis)})(${x}).${part}`,
  },
  vjp: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, error) => {
      fits(sameShape(shapeOf(error), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, error) => `vjp(on(${x}, (p) => p.exp()), ${x}).backward(${error})`,
  },
  jvp: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, tangents) => {
      fits(sameShape(shapeOf(tangents), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, tangents) => `jvp(on(${x}, (p) => p.exp()), ${x}, ${tangents}).tangent`,
  },
  jacobian: {
    draw: (d) => [d.some((shape) => shape.length <= 2)],
    result: (x) => tensor([...shapeOf(x), ...shapeOf(x)]),
    write: (x) => `jacobian(on(${x}, (p) => p.exp()))(${x})`,
    total: true,
  },
  hessian: {
    draw: drawEnd,
    result: (...operands) => {
      const shape = shapeOf(gradient(...operands));
      return tensor([...shape, ...shape]);
    },
    write: (x, axis) => `hessian(${sumOfSquares(x, axis)})(${x})`,
  },
  vmap: {
    draw: (d) => {
      const x = d.some((shape) => shape.length > 0);
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, other) => {
      fits(shapeOf(x).length > 0 && sameShape(shapeOf(other), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, other) => `vmap(onEach(${x}, (p, q) => addTrees(p, q)))(${x}, ${other})`,
  },
  mapTensors: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, other) => {
      fits(sameShape(shapeOf(other), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, other) => `mapTensors(${x}, (p, q) => p.multiply(q), ${other})`,
  },
  addTrees: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, other) => {
      fits(sameShape(shapeOf(other), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, other) => `addTrees({ x: ${x} }, { x: ${other} }).x`,
  },
  trace: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, other) => {
      fits(sameShape(shapeOf(other), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, other) => `trace(on(${x}, (p) => p.exp()), ${x}).run(${other})`,
  },
  compile: {
    draw: (d) => {
      const x = d.some();
      return [x, d.tensor(d.shapeOf(x))];
    },
    result: (x, other) => {
      fits(sameShape(shapeOf(other), shapeOf(x)));
      return tensor(shapeOf(x));
    },
    write: (x, other) => `on(${x}, (like) => compile(on(like, (p) => like.add(p).exp().subtract(p.add(like))))(${other}))(${x})`,
  },
};
