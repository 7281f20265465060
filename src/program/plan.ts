/**
 * How a program is carried out. What it would compute twice is computed once, and elementwise operations that follow one another become
 * a chain, which is one pass over the numbers (`engine/chains`).
 */
import type { Chain, Link, Source } from "../engine/chains/chain.js";
import { hasKernel, isOrdinary, type UnaryOperation, unaryOperations } from "../engine/unary.js";
import { count } from "../shape/reshape.js";
import type { Shape } from "../shape/shape.js";
import type { Value } from "../tensor/tape.js";
import { type Alone, distinct, withLateDerivatives } from "./distinct.js";
import { operandsOf, type Step } from "./primitives.js";
import type { Recording } from "./program.js";

/** Operations that are carried out in one pass. */
export interface Chained {
  readonly chain: Chain;
  readonly steps: readonly Step[];
  /** Places, or values that are the same in each run. */
  readonly operands: readonly (number | Value)[];
  /** What is needed later: its place and shape, and which result of the chain it is. */
  readonly results: readonly { readonly place: number; readonly shape: Shape; readonly index: number }[];
}

export interface Plan {
  readonly units: readonly (Alone | Chained)[];
  /** The places of the outputs; undefined for a constant. */
  readonly places: readonly (number | undefined)[];
  readonly outputs: Recording["outputs"];
}

interface Node extends Alone {
  group: Group;
}

/** Nodes that become one unit. */
class Group {
  readonly nodes: Node[] = [];
  /** The place of its first node. */
  first = Number.POSITIVE_INFINITY;
  /** Where it is in an order of all groups, in which each comes after those that it depends on. */
  position = 0;
  #before: Group | undefined;
  #after: Group | undefined;

  /** @param length - the number of elements of each node in a chain; undefined if the node can't be part of one */
  constructor(public length: number | undefined) {}

  take(nodes: readonly Node[]): void {
    for (const node of nodes) {
      node.group = this;
      this.nodes.push(node);
      this.first = Math.min(this.first, node.place);
    }
  }

  /** Takes its place in the order, after another group. */
  follow(before: Group | undefined): void {
    this.#before = before;
    if (before) before.#after = this;
    this.position = (before?.position ?? 0) + 1;
  }

  leave(): void {
    if (this.#before) this.#before.#after = this.#after;
    if (this.#after) this.#after.#before = this.#before;
  }

  moveBefore(other: Group): void {
    this.leave();
    this.#before = other.#before;
    this.#after = other;
    if (other.#before) other.#before.#after = this;
    other.#before = this;
    const from = this.#before?.position ?? other.position - 2;
    this.position = (from + other.position) / 2;
    if (this.position > from && this.position < other.position) return;
    // There is no number between the two, so all are counted anew.
    let first: Group = this;
    while (first.#before) first = first.#before;
    let position = 0;
    for (let group: Group | undefined = first; group; group = group.#after) group.position = position++;
  }
}

export function planOf(recording: Recording): Plan {
  const { calls, places, outputs } = distinct(recording);
  const nodes = withLateDerivatives(calls, places).flatMap(grouped);
  const nodeAt = new Map(nodes.map((node) => [node.place, node]));
  const groupAt = (place: number | undefined): Group | undefined => (place === undefined ? undefined : nodeAt.get(place)?.group);
  const above = (group: Group): Set<Group> => {
    const groups = group.nodes.flatMap(({ sources }) => sources.flatMap((source) => groupAt(source) ?? []));
    return new Set(groups.filter((other) => other !== group));
  };
  const groups = new Set(nodes.map(({ group }) => group));
  [...groups].forEach((group, index, all) => void group.follow(all[index - 1]));
  for (const node of nodes) {
    for (const source of node.sources) {
      const [upper, lower] = [groupAt(source), node.group];
      if (upper === undefined || upper === lower || upper.length === undefined || upper.length !== lower.length) continue;
      join(upper, lower, groupAt);
    }
    if (node.step.primitive === "reshape" && node.group.nodes.length === 1) node.group.length = undefined;
  }
  const needed = new Set(places);
  for (const { sources, group } of nodes) for (const source of sources) if (groupAt(source) !== group) needed.add(source);
  const units = inOrder([...new Set(nodes.map(({ group }) => group))], above).flatMap(
    ({ nodes }): readonly (Alone | Chained)[] => {
      const sorted = nodes.toSorted((a, b) => a.place - b.place);
      return sorted.filter(({ step }) => step.primitive !== "reshape").length > 1 ? [chained(sorted, needed)] : sorted;
    },
  );
  return { units, places, outputs };
}

/** The nodes of an operation and of what is computed for it alone. They begin as one group, if all of them can be part of a chain. */
function grouped(calls: readonly Alone[]): Node[] {
  const lengths = calls.map(({ step }) =>
    isElementwise(step) || step.primitive === "reshape" ? count(step.result.shape) || undefined : undefined,
  );
  const together = new Group(lengths.at(-1));
  return calls.map((call, index) => {
    const length = lengths[index];
    const group = length !== undefined && length === together.length ? together : new Group(length);
    const node = { ...call, group };
    group.take([node]);
    return node;
  });
}

const binaryWithKernels: ReadonlySet<string> = new Set([
  "add",
  "subtract",
  "multiply",
  "divide",
  "equal",
  "less",
  "errorTimes",
  "errorOver",
]);

function isElementwise({ primitive, operands }: Step): boolean {
  if (primitive === "select") return true;
  if (primitive in unaryOperations) return hasKernel(primitive as UnaryOperation);
  const [, second] = operands;
  return (
    binaryWithKernels.has(primitive) && !(typeof second === "number" && primitive.startsWith("error") && !isOrdinary(second))
  );
}

/**
 * Joins two groups, of which the lower depends on the upper, unless it also depends on it by way of a third: then each would have to come
 * before the other. What the lower depends on moves before the upper, where the joined group stays.
 */
function join(upper: Group, lower: Group, groupAt: (place: number | undefined) => Group | undefined): void {
  const above = between(upper, lower, groupAt);
  if (above === undefined) return;
  upper.take(lower.nodes);
  lower.leave();
  for (const group of above.sort((one, other) => one.position - other.position)) group.moveBefore(upper);
}

/**
 * The groups after the upper on which the lower depends, or undefined if one of them depends on the upper. Those before the upper can't, so
 * they needn't be followed: in a long recurrence that leaves a few of thousands.
 */
function between(upper: Group, lower: Group, groupAt: (place: number | undefined) => Group | undefined): Group[] | undefined {
  const found = new Set<Group>();
  const waiting = [lower];
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    for (const { sources } of group.nodes) {
      for (const source of sources) {
        const next = groupAt(source);
        if (next === upper && group !== lower) return undefined;
        if (next === undefined || next === group || next.position <= upper.position || found.has(next)) continue;
        found.add(next);
        waiting.push(next);
      }
    }
  }
  return [...found];
}

/** The groups, each after those that it depends on, and otherwise in the order of the program. */
function inOrder(groups: readonly Group[], above: (group: Group) => Set<Group>): Group[] {
  const waits = new Map(groups.map((group) => [group, above(group)]));
  const below = new Map<Group, Group[]>(groups.map((group) => [group, []]));
  for (const [group, uppers] of waits) for (const upper of uppers) below.get(upper)?.push(group);
  const ready = groups.filter((group) => waits.get(group)?.size === 0);
  const ordered: Group[] = [];
  const byPlace = (a: Group, b: Group): number => b.first - a.first;
  ready.sort(byPlace);
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    ordered.push(next);
    const freed = (below.get(next) ?? []).filter((lower) => {
      waits.get(lower)?.delete(next as Group);
      return waits.get(lower)?.size === 0;
    });
    if (freed.length === 0) continue;
    ready.push(...freed);
    ready.sort(byPlace);
  }
  return ordered;
}

/** One chain for nodes in the order of the program. `needed` has the places that something else reads. */
function chained(nodes: readonly Node[], needed: ReadonlySet<number | undefined>): Chained {
  const operands: (number | Value)[] = [];
  const links: Link[] = [];
  const found = new Map<number, Source>(); // where in the chain the result of each place is
  const sourceOf = (operand: number | Value, isNumber: boolean): Source => {
    if (isNumber) return { from: "number", value: operand as number };
    const link = typeof operand === "number" ? found.get(operand) : undefined;
    if (link) return link;
    const known = operands.indexOf(operand);
    return { from: "operand", index: known >= 0 ? known : operands.push(operand) - 1 };
  };
  for (const { call, sources, step, place } of nodes) {
    const taken = operandsOf(call).map((index) => {
      const [given, source] = [call.given[index], sources[index]];
      return sourceOf(source ?? (given as Value | number), source === undefined && typeof given === "number"); // an operand is one of these
    });
    if (step.primitive === "reshape")
      found.set(place, taken[0] as Source); // it has one operand
    else
      found.set(place, {
        from: "link",
        index: links.push({ operation: step.primitive as Link["operation"], sources: taken }) - 1,
      }); // an elementwise one
  }
  const wanted = nodes.filter(({ place }) => needed.has(place));
  const linkOf = (place: number): number => (found.get(place) as { index: number }).index; // each place in a chain is the result of a link
  const results = [...new Set(wanted.map(({ place }) => linkOf(place)))];
  return {
    chain: { length: count((nodes[0] as Node).step.result.shape), links, results },
    steps: nodes.map(({ step }) => step),
    operands,
    results: wanted.map(({ place, step }) => ({ place, shape: step.result.shape, index: results.indexOf(linkOf(place)) })),
  };
}
