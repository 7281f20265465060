/**
 * A diffusion model of points in a plane. Noise is added to points of two moons, little by little, until nothing else is left. A network
 * learns to tell the noise from a point and its step. To draw new points, it starts from noise, and takes the noise away little by little
 * (J. Ho, A. Jain and P. Abbeel, "Denoising Diffusion Probabilistic Models", 2020). It prints how the points come out of the noise.
 *
 *     npx tsx docs/examples/diffusion.ts
 *     npx tsx docs/examples/diffusion.ts --steps 300
 */
import { parseArgs } from "node:util";
import { concat, full, linspace, type Matrix, random, stack, type Vector } from "conformable";
import { adam, cosineDecay, dense, meanSquaredError, sequential, silu, trainingStep } from "conformable/nn";
import { heading } from "./digits/terminal.js";
import { type Point, scatter } from "./show/scatter.js";

const { values: options } = parseArgs({ options: { steps: { type: "string", default: "3000" } } });
const source = random(1);

/** 128 points of each moon. */
function moons(): Matrix<256, 2> {
  const angle = source.uniform([128]).multiply(Math.PI);
  const [x, y] = [angle.cos(), angle.sin()];
  const upper = stack([x.subtract(0.5), y.subtract(0.25)], 1); // Matrix<128, 2>
  const lower = stack([x.negate().add(0.5), y.negate().add(0.25)], 1);
  return concat([upper, lower], 0).add(source.normal([256, 2]).multiply(0.05));
}

// In step t, x is √(1 - β) x plus noise of the variance β. After all steps up to t, it is √ᾱ times the point, plus noise of the variance 1 - ᾱ.
const times = 60;
const betas = linspace(1e-4, 0.15, times); //                       β: Vector<60>
const kept = betas.negate().add(1).cumulativeProduct(0); //         ᾱ: Vector<60>, from 1 to 0.01

/** What the network takes: the points, and two numbers that say which step it is. */
function withTime<N extends number>(points: Matrix<N, 2>, time: Vector<N>): Matrix<N, 4> {
  const angle = time.multiply(Math.PI / times);
  return concat([points, stack([angle.cos(), angle.sin()], 1)], 1);
}

const network = sequential(
  dense(4, 96, { activation: silu, random: source }),
  dense(96, 96, { activation: silu, random: source }),
  dense(96, 96, { activation: silu, random: source }),
  dense(96, 2, { random: source }),
);
const steps = Number(options.steps);
const step = trainingStep(network, meanSquaredError, adam(network, { learningRate: cosineDecay(0.005, { steps }) }));

for (let count = 0; count < steps; count++) {
  const time = source.integers(0, times, [256]);
  const share = kept.gather(time).expandDims(1).broadcastTo([256, 2]); // ᾱ of each point
  const noise = source.normal([256, 2]);
  const noisy = moons()
    .multiply(share.sqrt())
    .add(noise.multiply(share.negate().add(1).sqrt()));
  const loss = step(withTime(noisy, time), noise);
  if (count % Math.ceil(steps / 5) === 0) console.log(`step ${count}: loss ${loss.at().toFixed(3)}`);
}

/** How far each point is from the nearest moon. */
function distance<N extends number>(points: Matrix<N, 2>): Vector<N> {
  const toArc = (side: 1 | -1) => {
    const [x, y] = points.multiply(side).unstack(1); // of a point from the middle of the arc
    const [right, up] = [x.add(0.5), y.add(0.25)];
    const onArc = right.square().add(up.square()).sqrt().subtract(1).abs();
    const toEnd = right.abs().subtract(1).square().add(up.square()).sqrt();
    return onArc.multiply(up.greater(0)).add(toEnd.multiply(up.lessOrEqual(0)));
  };
  return toArc(1).minimum(toArc(-1));
}

let points: Matrix<500, 2> = source.normal([500, 2]);
console.log(`\nmean distance from the moons: ${distance(points).mean().at().toFixed(3)} of the noise`);
for (let time = times - 1; time >= 0; time--) {
  const noise = network.predict(withTime(points, full([500], time)));
  const [beta, share] = [betas.at(time), kept.at(time)];
  points = points.subtract(noise.multiply(beta / Math.sqrt(1 - share))).divide(Math.sqrt(1 - beta));
  if (time > 0) points = points.add(source.normal([500, 2]).multiply(Math.sqrt(beta)));
  if ([30, 10, 0].includes(time)) {
    heading(`${time} steps before the end`);
    console.log(scatter({ "·": points.toArray().map(([x = 0, y = 0]): Point => [x, y]) }, 72, 16));
  }
}
console.log(`\nmean distance from the moons: ${distance(points).mean().at().toFixed(3)} of the points`);
