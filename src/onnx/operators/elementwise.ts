/** Functions of single numbers. */
import type { BinaryOperation } from "../../engine/engine.js";
import type { UnaryOperation } from "../../engine/unary.js";
import type { GraphBuilder } from "../graph.js";
import { dataTypes } from "../model.js";
import { asNumber, elementwise, type Operators, operand } from "./operator.js";

const operator = (name: string) => elementwise((graph, ...names) => graph.node(name, names));

const isZero = (graph: GraphBuilder, x: string): string => graph.node("Equal", [x, graph.number(0)]);

/** σ(x) and σ(-x). */
const bothSides = (graph: GraphBuilder, x: string): [string, string] => [
  graph.node("Sigmoid", [x]),
  graph.node("Sigmoid", [graph.node("Neg", [x])]),
];

const scaled = (name: string, factor: number) =>
  elementwise((graph, x) => graph.node("Mul", [graph.node(name, [x]), graph.number(factor)]));

export const elementwiseOperators: Operators<UnaryOperation | BinaryOperation | "select" | "stopGradient"> = {
  negate: operator("Neg"),
  exp: operator("Exp"),
  log: operator("Log"),
  sqrt: operator("Sqrt"),
  square: elementwise((graph, x) => graph.node("Mul", [x, x])),
  abs: operator("Abs"),
  sin: operator("Sin"),
  cos: operator("Cos"),
  tanh: operator("Tanh"),
  sigmoid: operator("Sigmoid"),
  relu: operator("Relu"),
  floor: operator("Floor"),
  ceil: operator("Ceil"),
  round: operator("Round"),
  sqrtDerivative: elementwise((graph, x) => {
    const slope = graph.node("Div", [graph.number(0.5), graph.node("Sqrt", [x])]);
    return graph.node("Where", [isZero(graph, x), graph.number(0), slope]);
  }),
  tanhDerivative: elementwise((graph, x) => {
    const [above, below] = bothSides(graph, graph.node("Add", [x, x]));
    return graph.node("Mul", [graph.number(4), graph.node("Mul", [above, below])]);
  }),
  sigmoidDerivative: elementwise((graph, x) => graph.node("Mul", bothSides(graph, x))),
  reluDerivative: elementwise((graph, x) => graph.node("Sign", [graph.node("Relu", [x])])), // NaN where x is NaN
  asin: operator("Asin"),
  acos: operator("Acos"),
  atan: operator("Atan"),
  // With u = 1 + x as it is rounded, ln(1 + x) ≈ x ln(u) / (u - 1), which is precise near 0.
  log1p: elementwise((graph, x) => {
    const sum = graph.node("Add", [x, graph.number(1)]);
    const log = graph.node("Log", [sum]);
    const added = graph.node("Sub", [sum, graph.number(1)]);
    const near = graph.node("Where", [isZero(graph, added), x, graph.node("Mul", [x, graph.node("Div", [log, added])])]);
    return graph.node("Where", [graph.node("Less", [graph.node("Abs", [x]), graph.number(1)]), near, log]);
  }),
  log2: scaled("Log", Math.LOG2E),
  log10: scaled("Log", Math.LOG10E),
  erf: operator("Erf"),

  add: operator("Add"),
  subtract: operator("Sub"),
  multiply: operator("Mul"),
  divide: operator("Div"),
  equal: elementwise((graph, left, right) => asNumber(graph, graph.node("Equal", [left, right]))),
  less: elementwise((graph, left, right) => asNumber(graph, graph.node("Less", [left, right]))),
  errorTimes: elementwise((graph, left, right) => {
    const either = graph.node("Or", [isZero(graph, left), isZero(graph, right)]);
    return graph.node("Where", [either, graph.number(0), graph.node("Mul", [left, right])]);
  }),
  errorOver: elementwise((graph, left, right) =>
    graph.node("Where", [isZero(graph, left), graph.number(0), graph.node("Div", [left, right])]),
  ),
  power: operator("Pow"),
  // Mod truncates here, so its result has the sign of the dividend.
  modulo: elementwise((graph, left, right) => {
    const rest = graph.node("Mod", [left, right], { fmod: 1 });
    const differ = graph.node("Less", [
      graph.node("Mul", [graph.node("Sign", [rest]), graph.node("Sign", [right])]),
      graph.number(0),
    ]);
    return graph.node("Where", [differ, graph.node("Add", [rest, right]), rest]);
  }),
  stopGradient: (call) => operand(call), // gradients are computed already
  select: elementwise((graph, condition, left, right) =>
    graph.node("Where", [graph.node("Cast", [condition], { to: dataTypes.bool }), left, right]),
  ),
};
