/**
 * Tensors whose shapes are checked by the compiler.
 *
 * @module conformable
 */
export { type EngineInfo, type EngineName, type EngineOptions, useEngine } from "./engine/use-engine.js";
export { grad, type Pullback, type ValueAndGradients, valueAndGrad, vjp } from "./grad/grad.js";
export type { Constant, Operand, Primitives, Step, Variable } from "./program/primitives.js";
export type { Program } from "./program/program.js";
export { trace } from "./program/trace.js";
export type { NumberInText, Numbers } from "./shape/array.js";
export { dim, type Size, type Sizes } from "./shape/dim.js";
export type { Shape } from "./shape/shape.js";
export { ShapeError } from "./shape/shape-error.js";
export type { Dim } from "./shape/size.js";
export { contractBatch, sumBatch } from "./tensor/batch.js";
export { oneHot, where } from "./tensor/choose.js";
export { type ConvolveOptions, convolve } from "./tensor/convolve.js";
export { full, identity, matrix, ones, randomNormal, randomUniform, scalar, tensor, vector, zeros } from "./tensor/create.js";
export { einsum } from "./tensor/einsum.js";
export { allClose, equals } from "./tensor/equality.js";
export { concat, stack } from "./tensor/join.js";
export { type Random, random } from "./tensor/random.js";
export type { Matrix, Nested, NestedInJSON, Scalar, Tensor, Vector } from "./tensor/tensor.js";
