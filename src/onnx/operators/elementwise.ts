/** Functions of single numbers. */
import type { BinaryOperation } from "../../engine/engine.js";
import type { UnaryOperation } from "../../engine/unary.js";
import type { GraphBuilder } from "../graph.js";
import { dataTypes } from "../model.js";
import { asNumber, elementwise, type Operators } from "./operator.js";

const operator = (name: string) => elementwise((graph, ...names) => graph.node(name, names));

const isZero = (graph: GraphBuilder, x: string): string => graph.node("Equal", [x, graph.number(0)]);

/** σ(x) and σ(-x). */
const bothSides = (graph: GraphBuilder, x: string): [string, string] => [
  graph.node("Sigmoid", [x]),
  graph.node("Sigmoid", [graph.node("Neg", [x])]),
];

export const elementwiseOperators: Operators<UnaryOperation | BinaryOperation | "select"> = {
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
  sqrtDerivative: elementwise((graph, x) => {
    const slope = graph.node("Div", [graph.number(0.5), graph.node("Sqrt", [x])]);
    return graph.node("Where", [isZero(graph, x), graph.number(0), slope]);
  }),
  tanhDerivative: elementwise((graph, x) => {
    const [above, below] = bothSides(graph, graph.node("Add", [x, x]));
    return graph.node("Mul", [graph.number(4), graph.node("Mul", [above, below])]);
  }),
  sigmoidDerivative: elementwise((graph, x) => graph.node("Mul", bothSides(graph, x))),
  reluDerivative: elementwise((graph, x) => asNumber(graph, graph.node("Greater", [x, graph.number(0)]))),

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
  select: elementwise((graph, condition, left, right) =>
    graph.node("Where", [graph.node("Cast", [condition], { to: dataTypes.bool }), left, right]),
  ),
};
