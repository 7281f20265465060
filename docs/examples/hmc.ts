/**
 * Hamiltonian Monte Carlo: draws points with a given density, of which only the logarithm has to be known, up to a constant. A point is
 * pushed in a random direction, and then rolls along the density like a ball on a surface, which takes it far away at little risk of being
 * refused (S. Duane et al., "Hybrid Monte Carlo", 1987; R. M. Neal, "MCMC Using Hamiltonian Dynamics", 2011). The slope of the surface comes
 * from `grad`. It prints the points, and those of a random walk (N. Metropolis et al., 1953), which goes less far from draw to draw.
 *
 *     npx tsx docs/examples/hmc.ts
 */
import { compile, grad, random, stack, type Vector, vector } from "conformable";
import { heading, percent } from "./digits/terminal.js";
import { type Point, scatter } from "./show/scatter.js";

/** A banana: x is normal with deviation 2, and y lies around x²/4 with deviation 1/2. */
const logDensity = (point: Vector<2>) => {
  const [x, y] = point.unstack(0);
  const bend = y.subtract(x.square().divide(4));
  return x.square().divide(-8).subtract(bend.square().multiply(2));
};
const slope = compile(grad(logDensity));

const source = random(7);
const draws = 2000;

/** Moves a point and its momentum along the density by leapfrog steps, which keep the energy nearly the same. */
function roll(from: Vector<2>, push: Vector<2>, size: number, steps: number) {
  let [position, momentum] = [from, push.add(slope(from).multiply(size / 2))]; // half a step ahead
  for (let step = 1; step <= steps; step++) {
    position = position.add(momentum.multiply(size));
    momentum = momentum.add(slope(position).multiply(step < steps ? size : size / 2));
  }
  return { position, momentum };
}

/** The energy of a point: how unlikely it is, and how fast. */
const energy = (position: Vector<2>, momentum: Vector<2>): number =>
  momentum.square().sum().divide(2).subtract(logDensity(position)).at();

/** Draws a chain of points. Each comes from the one before it by `next`, or is the same one again. */
function chain(next: (from: Vector<2>) => { readonly to: Vector<2>; readonly chance: number }) {
  const points: Vector<2>[] = [];
  let [point, taken] = [vector([0, 0]), 0];
  for (let draw = 0; draw < draws; draw++) {
    const { to, chance } = next(point);
    if (source.uniform() < chance) [point, taken] = [to, taken + 1];
    points.push(point);
  }
  return { points: stack(points, 0, draws), taken: taken / draws }; // points: Matrix<2000, 2>
}

const chains = {
  "random walk": chain((from) => {
    const to = from.add(source.normal([2]));
    return { to, chance: Math.exp(logDensity(to).subtract(logDensity(from)).at()) };
  }),
  Hamiltonian: chain((from) => {
    const push = source.normal([2]);
    const { position, momentum } = roll(from, push, 0.3, 12);
    return { to: position, chance: Math.exp(energy(from, push) - energy(position, momentum)) };
  }),
};

for (const [name, { points, taken }] of Object.entries(chains)) {
  heading(`${name}: ${percent(taken)} of the steps are taken`);
  const [mean, deviation] = [points.mean(0), points.standardDeviation(0)];
  const centered = points.index(0, 1).subtract(mean.index(0, 0).at());
  // How much a draw says about the next one: 0 if they are independent, 1 if they are the same.
  const repeated = centered
    .slice([1, null])
    .dot(centered.slice([0, -1]))
    .divide(centered.square().sum())
    .at();
  const [x, y] = [0, 1].map((axis) => `${mean.at(axis).toFixed(2)} ± ${deviation.at(axis).toFixed(2)}`);
  console.log(`  x ${x}, y ${y}, correlation of draws ${repeated.toFixed(2)}\n`);
  const places = points.toArray().map(([x = 0, y = 0]): Point => [x, y]);
  console.log(scatter({ "·": places, "●": places.slice(-25) }, 72, 14));
}
console.log("\n  exactly: x 0.00 ± 2.00, y 1.00 ± 1.50");
