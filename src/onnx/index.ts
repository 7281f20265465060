/**
 * Networks and programs for other runtimes, as ONNX.
 *
 * @module conformable/onnx
 */
export { type OnnxOptions, toOnnx } from "./to-onnx.js";
