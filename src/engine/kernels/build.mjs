/**
 * Compiles the kernels from AssemblyScript to WebAssembly: each variant of the product, everything else (`common`), and
 * separately the kernels that only optimisers need (`optimizers`, and one module for each optimiser that fewer programs use) or only
 * image layers need (`images`, and `imagesRelaxed` with fused multiply-add).
 *
 * Each result is written as a TypeScript module that exports the bytes as a text. So it is bundled like any other source, and no
 * file has to be fetched.
 *
 * `npm run build` runs this script. Modules that the same compiler has compiled from the same sources are kept.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import asc, { version } from "assemblyscript/asc";
import binaryen from "assemblyscript/binaryen";
import { imageMicroKernels, microKernels } from "./micro-kernels.mjs";

/**
 * The variants, with the sizes of their micro-kernels. The tiles are the largest whose sums fit the registers. See
 * micro-kernels.mjs for how they were found. `effort` is how much the compiler optimises what every program carries: as little as is as
 * fast (see test/bench/kernels.mjs), because the text is then smaller. Functions up to the size `inlined` become part of their callers, and up to
 * `inlinedOnce` if there is only one. `shrink` prefers fewer bytes (of the product, it would make more).
 */
const variants = {
  /** All but the product. Memory limits their speed, so newer instructions wouldn't make them faster. */
  common: { entry: "index.ts", effort: ["-O2", "--shrinkLevel", "1"], inlined: 15, inlinedOnce: 60, shrink: 1 },
  optimizers: { entry: "optimizers.ts" },
  rmsprop: { entry: "rmsprop.ts" },
  adagrad: { entry: "adagrad.ts" },
  lion: { entry: "lion.ts" },
  batchNorm: { entry: "batch-norm.ts" },
  images: { entry: "images.ts", vectors: 2, packedSteps: 3 },
  imagesRelaxed: { entry: "images.ts", relaxed: true, vectors: 2, packedSteps: 3 },
  /** 128-bit SIMD, which every supported host has. */
  simd: { effort: ["-O2"], rows: 4, vectors: 2, packedSteps: 3, steps: 4, sparseVectors: 8, sparseVectorsAtOnce: 4 },
  /** With fused multiply-add, which is part of relaxed SIMD. */
  relaxed: { effort: ["-O2"], relaxed: true, rows: 6, vectors: 2, sparseVectors: 8, sparseVectorsAtOnce: 4 },
  /** With vectors that V8 can fuse in pairs, under --experimental-wasm-revectorize. */
  wide: { relaxed: true, rows: 6, vectors: 4, sparseVectors: 16, sparseVectorsAtOnce: 8 },
  commonWide: { entry: "index.ts", relaxed: true },
  imagesWide: { entry: "images-wide.ts", relaxed: true, vectors: 4 },
};
/** The same in float64, except those with wide tiles and those of layers that are composed of others there. Each name gets the ending `64`. */
const double = Object.fromEntries(
  Object.entries(variants)
    .filter(([name]) => !/wide|batchNorm/i.test(name))
    .map(([name, variant]) => [`${name}64`, { ...variant, double: true }]),
);
Object.assign(variants, double);

const folder = new URL("./", import.meta.url);
const generated = new URL("./generated/", folder);
/** The generated micro-kernels, and the functions that write them. */
const written = {
  "gemm.ts": { file: "generated/micro-kernels.ts", write: microKernels },
  "images.ts": { file: "generated/image-micro-kernels.ts", write: imageMicroKernels },
  "images-wide.ts": { file: "generated/image-micro-kernels.ts", write: imageMicroKernels },
};

async function compile({
  entry = "gemm.ts",
  relaxed = false,
  double = false,
  effort = ["-O3"],
  inlined = 20,
  inlinedOnce = 1000,
  shrink = 0,
  ...sizes
}) {
  const { file: writtenFile, write } = written[entry] ?? {};
  const text = write?.({ ...sizes, double });
  let bytes;
  const { error, stderr } = await asc.main(
    [
      entry,
      "--outFile",
      "kernels.wasm",
      ...effort,
      "--noAssert",
      "--runtime",
      "stub",
      "--importMemory",
      "--memoryBase",
      "256", // memory below this address is zero: the initial value of sums
      "--enable",
      "simd",
      ...(relaxed ? ["--enable", "relaxed-simd"] : []),
    ],
    {
      readFile(name) {
        if (name === writtenFile) return text;
        const file = new URL(double ? name.replace("float32/", "float64/") : name, folder);
        return existsSync(file) ? readFileSync(file, "utf8") : null;
      },
      writeFile(_name, contents) {
        bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the kernels don't compile\n${stderr.toString()}`, { cause: error });
  // For editors and readers. The compiler gets the text of each variant directly.
  if (text && !relaxed && !double) writeFileSync(new URL(writtenFile, folder), text);
  return smaller(bytes, relaxed, inlined, inlinedOnce, shrink);
}

/**
 * Optimises a finished module once more. Functions with one caller become part of it, and the text is up to an eighth smaller when
 * gzipped. The product is as fast as before.
 */
function smaller(bytes, isRelaxed, inlined, inlinedOnce, shrink) {
  const { SIMD128, RelaxedSIMD, BulkMemory, BulkMemoryOpt, SignExt, NontrappingFPToInt, MutableGlobals } = binaryen.Features;
  const module = binaryen.readBinary(bytes);
  module.setFeatures(
    SIMD128 | (isRelaxed ? RelaxedSIMD : 0) | BulkMemory | BulkMemoryOpt | SignExt | NontrappingFPToInt | MutableGlobals,
  );
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(shrink);
  binaryen.setOneCallerInlineMaxSize(inlinedOnce);
  binaryen.setFlexibleInlineMaxSize(inlined);
  module.optimize();
  if (shrink > 0) module.runPasses(["reorder-functions"]); // those with the most calls have the shortest numbers
  return module.emitBinary();
}

/**
 * Bytes as a text that compresses well: one printable character for each of the frequent bytes, and for the others two, of which the
 * first is `!` or a space. `"` and `\` don't occur. Gzipped, this is an eighth smaller than hexadecimal digits, and less than half as
 * long. (In base64, the text for a byte depends on its position, so repetitions are lost.) `bytesOf` in ../host.ts decodes it.
 */
function textOf(bytes) {
  return Array.from(bytes, (byte) => {
    const place = (byte + 4) % 256; // 0xfd, which begins each SIMD instruction, is frequent
    const code = 35 + (place % 88);
    return ["", "!", " "][Math.floor(place / 88)] + String.fromCharCode(code < 92 ? code : code + 1);
  }).join("");
}

/** A digest of everything that the kernels are built from. */
function digest() {
  const hash = createHash("sha256").update(version);
  for (const name of readdirSync(folder, { recursive: true }).toSorted()) {
    if (/^(?!generated).*\.(ts|mjs)$/.test(name)) hash.update(`${name}\n${readFileSync(new URL(name, folder))}`);
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
    const title = `/** The kernels for \`${name}\`, as a text. Written by build.mjs. */`;
    writeFileSync(file, `${title}\nexport const ${name}: string =\n  "${textOf(bytes)}";\n`);
    console.log(`${fileURLToPath(file)}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} by gzip`);
  }
  writeFileSync(digestFile, digest()); // last, so that a failed or interrupted build runs again
}
