/** Random choices, from random numbers that the caller draws. */
import { engine } from "../../engine/current.js";
import { whole } from "../../engine/layout.js";
import { noLastAxis } from "../../shape/axis.js";
import { numbersFor } from "../../shape/elements.js";
import { nothingToReduce } from "../../shape/reduce.js";
import { count } from "../../shape/reshape.js";
import { refuse } from "../../shape/shape-error.js";
import type { Value } from "../tape.js";
import { binary, reduced } from "./primitives/index.js";

/**
 * A class for each row of logits, with the probabilities softmax(logits / temperature): the index of the greatest of logits + temperature · g,
 * where g = -ln(-ln(u)) and u is uniformly distributed from 0 to 1.
 */
export function categorical(logits: Value, temperature: number, draw: () => number): Value {
  const { shape } = logits;
  if (shape.length === 0) refuse(noLastAxis("categorical"));
  if (shape.at(-1) === 0) refuse(nothingToReduce("categorical", shape));
  const noise = numbersFor(Float64Array, count(shape)).map(() => temperature * -Math.log(-Math.log(draw() || 0.5))); // without 0, where it is infinite
  return reduced("argmax", binary("add", logits, whole(engine().upload(noise), shape)), shape.length - 1);
}
