/** Every primitive in ONNX's operators, version 18: https://onnx.ai/onnx/operators. */
import type { Primitives } from "../../program/primitives.js";
import { axisOperators } from "./axes.js";
import { elementwiseOperators } from "./elementwise.js";
import { imageOperators } from "./images.js";
import type { Operators } from "./operator.js";
import { viewOperators } from "./views.js";

export const operators: Operators<keyof Primitives> = {
  ...elementwiseOperators,
  ...axisOperators,
  ...viewOperators,
  ...imageOperators,
};
