/**
 * A deep Q-network: it finds the way out of a maze by trial and error (V. Mnih et al., "Human-level control through deep reinforcement
 * learning", 2015). For each place and direction, the network learns Q: the reward for the exit, which is 1, less a tenth for each step
 * until then. It prints how many steps it takes while it learns, the best direction at each place, and the fewest steps possible.
 *
 *     npx tsx docs/examples/dqn.ts
 */
import { type Matrix, oneHot, random, scalar, tensor, type Vector, valueAndGrad } from "conformable";
import { adam, dense, relu, sequential } from "conformable/nn";
import { heading } from "./digits/terminal.js";

// ── The maze: from S to E, around the walls ─────────────────────────────────────────────────────────────────────────────────────

const maze = [
  "#########",
  "#S..#...#",
  "#.#...#.#",
  "#.#.#...#",
  "#...##.##",
  "##.#....#",
  "#..#.##.#",
  "#.....#E#",
  "#########",
].join("");
const [start, exit] = [maze.indexOf("S"), maze.indexOf("E")];
const [signs, moves] = ["↑→↓←", [-9, 1, 9, -1]];

/** Where a step leads. Against a wall, it leads nowhere. */
function step(place: number, action: number): number {
  const next = place + (moves[action] ?? 0);
  return maze[next] === "#" ? place : next;
}

/** The fewest steps to the exit: first all places that one step leads to, then two steps, and so on. */
function fewestSteps(): number {
  let [steps, reached] = [0, new Set([start])];
  for (; !reached.has(exit); steps++)
    reached = new Set([...reached].flatMap((place) => moves.map((_, action) => step(place, action))));
  return steps;
}

// ── The network, and how it learns ──────────────────────────────────────────────────────────────────────────────────────────────

const source = random(1);
const network = sequential(dense(81, 64, { activation: relu, random: source }), dense(64, 4, { random: source })); // Q of four actions
const optimizer = adam(network, { learningRate: 0.003 });
let target = network.with(network.parameters); // the network as it is now, whatever it learns later
const memory: (readonly [place: number, action: number, next: number])[] = [];

/** How far Q of the actions that were taken is from what it should be. */
const slope = valueAndGrad(
  (parameters: typeof network.parameters, places: Matrix<32, 81>, actions: Matrix<32, 4>, wanted: Vector<32>) =>
    network.with(parameters).predict(places).multiply(actions).sum(1).subtract(wanted).square().mean(),
);

/** Goes towards Bellman's equation, Q(s, a) = r + γ max Q(s', a') with γ = 0.9, at 32 steps that it remembers. */
function learn(): void {
  const remembered = source
    .integers(0, memory.length, [32])
    .toArray()
    .flatMap((index) => memory[index] ?? []);
  const [places, actions, next] = tensor(remembered, [32, 3]).unstack(1); // each a Vector<32>
  const reward = next.equal(exit); // 1 at the exit, after which nothing comes
  const later = target.predict(oneHot(next, 81)).max(1).multiply(reward.logicalNot());
  const wanted = later.multiply(0.9).add(reward);
  optimizer.step(slope(network.parameters, oneHot(places, 81), oneHot(actions, 4), wanted).gradients);
}

const best = (place: number): number =>
  network
    .predict(oneHot(scalar(place), 81))
    .argmax()
    .at();

/** Goes to the exit and returns the number of steps, 100 at most. Some are in a random direction, the others in the best. */
function play(randomness: number, isLearning: boolean): number {
  let [place, steps] = [start, 0];
  for (; place !== exit && steps < 100; steps++) {
    const action = source.uniform() < randomness ? Math.floor(4 * source.uniform()) : best(place);
    const next = step(place, action);
    memory.push([place, action, next]);
    if (isLearning && steps % 2 === 0) learn();
    place = next;
  }
  return steps;
}

heading("Steps to the exit while it learns");
for (let game = 1; game <= 120; game++) {
  const steps = play(Math.max(0.05, 1 - game / 80), true);
  target = network.with(network.parameters);
  if (game % 20 === 0) console.log(`  game ${game}: ${steps}`);
}

heading("The best directions");
const tiles = [...maze].map((tile, place) => (tile === "." || tile === "S" ? signs[best(place)] : tile));
for (let row = 0; row < 9; row++) console.log(`  ${tiles.slice(9 * row, 9 * row + 9).join(" ")}`);
console.log(`\nsteps to the exit: ${play(0, false)}, the fewest possible: ${fewestSteps()}`);
