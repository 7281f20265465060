/**
 * Reads and writes files of tensors (safetensors and NumPy's NPY and NPZ), reads tables of comma-separated values, and passes tensors to
 * other threads.
 *
 * @module conformable/io
 */
export type { Bytes, NumberType } from "./bytes.js";
export { type Classes, type CsvOptions, readCsv, Table } from "./csv.js";
export { FormatError } from "./format-error.js";
export { loadNetwork, type NetworkFileOptions, saveNetwork } from "./network.js";
export { npyShape, readNpy, writeNpy } from "./npy.js";
export { readNpz, writeNpz } from "./npz.js";
export { readSafetensors, writeSafetensors } from "./safetensors.js";
export { TensorFile } from "./tensor-file.js";
export { type Message, receive, receiveLike, type TensorData, transfer } from "./transfer.js";
