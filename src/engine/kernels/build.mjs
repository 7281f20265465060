/**
 * Compiles the kernels from AssemblyScript to WebAssembly: the product once for each variant, everything else once for all (`common`), and
 * apart what only optimisers need (`optimizers`) and only layers on images (`images`, and with fused multiply-add `imagesRelaxed`).
 * Each is written as a TypeScript module that
 * exports the bytes in hexadecimal digits: so they are bundled like any other source, and no one has to fetch a file. (In base64 a byte
 * is not the same text everywhere, so it can't be compressed as well: gzipped, the package would be a quarter larger.) Run by
 * `npm run build`. What is there already, compiled from the same sources by the same compiler, stays.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import asc, { version } from "assemblyscript/asc";
import { imageMicroKernels, microKernels } from "./micro-kernels.mjs";

/**
 * What a host can have, with the sizes of the micro-kernels: the tiles are the largest whose sums fit its registers; micro-kernels.mjs says how
 * that was found.
 */
const variants = {
  /** All but the product: memory is their limit, so no more than every host has would make them faster. */
  common: { entry: "index.ts" },
  optimizers: { entry: "optimizers.ts" },
  images: { entry: "images.ts", packedSteps: 3 },
  imagesRelaxed: { entry: "images.ts", relaxed: true, packedSteps: 3 },
  /** 128-bit SIMD, which every host has. */
  simd: { rows: 4, vectors: 2, packedSteps: 3, steps: 4, sparseVectors: 8, sparseVectorsAtOnce: 4 },
  /** With fused multiply-add, which is part of relaxed SIMD. */
  relaxed: { relaxed: true, rows: 6, vectors: 2, sparseVectors: 8, sparseVectorsAtOnce: 4 },
  /** Tiles whose vectors V8 can fuse in pairs, under --experimental-wasm-revectorize. */
  wide: { relaxed: true, rows: 6, vectors: 4, sparseVectors: 16, sparseVectorsAtOnce: 8 },
};

const folder = new URL("./", import.meta.url);
const generated = new URL("./generated/", folder);
/** The files of micro-kernels, and who writes them. */
const written = {
  "gemm.ts": { file: "generated/micro-kernels.ts", write: microKernels },
  "images.ts": { file: "generated/image-micro-kernels.ts", write: imageMicroKernels },
};

async function compile({ entry = "gemm.ts", relaxed = false, ...sizes }) {
  const { file: writtenFile, write } = written[entry] ?? {};
  const text = write?.(sizes);
  let bytes;
  const { error, stderr } = await asc.main(
    [
      entry,
      "--outFile",
      "kernels.wasm",
      "-O3",
      "--noAssert",
      "--runtime",
      "stub",
      "--importMemory",
      "--memoryBase",
      "256", // below are zeros, for sums to begin with
      "--enable",
      "simd",
      ...(relaxed ? ["--enable", "relaxed-simd"] : []),
    ],
    {
      readFile(name) {
        if (name === writtenFile) return text;
        const file = new URL(name, folder);
        return existsSync(file) ? readFileSync(file, "utf8") : null;
      },
      writeFile(_name, contents) {
        bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the kernels don't compile\n${stderr.toString()}`, { cause: error });
  // For editors and readers; the compiler was given the text of each variant.
  if (text && !relaxed) writeFileSync(new URL(writtenFile, folder), text);
  return bytes;
}

/** A digest of all that the kernels are made of. */
function digest() {
  const hash = createHash("sha256").update(version);
  for (const name of readdirSync(folder).toSorted()) {
    if (/\.(ts|mjs)$/.test(name)) hash.update(`${name}\n${readFileSync(new URL(name, folder))}`);
  }
  return hash.digest("hex");
}

const digestFile = new URL("digest.txt", generated);
const made = [...Object.keys(variants).map((name) => `${name}.ts`), "micro-kernels.ts", "image-micro-kernels.ts"];
const isMade = made.every((name) => existsSync(new URL(name, generated))) && existsSync(digestFile);
if (!isMade || readFileSync(digestFile, "utf8") !== digest()) {
  mkdirSync(generated, { recursive: true });
  for (const [name, variant] of Object.entries(variants)) {
    const bytes = await compile(variant);
    const file = new URL(`${name}.ts`, generated);
    const title = `/** The kernels for \`${name}\`, in hexadecimal digits. Written by build.mjs. */`;
    writeFileSync(file, `${title}\nexport const ${name}: string =\n  "${Buffer.from(bytes).toString("hex")}";\n`);
    console.log(`${fileURLToPath(file)}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} by gzip`);
  }
  writeFileSync(digestFile, digest()); // last, so that a build that fails or is stopped is made again
}
