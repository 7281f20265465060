/** How the tensors of a program are divided among devices, in the words of Shardy: https://openxla.org/shardy. */
import type { Variable } from "../program/primitives.js";
import { describe } from "../shape/describe.js";
import { checkWhole, readOptions } from "../shape/options.js";
import { show } from "../shape/shape.js";
import { ShapeError } from "../shape/shape-error.js";

/**
 * How the inputs of a program are divided among devices. The devices form a grid, the mesh. Each axis of an input is divided
 * along an axis of the mesh or, with `null`, not divided. XLA decides how to divide everything else.
 *
 * @typeParam Axis - the names of the mesh's axes
 */
export interface Shardings<Axis extends string = string> {
  /** The number of devices along each axis of the mesh. */
  readonly mesh: Readonly<Record<Axis, number>>;
  /** For inputs by their names in the program, the axis of the mesh for each of their axes. XLA decides about inputs that aren't listed. */
  readonly inputs: Readonly<Record<string, readonly (NoInfer<Axis> | null)[]>>;
}

/** The mesh as a line of the module, and what follows the type of each input. */
export interface ShardingText {
  readonly mesh: readonly string[];
  readonly of: (input: Variable) => string;
}

/** Without shardings, nothing. */
const undivided: ShardingText = { mesh: [], of: () => "" };

/** Checks shardings against the inputs of a program before anything is written. */
export function shardingText(given: unknown, inputs: readonly Variable[]): ShardingText {
  if (given === undefined) return undivided;
  const { mesh, inputs: divided } = readOptions("toStableHlo: shardings", given as Shardings, ["mesh", "inputs"]);
  const sizes = new Map(Object.entries(readRecord("mesh", mesh)));
  for (const [axis, size] of sizes) checkWhole(`toStableHlo: the size of mesh axis ${describe(axis)}`, size, 1);
  const places = new Map(Object.entries(readRecord("inputs", divided)));
  for (const name of places.keys()) if (!inputs.some((input) => input.name === name)) throw new ShapeError(noInput(name, inputs));
  const texts = new Map(
    inputs.flatMap((input) => (places.has(input.name) ? [[input.name, placesOf(input, places.get(input.name), sizes)]] : [])),
  );
  return {
    mesh: [`  sdy.mesh @mesh = <[${Array.from(sizes, ([axis, size]) => `${quoted(axis)}=${size}`).join(", ")}]>`],
    of: ({ name }) => texts.get(name) ?? "",
  };
}

function placesOf({ name, shape }: Variable, given: unknown, sizes: ReadonlyMap<string, unknown>): string {
  const axes = Array.isArray(given) ? given.slice(0, shape.length + 1) : [];
  const input = describe(name);
  if (!Array.isArray(given) || axes.length !== shape.length)
    throw new ShapeError(
      `toStableHlo: input ${input} of shape ${show(shape)} needs a list of ${shape.length} mesh axes, not ${Array.isArray(given) ? `of ${axes.length}` : describe(given)}`,
    );
  axes.forEach((axis, place) => {
    if (axis === null) return;
    const devices = typeof axis === "string" ? sizes.get(axis) : undefined;
    if (devices === undefined) throw new ShapeError(`toStableHlo: input ${input}: the mesh has no axis ${describe(axis)}`);
    if (axes.indexOf(axis) !== place)
      throw new ShapeError(`toStableHlo: input ${input}: mesh axis ${describe(axis)} stands there twice`);
    const size = shape[place] as number; // there are as many as axes
    if (size % (devices as number) !== 0)
      throw new ShapeError(
        `toStableHlo: input ${input}: axis ${place} of size ${size} can't be divided equally among ${devices} devices`,
      );
  });
  const written = axes.map((axis) => (axis === null ? "{}" : `{${quoted(axis as string)}}`)); // checked above
  return ` {sdy.sharding = #sdy.sharding<@mesh, [${written.join(", ")}]>}`;
}

function readRecord(option: string, given: unknown): object {
  if (typeof given !== "object" || given === null)
    throw new TypeError(`toStableHlo: shardings: ${option} is a record, not ${describe(given)}`);
  return { ...given };
}

const noInput = (name: string, inputs: readonly Variable[]): string =>
  `toStableHlo: the program has no input ${describe(name)}, but ${inputs.map((input) => describe(input.name)).join(", ")}`;

const quoted = (text: string): string => JSON.stringify(text);
