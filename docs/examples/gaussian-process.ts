/**
 * A Gaussian process: from a few noisy values of a function, it predicts all others, and says how certain it is (C. E. Rasmussen and
 * C. K. I. Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1). How fast the function changes, how large it is and how
 * much noise there is, it finds out by itself: these are the numbers that make the values most likely (equation 5.8). It prints them, and
 * the prediction as a picture.
 *
 *     npx tsx docs/examples/gaussian-process.ts
 */
import { identity, linspace, type Matrix, meshgrid, random, randomNormal, scalar, type Vector, valueAndGrad } from "conformable";
import { cholesky, solve } from "conformable/linalg";
import { adam } from "conformable/nn";
import { percent } from "./digits/terminal.js";
import { type Point, scatter } from "./show/scatter.js";

/** What the process is like, in logarithms: l, within which values depend on each other, and the standard deviations h of the values and σ of the noise. */
const initial = { length: scalar(0), height: scalar(0), noise: scalar(0) };
type Settings = typeof initial;

/** How much the values at x and y vary together: h² exp(-(x - y)² / 2 l²) for each pair. */
function kernel<M extends number, N extends number>(x: Vector<M>, y: Vector<N>, { length, height }: Settings): Matrix<M, N> {
  const [to, from] = meshgrid(y, x); // Matrix<M, N>
  return from.subtract(to).divide(length.exp()).square().divide(-2).exp().multiply(height.exp().square());
}

/** The covariance of noisy values at x, as its factor: K + σ² I = L Lᵀ. */
function factor<N extends number>(x: Vector<N>, settings: Settings): Matrix<N, N> {
  const noise = identity(x.shape[0]).multiply(settings.noise.exp().square());
  return cholesky(kernel(x, x, settings).add(noise));
}

/** The negative of the logarithm of the likelihood of the values: ½ yᵀ (K + σ² I)⁻¹ y + Σ ln Lᵢᵢ + ½ n ln 2π */
function surprise<N extends number>(settings: Settings, x: Vector<N>, y: Vector<N>) {
  const lower = factor(x, settings);
  const misfit = solve(lower, y).square().sum().divide(2);
  return misfit.add(lower.diagonal().log().sum()).add((x.shape[0] * Math.log(2 * Math.PI)) / 2);
}

/** The means and the standard deviations of the values at other places. */
function predict<M extends number, N extends number>(settings: Settings, x: Vector<N>, y: Vector<N>, wanted: Vector<M>) {
  const lower = factor(x, settings);
  const similar = solve(lower, kernel(x, wanted, settings)); // Matrix<N, M>
  const variance = similar.square().sum(0).negate().add(settings.height.exp().square());
  return { mean: similar.transpose().matmul(solve(lower, y)), deviation: variance.sqrt() };
}

// ── A function, of which 30 values are known, none of them between -1 and 1 ─────────────────────────────────────────────────────

const source = random(1);
const truth = <N extends number>(x: Vector<N>): Vector<N> => x.multiply(1.5).sin().multiply(2).add(x.divide(2));
const spread = linspace(-4, 4, 30);
const x = spread.add(spread.sign()); // Vector<30>: from -5 to -1.1 and from 1.1 to 5
const y = truth(x).add(randomNormal([30], source).multiply(0.3));

const slope = valueAndGrad(surprise<30>);
const optimizer = adam(initial, { learningRate: 0.05 });
for (let step = 0; step <= 200; step++) {
  const { value, gradients } = slope(optimizer.parameters, x, y);
  if (step % 50 === 0) console.log(`step ${String(step).padStart(3)}: log-likelihood ${value.negate().at().toFixed(3)}`);
  if (step < 200) optimizer.step(gradients);
}
const settings = optimizer.parameters;
const [length, height, noise] = [settings.length, settings.height, settings.noise].map((setting) =>
  setting.exp().at().toFixed(2),
);
console.log(`length ${length}, height ${height}, noise ${noise}; the noise is in truth 0.30\n`);

const wanted = linspace(-5, 5, 91);
const expected = truth(wanted);
const { mean, deviation } = predict(settings, x, y, wanted);
const points = (values: Vector<91>): Point[] => wanted.toArray().map((place, index) => [place, values.at(index)]);
console.log(
  scatter(
    {
      "-": points(mean.add(deviation.multiply(2))),
      _: points(mean.subtract(deviation.multiply(2))),
      "·": points(expected),
      "●": points(mean),
      "+": x.toArray().map((place, index) => [place, y.at(index)]),
    },
    91,
    24,
  ),
);
console.log("\n  + known values   ● prediction   - and _ two standard deviations around it   · true function\n");

const misses = mean.subtract(expected);
const within = misses.abs().less(deviation.multiply(2)).mean().at();
const largest = wanted.at(deviation.argmax().at());
console.log(`root mean square error ${misses.square().mean().sqrt().at().toFixed(2)}`);
console.log(`${percent(within)} of the function is within two standard deviations; least certain at ${largest.toFixed(1)}`);
