/** NPZ, NumPy's format for several arrays: a zip file that contains an NPY file for each. */
import { type Bytes, checkBytes } from "./bytes.js";
import { malformed } from "./format-error.js";
import { entryOf, mostHeader, writeNpy } from "./npy.js";
import { type Entry, type Named, named, TensorFile } from "./tensor-file.js";
import { shown } from "./text.js";
import { readZip, writeZip } from "./zip.js";

const extension = ".npy";
/**
 * Returns the bytes of an NPZ file, which NumPy's `load` can read. A tensor in nested records is named by its path, as in
 * {@link writeSafetensors}. The arrays aren't compressed, just as NumPy's `savez` doesn't compress them. The same tensors always give the
 * same bytes.
 *
 * @param record - the tensors
 * @throws ShapeError if the record contains anything other than tensors, or two tensors would have the same name
 * @throws RangeError if there are more than 65,535 tensors, a name has more than 65,535 bytes, or the file would have more than 4 GB
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { writeNpz } from "conformable/io";
 *
 * const bytes = writeNpz({ images: zeros([10, 64]), labels: zeros([10]) });
 * ```
 */
export function writeNpz<const Tree extends object>(record: Tree & Named<"writeNpz", Tree>): Uint8Array {
  return writeZip(
    "writeNpz",
    [...named("writeNpz", record)].map(([name, tensor]) => [`${name}${extension}`, writeNpy(tensor)]),
  );
}

/**
 * Reads an NPZ file, with or without compression, and returns its arrays by name. As in NumPy, the names don't include `.npy`. An
 * array is unpacked and compared with its checksum when you get it, so a file can't make you unpack more than the shapes that you
 * ask for. If the file also has arrays of strings or Python objects, you can still get the others.
 *
 * @throws {@link FormatError} if the bytes aren't a zip file, what it says about itself is wrong, or it contains anything other than arrays
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
  for (const file of readZip(checkBytes("readNpz", bytes))) {
    if (!file.name.endsWith(extension)) malformed("npz", `${shown(file.name)} isn't an NPY file`);
    const name = file.name.slice(0, -extension.length);
    entries.set(
      name,
      entryOf("npz", file.first(mostHeader), file.size, () => file.unpack()),
    );
  }
  return new TensorFile("npz", entries);
}
