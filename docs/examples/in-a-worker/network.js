import { random } from "conformable";
import { dense, relu, sequential } from "conformable/nn";

/** The page and the worker create the same network, so they agree on the shapes of its parameters. */
export function createNetwork() {
  const source = random(1);
  return sequential(dense(2, 16, { activation: relu, random: source }), dense(16, 1, { random: source }));
}
