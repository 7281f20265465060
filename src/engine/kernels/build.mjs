/**
 * Compiles the kernels from AssemblyScript to WebAssembly: the product once for each variant, everything else once for all (`common`), and
 * apart what only layers on images need (`images`, and with fused multiply-add `imagesRelaxed`).
 * Each is written as a TypeScript module that
 * exports the bytes in hexadecimal digits: so they are bundled like any other source, and no one has to fetch a file. (In base64 a byte
 * is not the same text everywhere, so it can't be compressed as well: gzipped, the package would be a quarter larger.) Run by
 * `npm run build`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import asc from "assemblyscript/asc";
import { imageMicroKernels, microKernels } from "./micro-kernels.mjs";

/** What a host can have. The tiles are the largest whose sums fit its registers; micro-kernels.mjs says how that was found. */
const variants = {
  /** All but the product: memory is their limit, so no more than every host has would make them faster. */
  common: { entry: "index.ts", flags: [] },
  images: { entry: "images.ts", flags: [] },
  imagesRelaxed: { entry: "images.ts", flags: ["--enable", "relaxed-simd"] },
  /** 128-bit SIMD, which every host has. */
  simd: { rows: 4, vectors: 2, packedSteps: 3, steps: 4, sparseVectors: 8, fused: 1, flags: [] },
  /** With fused multiply-add. */
  relaxed: { rows: 6, vectors: 2, packedSteps: 1, steps: 1, sparseVectors: 8, fused: 1, flags: ["--enable", "relaxed-simd"] },
  /** Tiles whose vectors V8 can fuse in pairs, under --experimental-wasm-revectorize. */
  wide: { rows: 6, vectors: 4, packedSteps: 1, steps: 1, sparseVectors: 16, fused: 2, flags: ["--enable", "relaxed-simd"] },
};

const folder = new URL("./", import.meta.url);
const generated = new URL("./generated/", folder);
const microKernelsFile = "generated/micro-kernels.ts";
const imageMicroKernelsFile = "generated/image-micro-kernels.ts";

const imageMicroKernelsText = imageMicroKernels({ packedSteps: variants.simd.packedSteps });

async function compile({ flags, entry = "gemm.ts", ...tiles }) {
  const microKernelsText = entry === "gemm.ts" ? microKernels(tiles) : undefined;
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
      ...flags,
    ],
    {
      readFile(name) {
        if (name === microKernelsFile && microKernelsText) return microKernelsText;
        if (name === imageMicroKernelsFile) return imageMicroKernelsText;
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
  return { bytes, microKernelsText };
}

mkdirSync(generated, { recursive: true });
for (const [name, variant] of Object.entries(variants)) {
  const { bytes, microKernelsText } = await compile(variant);
  const file = new URL(`${name}.ts`, generated);
  const title = `/** The kernels for \`${name}\`, in hexadecimal digits. Written by build.mjs. */`;
  writeFileSync(file, `${title}\nexport const ${name}: string =\n  "${Buffer.from(bytes).toString("hex")}";\n`);
  // For editors and readers; the compiler was given the text of each variant.
  if (name === "images") writeFileSync(new URL(imageMicroKernelsFile, folder), imageMicroKernelsText);
  if (name === "simd") writeFileSync(new URL(microKernelsFile, folder), microKernelsText);
  console.log(`${fileURLToPath(file)}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} by gzip`);
}
