/**
 * A Kalman filter: where is a boat that drifts, if only its position is measured, and only roughly? The filter predicts the position and
 * the velocity from one second to the next, and corrects both by the measurement (R. E. Kalman, "A New Approach to Linear Filtering and
 * Prediction Problems", 1960). It prints a map, and how far the measurements and the filter are from the true path.
 *
 *     npx tsx docs/examples/kalman.ts
 */
import { dim, identity, type Matrix, random, randomNormal, tensor, type Vector, zeros } from "conformable";
import { solve } from "conformable/linalg";
import { type Point, scatter } from "./show/scatter.js";

/** The state changes to x' = F x + noise, of which z = H x + noise is measured. The noises have the covariances Q and R. */
interface Model<State extends number, Observation extends number> {
  readonly transition: Matrix<State, State>; //                   F
  readonly transitionNoise: Matrix<State, State>; //              Q
  readonly observation: Matrix<Observation, State>; //            H
  readonly observationNoise: Matrix<Observation, Observation>; // R
}

/** What is known about the state: the mean x, and the covariance P of its error. */
interface Estimate<State extends number> {
  readonly mean: Vector<State>;
  readonly covariance: Matrix<State, State>;
}

/** One second later: x' = F x and P' = F P Fᵀ + Q. */
function predict<S extends number, O extends number>(model: Model<S, O>, { mean, covariance }: Estimate<S>): Estimate<S> {
  const { transition, transitionNoise } = model;
  const spread = transition.matmul(covariance).matmul(transition.transpose());
  return { mean: transition.matmul(mean), covariance: spread.add(transitionNoise) };
}

/** After measuring z: x' = x + K (z - H x) and P' = (I - K H) P, with S = H P Hᵀ + R and the gain K = P Hᵀ S⁻¹. */
function correct<S extends number, O extends number>(model: Model<S, O>, before: Estimate<S>, measured: Vector<O>) {
  const { observation, observationNoise } = model;
  const surprise = measured.subtract(observation.matmul(before.mean)); //          z - H x: Vector<O>
  const seen = observation.matmul(before.covariance); //                           H P: Matrix<O, S>
  const expected = seen.matmul(observation.transpose()).add(observationNoise); //  S: Matrix<O, O>
  const gain = solve(expected, seen).transpose(); //                               K: Matrix<S, O>, since P and S are symmetric
  const mean = before.mean.add(gain.matmul(surprise));
  const covariance = before.covariance.subtract(gain.matmul(seen));
  return { mean, covariance, surprise: surprise.dot(solve(expected, surprise)).at() }; // its square, in units of S
}

// ── A boat: the wind pushes it, a little differently in each second ─────────────────────────────────────────────────────────────

// The names keep the two sizes apart: matmul can't mix them up, and the compiler's messages say "state" and "observation".
const [state, observation] = [dim("state", 4), dim("observation", 2)];
const [wind, roughness] = [0.2, 5]; // standard deviations, in m/s² and m

// The state is (x, y, velocity x, velocity y). A push by a changes the velocity by a, and the position by a / 2.
const push = tensor([0.5, 0, 0, 0.5, 1, 0, 0, 1], [state, 2]);
const boat = {
  transition: tensor(
    [
      [1, 0, 1, 0],
      [0, 1, 0, 1],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ],
    [state, state],
  ),
  transitionNoise: push.matmul(push.transpose()).multiply(wind ** 2),
  observation: tensor([1, 0, 0, 0, 0, 1, 0, 0], [observation, state]),
  observationNoise: identity(observation).multiply(roughness ** 2),
};

const source = random(1);
const paths: Record<"true" | "measured" | "filtered", Point[]> = { true: [], measured: [], filtered: [] };
const squares: Record<"measured" | "filtered" | "surprise", number[]> = { measured: [], filtered: [], surprise: [] };
let truth = tensor([0, 0, 1, 1], [state]);
let estimate: Estimate<typeof state> = { mean: zeros([state]), covariance: identity(state).multiply(100) };

for (let second = 0; second < 200; second++) {
  truth = boat.transition.matmul(truth).add(push.matmul(randomNormal([2], source).multiply(wind)));
  const position = boat.observation.matmul(truth);
  const measured = position.add(randomNormal([observation], source).multiply(roughness));
  const { surprise, ...corrected } = correct(boat, predict(boat, estimate), measured);
  estimate = corrected;

  const filtered = boat.observation.matmul(estimate.mean);
  squares.measured.push(measured.subtract(position).square().sum().at());
  squares.filtered.push(filtered.subtract(position).square().sum().at());
  squares.surprise.push(surprise);
  paths.true.push([position.at(0), position.at(1)]);
  paths.measured.push([measured.at(0), measured.at(1)]);
  paths.filtered.push([filtered.at(0), filtered.at(1)]);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const root = (values: readonly number[]): string => Math.sqrt(mean(values)).toFixed(2);

console.log(scatter({ "+": paths.measured, "·": paths.true, "●": paths.filtered }));
console.log("\n  + measured   · true path   ● filter\n");
console.log(`root mean square error: measured ${root(squares.measured)} m, filtered ${root(squares.filtered)} m`);
console.log(
  `mean square of the surprises: ${mean(squares.surprise).toFixed(2)}; with the right covariances it is 2, once for each axis`,
);
