/**
 * Principal components of handwritten digits: the directions in which 1,797 images of 64 pixels differ most (K. Pearson, "On Lines and
 * Planes of Closest Fit to Systems of Points in Space", 1901). It prints how well a few components describe all pixels, some digits that
 * are drawn from a few components, and a map of all digits by the first two.
 *
 *     npx tsx docs/examples/pca.ts
 */
import { dim } from "conformable";
import { eigh, svd } from "conformable/linalg";
import { examples, readDigits } from "./digits/data.js";
import { heading, percent } from "./digits/terminal.js";
import { drawn } from "./show/pictures.js";
import { type Point, scatter } from "./show/scatter.js";

const { digits, inputs } = examples(readDigits(), 1797); // inputs: Matrix<1797, 64>
const average = inputs.mean(0); //                          Vector<64>
const centered = inputs.subtract(average); //               Matrix<1797, 64>

// X = U S Vᵀ. The rows of Vᵀ are the directions, and the squares of S the sums of squares along them, the largest first.
const { singularValues, vTransposed } = svd(centered); // Vector<64> and Matrix<64, 64>
const squares = singularValues.square();

/** The inputs, each as a point in the space of the first components, and these points as images again. */
function compress(count: number) {
  const components = dim("components", count);
  const directions = vTransposed.slice([0, components]); //     Matrix<Dim<"components">, 64>
  const points = centered.matmul(directions.transpose()); //    Matrix<1797, Dim<"components">>
  return { points, images: points.matmul(directions).add(average) }; // images: Matrix<1797, 64>
}

heading("What is left out: the more components, the less");
console.log("  components   variance explained   root mean square error   by the singular values");
for (const count of [1, 2, 5, 10, 20, 40, 64]) {
  const kept = squares
    .slice([0, dim("components", count)])
    .sum()
    .divide(squares.sum())
    .at();
  const error = compress(count).images.subtract(inputs).square().mean().sqrt().at();
  // No other directions have a smaller error (C. Eckart and G. Young, 1936), and it is the sum of the squares that are left out.
  const smallest = Math.sqrt(Math.max(0, (1 - kept) * inputs.variance(0).mean().at()));
  const columns = [
    String(count).padStart(12),
    percent(kept).padStart(21),
    error.toFixed(6).padStart(25),
    smallest.toFixed(6).padStart(25),
  ];
  console.log(columns.join(""));
}

// The eigenvectors of the covariance are the same directions, but for their signs. Eigenvalues rise, so the last is the first component.
const { eigenvalues } = eigh(centered.transpose().matmul(centered)); // Vector<64>
const difference = eigenvalues.flip(0).subtract(squares).abs().max().divide(squares.max()).at();
console.log(`\nlargest difference from the eigenvalues of the covariance: ${difference.toExponential(1)}`);

for (const count of [64, 20, 5]) {
  heading(`Digits drawn from ${count} components`);
  console.log(drawn(compress(count).images.slice([0, 6]).reshape([6, 8, 8])));
}

heading("All digits, by their first two components");
const { points } = compress(2);
const byLabel = new Map<string, Point[]>();
for (const [place, { label }] of digits.entries()) {
  const others = byLabel.get(String(label)) ?? [];
  byLabel.set(String(label), [...others, [points.at(place, 0), points.at(place, 1)]]);
}
console.log(scatter(Object.fromEntries(byLabel), 90, 30));
