/** Consecutive layers some of which take or give records: which fit, and why others don't. Layers are counted from 1. */
import type { Sum } from "./arithmetic.js";
import { endsIn, sameShape } from "./broadcast.js";
import { type sequentialMismatch as differentShapes, layersDiffer } from "./layer.js";
import type { AnySeveral, Name, orElse, Several, ShapeRecord } from "./records.js";
import { type Shape, type Show, show } from "./shape.js";
import { refuse } from "./shape-error.js";

type givesARecord<
  Below extends number,
  Above extends number,
  Takes extends Shape,
> = `sequential: layer ${Above} takes ${Show<Takes>}, but layer ${Below} gives a record`;
const givesARecord = <Below extends number, Above extends number, Takes extends Shape>(
  below: Below,
  above: Above,
  takes: Takes,
): givesARecord<Below, Above, Takes> => `sequential: layer ${above} takes ${show(takes)}, but layer ${below} gives a record`;

type takesARecord<
  Below extends number,
  Gives extends Shape,
  Above extends number,
> = `sequential: layer ${Above} takes a record, but layer ${Below} gives ${Show<Gives>}`;
const takesARecord = <Below extends number, Gives extends Shape, Above extends number>(
  below: Below,
  gives: Gives,
  above: Above,
): takesARecord<Below, Gives, Above> => `sequential: layer ${above} takes a record, but layer ${below} gives ${show(gives)}`;

type notGiven<
  Below extends number,
  Above extends number,
  Name extends string,
> = `sequential: layer ${Above} takes ${Name}, but layer ${Below} doesn't give it`;
const notGiven = <Below extends number, Above extends number, Name extends string>(
  below: Below,
  above: Above,
  name: Name,
): notGiven<Below, Above, Name> => `sequential: layer ${above} takes ${name}, but layer ${below} doesn't give it`;

type notTaken<
  Below extends number,
  Above extends number,
  Name extends string,
> = `sequential: layer ${Below} gives ${Name}, but layer ${Above} doesn't take it`;
const notTaken = <Below extends number, Above extends number, Name extends string>(
  below: Below,
  above: Above,
  name: Name,
): notTaken<Below, Above, Name> => `sequential: layer ${below} gives ${name}, but layer ${above} doesn't take it`;

type entryDiffers<
  Below extends number,
  Gives extends Shape,
  Above extends number,
  Takes extends Shape,
  Name extends string,
> = `sequential: layer ${Above} takes ${Show<Takes>} as ${Name}, but layer ${Below} gives ${Show<Gives>}`;
const entryDiffers = <Below extends number, Gives extends Shape, Above extends number, Takes extends Shape, Name extends string>(
  below: Below,
  gives: Gives,
  above: Above,
  takes: Takes,
  name: Name,
): entryDiffers<Below, Gives, Above, Takes, Name> =>
  `sequential: layer ${above} takes ${show(takes)} as ${name}, but layer ${below} gives ${show(gives)}`;

/** Why a layer doesn't fit on the one below it. */
export type sequentialMismatch<Below extends number, Gives extends Shape, Takes extends Shape> = [Gives] extends [AnySeveral]
  ? [Takes] extends [AnySeveral]
    ? recordsDiffer<Below, Sum<Below, 1>, Gives, Takes>
    : givesARecord<Below, Sum<Below, 1>, Takes>
  : [Takes] extends [AnySeveral]
    ? takesARecord<Below, Gives, Sum<Below, 1>>
    : differentShapes<Below, Gives, Takes>;
type recordsDiffer<Below extends number, Above extends number, Gives extends Shape, Takes extends Shape> =
  Gives extends Several<infer Given>
    ? Takes extends Several<infer Taken>
      ? orElse<
          notGiven<Below, Above, `${Exclude<keyof Taken, keyof Given> & Name}`>,
          orElse<
            notTaken<Below, Above, `${Exclude<keyof Given, keyof Taken> & Name}`>,
            orElse<EntriesDiffer<Below, Above, Given, Taken>, never>
          >
        >
      : never
    : never;
type EntriesDiffer<Below extends number, Above extends number, Gives extends ShapeRecord, Takes extends ShapeRecord> = {
  [Key in keyof Gives & keyof Takes & Name]: [Gives[Key], Takes[Key]] extends [Takes[Key], Gives[Key]]
    ? never
    : entryDiffers<Below, Gives[Key], Above, Takes[Key], `${Key}`>;
}[keyof Gives & keyof Takes & Name];

/** A shape, or a record of shapes. */
type Port = Shape | ShapeRecord;
const isOne = (port: Port): port is Shape => Array.isArray(port);

/** Checks that each layer takes what the one below gives, and returns what the network takes and gives. */
export function threadedRecords(layers: readonly { readonly inputShape: Port; readonly outputShape: Port }[]): {
  readonly takes: Port;
  readonly gives: Port;
} {
  let takes: Port = layers[0]?.inputShape ?? [];
  let gives = takes;
  for (const [below, { inputShape: own, outputShape }] of layers.entries()) {
    const above = below + 1;
    if (!isOne(gives) || !isOne(own)) {
      checkRecords(below, gives, above, own);
      gives = outputShape;
    } else if (endsIn(gives, own) && (isOne(outputShape) || gives.length === own.length)) {
      gives = isOne(outputShape) ? [...gives.slice(0, gives.length - own.length), ...outputShape] : outputShape;
    } else if (endsIn(own, gives) && isOne(takes)) {
      takes = [...own.slice(0, own.length - gives.length), ...takes];
      gives = outputShape;
    } else refuse(layersDiffer(below, gives, above, own));
  }
  return { takes, gives };
}

function checkRecords(below: number, gives: Port, above: number, takes: Port): void {
  if (isOne(gives)) refuse(takesARecord(below, gives, above));
  if (isOne(takes)) refuse(givesARecord(below, above, takes));
  const lacking = Object.keys(takes).find((name) => gives[name] === undefined);
  if (lacking !== undefined) refuse(notGiven(below, above, lacking));
  const other = Object.keys(gives).find((name) => takes[name] === undefined);
  if (other !== undefined) refuse(notTaken(below, above, other));
  for (const [name, shape] of Object.entries(takes)) {
    const given = gives[name] as Shape; // they have the same names
    if (!sameShape(given, shape)) refuse(entryDiffers(below, given, above, shape, name));
  }
}
