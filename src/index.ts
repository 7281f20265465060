/**
 * Tensors whose shapes are checked by the compiler.
 *
 * @module conformable
 */
export { type EngineInfo, type EngineName, type EngineOptions, useEngine } from "./engine/use-engine.js";
export { grad, type Pullback, type ValueAndGradients, type ValueGradientsAndAuxiliary, valueAndGrad, vjp } from "./grad/grad.js";
export { hessian, type Jacobian, jacobian } from "./grad/jacobian.js";
export { jvp, type Pushforward } from "./grad/jvp.js";
export { type LbfgsOptions, lbfgs, type Minimum } from "./grad/lbfgs.js";
export { stopGradient } from "./grad/stop-gradient.js";
export { addTrees, clipByGlobalNorm, globalNorm, mapTensors, scaleTree } from "./grad/trees.js";
export { type Mapped, type MappedArguments, vmap } from "./grad/vmap.js";
export { type Compile, compile } from "./program/compile.js";
export type { Constant, Operand, Primitives, Step, Variable } from "./program/primitives.js";
export type { Program } from "./program/program.js";
export { trace } from "./program/trace.js";
export type { NumberInText, Numbers } from "./shape/array.js";
export { dim, type Size, type Sizes } from "./shape/dim.js";
export type { Each } from "./shape/entries.js";
export type { ProductOf, SumOf } from "./shape/named.js";
export type { SamePlaces, ValidPlaces } from "./shape/places.js";
export type { Shape } from "./shape/shape.js";
export { ShapeError } from "./shape/shape-error.js";
export type { Dim } from "./shape/size.js";
export type { RangeSize } from "./shape/slice.js";
export { atan2 } from "./tensor/atan2.js";
export { contractBatch, sumBatch } from "./tensor/batch.js";
export { oneHot, where } from "./tensor/choose.js";
export { type ConvolveOptions, convolve } from "./tensor/convolve.js";
export { bincount, type Histogram, histogram, searchSorted, unique } from "./tensor/counting.js";
export { full, identity, matrix, ones, randomNormal, randomUniform, scalar, tensor, vector, zeros } from "./tensor/create.js";
export { einsum } from "./tensor/einsum.js";
export { allClose, equals } from "./tensor/equality.js";
export { concat, stack } from "./tensor/join.js";
export { type Random, random } from "./tensor/random.js";
export { arange, diagonal, linspace, meshgrid } from "./tensor/ranges.js";
export type { Matrix, Nested, NestedInJSON, Scalar, Tensor, TopK, Vector } from "./tensor/tensor.js";
