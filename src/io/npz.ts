/** NPZ, NumPy's format for several arrays: a zip file that contains an NPY file for each. */
import { type UnzipFileInfo, unzipSync, zipSync } from "fflate";
import { cut } from "../shape/describe.js";
import { checkFlag, readOptions } from "../shape/options.js";
import { type Bytes, checkBytes } from "./bytes.js";
import { FormatError, malformed } from "./format-error.js";
import { entryOf, writeNpy } from "./npy.js";
import { type Entry, named, TensorFile } from "./tensor-file.js";

const extension = ".npy";
/**
 * The greatest factor by which DEFLATE can compress. A file that claims to hold more is wrong about its sizes, or uses the same bytes for
 * several entries.
 */
const mostCompression = 1032;

/**
 * Returns the bytes of an NPZ file, which NumPy's `load` can read. A tensor in nested records is named by its path, as in
 * {@link writeSafetensors}.
 *
 * @param record - the tensors
 * @param options - `compress: true` makes the file smaller but takes longer, like NumPy's `savez_compressed`
 * @throws ShapeError if the record contains anything other than tensors, or two tensors would have the same name
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { writeNpz } from "conformable/io";
 *
 * const bytes = writeNpz({ images: zeros([10, 64]), labels: zeros([10]) }, { compress: true });
 * ```
 */
export function writeNpz(record: object, options: { readonly compress?: boolean | undefined } = {}): Uint8Array {
  const { compress = false } = readOptions("writeNpz", options, ["compress"]);
  checkFlag("writeNpz: compress", compress);
  const files = [...named("writeNpz", record)].map(([name, tensor]) => [`${name}${extension}`, writeNpy(tensor)] as const);
  return zipSync(Object.fromEntries(files), { level: compress ? 6 : 0 });
}

/**
 * Reads an NPZ file, with or without compression, and returns its arrays by name. As in NumPy, the names don't include `.npy`.
 *
 * @throws {@link FormatError} if the bytes aren't a zip file, or it contains anything other than arrays that can be read
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { readNpz, writeNpz } from "conformable/io";
 *
 * const file = readNpz(writeNpz({ images: zeros([10, 64]) }));
 * const images = file.get("images", [10, 64]); // a Matrix<10, 64>
 * ```
 */
export function readNpz(bytes: Bytes): TensorFile {
  const entries = new Map<string, Entry>();
  for (const [path, unpacked] of Object.entries(unzip(checkBytes("readNpz", bytes)))) {
    if (!path.endsWith(extension)) malformed("npz", `${cut(path)} isn't an NPY file`);
    entries.set(path.slice(0, -extension.length), entryOf("npz", unpacked));
  }
  return new TensorFile("npz", entries);
}

function unzip(file: Uint8Array): Record<string, Uint8Array> {
  const paths = new Set<string>();
  let total = 0;
  /** Called before a file is unpacked. */
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (paths.has(name)) malformed("npz", `it has ${cut(name)} twice`);
    paths.add(name);
    total += originalSize;
    if (total > mostCompression * file.length) malformed("npz", "it says that it holds more than it can");
    return true;
  };
  try {
    return unzipSync(file, { filter });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    return malformed("npz", `it isn't a zip file: ${(error as Error).message}`);
  }
}
