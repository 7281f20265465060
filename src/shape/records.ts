/** Records of shapes: a network of several inputs or outputs has a shape for each, by name. */
import { endsIn, sameShape } from "./broadcast.js";
import { cut } from "./describe.js";
import type { OneOf } from "./known.js";
import { checkInput, type Leading } from "./layer.js";
import { isArray, isRevoked } from "./list.js";
import { fieldsOf } from "./options.js";
import { type Shape, type Show, show } from "./shape.js";
import { refuse } from "./shape-error.js";

/** Shapes by name. */
export interface ShapeRecord {
  /** The shape of one input or output. */
  readonly [name: string]: Shape;
}

declare const several: unique symbol;

/**
 * Stands for a record of shapes where a type parameter is a shape: in the type of a network that takes or returns a record of
 * tensors.
 *
 * @typeParam R - the shape of each input or output, by name
 */
export interface Several<in out R extends ShapeRecord> extends ReadonlyArray<number> {
  /** Only for the compiler. */
  readonly [several]: R;
}
/** Any record of shapes. */
export interface AnySeveral extends ReadonlyArray<number> {
  readonly [several]: unknown;
}

/** A name in a record. Those that look like numbers, such as `0`, are numbers to the compiler. */
export type Name = string | number;
/** The names that a record may be without, because they are optional, or stand for many (`Record<string, …>`); `never` if there are none. */
export type OpenNames<R> = { [Key in keyof R]-?: Record<never, never> extends Pick<R, Key> ? Key : never }[keyof R];

// ── The names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why records differ in their names. `Kind` is `input`, `output`, `target` or `loss`. */
export type entryMissing<
  Operation extends string,
  Kind extends string,
  Name extends string,
> = `${Operation}: the ${Kind} ${Name} is missing`;
const entryMissing = <Operation extends string, Kind extends string, Name extends string>(
  operation: Operation,
  kind: Kind,
  name: Name,
): entryMissing<Operation, Kind, Name> => `${operation}: the ${kind} ${name} is missing`;

type noSuchName<Operation extends string, Kind extends string, Name extends string> = `${Operation}: there is no ${Kind} ${Name}`;
const noSuchName = <Operation extends string, Kind extends string, Name extends string>(
  operation: Operation,
  kind: Kind,
  name: Name,
): noSuchName<Operation, Kind, Name> => `${operation}: there is no ${kind} ${name}`;

/** Why something else than a record is refused. */
export type noRecord<Operation extends string, Parts extends string> = `${Operation}: takes a record of ${Parts}, by name`;
export const noRecord = <Operation extends string, Parts extends string>(
  operation: Operation,
  parts: Parts,
): noRecord<Operation, Parts> => `${operation}: takes a record of ${parts}, by name`;

/** The sentences about names that are missing or superfluous; `never` if there are none. */
export type WrongNames<Operation extends string, Missing extends string, Superfluous extends string, Names, Given> =
  | entryMissing<Operation, Missing, `${Exclude<Names, Given> & Name}`>
  | noSuchName<Operation, Superfluous, `${Exclude<Given, Names> & Name}`>;

/**
 * Reads a record that has to have certain names. Each entry is read once.
 *
 * @param isNone - whether a value isn't a record
 */
export function readRecord(
  operation: string,
  kind: string,
  names: readonly string[],
  given: unknown,
  isNone: (value: unknown) => boolean,
): Record<string, unknown> {
  if (typeof given !== "object" || given === null || isRevoked(given) || isArray(given) || isNone(given))
    refuse(noRecord(operation, `${kind}s`));
  const fields = fieldsOf(given);
  checkNames(operation, [kind, kind], names, Object.keys(fields));
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/**
 * Checks that all names are there, and no others.
 *
 * @param kinds - what one that is missing is called, and what there isn't for one that is superfluous
 */
export function checkNames(
  operation: string,
  [missing, superfluous]: readonly [string, string],
  names: readonly string[],
  given: readonly string[],
): void {
  const none = names.find((name) => !given.includes(name));
  if (none !== undefined) refuse(entryMissing(operation, missing, none));
  const other = given.find((name) => !names.includes(name));
  if (other !== undefined) refuse(noSuchName(operation, superfluous, cut(other)));
}

/** Why a loss of a single output is refused. */
export type lossOfRecord<Operation extends string> =
  `${Operation}: the network gives a record of outputs, so the loss has to be a multiTaskLoss`;
export const lossOfRecord = <Operation extends string>(operation: Operation): lossOfRecord<Operation> =>
  `${operation}: the network gives a record of outputs, so the loss has to be a multiTaskLoss`;

/** Why a loss of several outputs is refused. */
export type lossOfOne = "multiTaskLoss: takes a record of outputs, but the network gives one tensor";
export const lossOfOne: lossOfOne = "multiTaskLoss: takes a record of outputs, but the network gives one tensor";

// ── The leading axes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why inputs don't belong together. */
export type leadsDiffer<
  Operation extends string,
  Name extends string,
  Lead extends Shape,
  Other extends string,
  OtherLead extends Shape,
> = `${Operation}: the leading axes of ${Name} are ${Show<Lead>}, those of ${Other} ${Show<OtherLead>}`;
const leadsDiffer = <
  Operation extends string,
  Name extends string,
  Lead extends Shape,
  Other extends string,
  OtherLead extends Shape,
>(
  operation: Operation,
  name: Name,
  lead: Lead,
  other: Other,
  otherLead: OtherLead,
): leadsDiffer<Operation, Name, Lead, Other, OtherLead> =>
  `${operation}: the leading axes of ${name} are ${show(lead)}, those of ${other} ${show(otherLead)}`;

/**
 * Checks that inputs end in the shapes that a network takes, and have the same axes before these.
 *
 * @returns the leading axes
 */
export function checkInputs(operation: string, own: ShapeRecord, given: ShapeRecord): Shape {
  let first: readonly [name: string, lead: Shape] | undefined;
  for (const [name, takes] of Object.entries(own)) {
    const shape = given[name] as Shape; // it has the same names
    checkInput(`${operation}, ${name}`, takes, shape);
    const lead = shape.slice(0, shape.length - takes.length);
    first ??= [name, lead];
    if (lead.length !== first[1].length || !endsIn(lead, first[1]))
      refuse(leadsDiffer(operation, first[0], first[1], name, lead));
  }
  return first?.[1] ?? [];
}

/**
 * The leading axes of a shape before those that a network takes; `Otherwise` if it doesn't end in these. In code that is generic in the
 * sizes, the compiler only finds out about one leading axis and none.
 */
export type LeadAt<S extends Shape, Own extends Shape, Otherwise extends Shape | null> = [S, [S[0], ...Own]] extends [
  [S[0], ...Own],
  S,
]
  ? [S[0]]
  : [S, Own] extends [Own, S]
    ? []
    : Leading<S, Own, Otherwise>;

// ── Layers by name ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Why layers can't take the same input. */
export type headsDiffer<
  Name extends string,
  Takes extends Shape,
  Other extends string,
  Own extends Shape,
> = `heads: ${Name} takes ${Show<Takes>}, but ${Other} takes ${Show<Own>}`;
const headsDiffer = <Name extends string, Takes extends Shape, Other extends string, Own extends Shape>(
  name: Name,
  takes: Takes,
  other: Other,
  own: Own,
): headsDiffer<Name, Takes, Other, Own> => `heads: ${name} takes ${show(takes)}, but ${other} takes ${show(own)}`;

/** The shape that all layers take, of which there is at least one. */
export function checkHeads(takes: ShapeRecord): Shape {
  const [first, ...others] = Object.entries(takes) as [[string, Shape], ...[string, Shape][]];
  for (const [name, shape] of others) if (!sameShape(shape, first[1])) refuse(headsDiffer(first[0], first[1], name, shape));
  return first[1];
}

/** One of the sentences; something else if there are none. */
export type orElse<Why, Other> = [Why] extends [never] ? Other : OneOf<Why>;
