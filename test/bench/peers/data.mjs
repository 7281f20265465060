/** What is computed: products and networks of the usual sizes, and one set of numbers for all contestants, from one seed. */

/**
 * @typedef {{ rows: number, inner: number, columns: number }} Product A is rows x inner, B inner x columns.
 * @typedef {{ transposeA: boolean, transposeB: boolean }} Transposed Which of them lies in memory the other way round.
 * @typedef {Product & Transposed & { a: Float32Array, b: Float32Array }} Operands A and B as they lie in memory, row by row.
 *
 * @typedef {{ sizes: readonly number[], batch: number }} Training A network of dense layers, relu between them.
 * @typedef {{ inputs: number, outputs: number, weights: Float32Array, bias: Float32Array }} Layer weights: outputs x inputs.
 * @typedef {Training & { inputs: Float32Array, targets: Float32Array, layers: Layer[] }} TrainingData One example a row.
 */

/** @type {readonly Product[]} */
export const products = [
  { rows: 128, inner: 128, columns: 128 },
  { rows: 512, inner: 512, columns: 512 },
  { rows: 128, inner: 784, columns: 128 },
  { rows: 128, inner: 128, columns: 10 },
  { rows: 784, inner: 128, columns: 128 },
];

/** @type {Product} */
export const smallProduct = { rows: 4, inner: 4, columns: 4 };

/** @type {readonly Transposed[]} */
export const transpositions = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
];

/** @type {readonly Training[]} */
export const trainings = [
  { sizes: [784, 128, 10], batch: 128 },
  { sizes: [784, 128, 10], batch: 32 },
  { sizes: [784, 512, 512, 10], batch: 128 },
];

export const learningRate = 0.01;

/**
 * @param {Product} product
 * @param {Transposed} transposed
 * @returns {Operands}
 */
export function operands({ rows, inner, columns }, { transposeA, transposeB }) {
  const random = mulberry32(1);
  const element = () => 2 * random() - 1;
  return {
    ...{ rows, inner, columns, transposeA, transposeB },
    a: Float32Array.from({ length: rows * inner }, element),
    b: Float32Array.from({ length: inner * columns }, element),
  };
}

/**
 * The shapes of A and B as they lie in memory.
 *
 * @param {Product & Transposed} product
 * @returns {[[number, number], [number, number]]}
 */
export const shapes = ({ rows, inner, columns, transposeA, transposeB }) => [
  transposeA ? [inner, rows] : [rows, inner],
  transposeB ? [columns, inner] : [inner, columns],
];

/**
 * @param {Training} training
 * @returns {TrainingData}
 */
export function trainingData({ sizes, batch }) {
  const random = mulberry32(2);
  const classes = sizes[sizes.length - 1];
  const inputs = Float32Array.from({ length: batch * sizes[0] }, random); // pixels, from 0 to 1
  const targets = new Float32Array(batch * classes);
  for (let example = 0; example < batch; example++) targets[example * classes + Math.floor(random() * classes)] = 1;
  const layers = sizes.slice(1).map((outputs, below) => {
    const bound = Math.sqrt(6 / sizes[below]); // He et al.
    const weights = Float32Array.from({ length: outputs * sizes[below] }, () => bound * (2 * random() - 1));
    return { inputs: sizes[below], outputs, weights, bias: new Float32Array(outputs) };
  });
  return { sizes, batch, inputs, targets, layers };
}

/**
 * The transpose of a matrix that lies row by row.
 *
 * @param {Float32Array} values
 * @param {number} rows
 * @param {number} columns
 */
export function transposed(values, rows, columns) {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column];
  }
  return result;
}

/** Tommy Ettinger's generator: numbers from 0 up to, and without, 1. */
function mulberry32(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
