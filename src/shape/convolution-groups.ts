/** The groups of a convolution divide the channels and the filters into equal parts. */
import type { NotWhole, Product, Quotient } from "./arithmetic.js";
import type { Size } from "./dim.js";
import { type NotWholeFrom, wholeFrom } from "./places.js";
import type { ShowSize } from "./shape.js";
import { showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** The number of channels that a filter sees. */
export type GroupChannels<Channels extends number, Groups> = Groups extends number
  ? Groups extends 1
    ? Channels
    : Quotient<ValueOf<Channels>, Groups> extends infer Found extends number
      ? Found
      : never
  : never;

/** Refuses a number of groups that doesn't divide the channels and the filters: a list with the reason, or an empty list. */
export type groupsShareTheChannels<
  Operation extends string,
  Channels extends number,
  Filters extends number,
  Groups,
> = Groups extends number
  ? Groups extends 1
    ? []
    : Groups extends 0
      ? [noGroups<Operation>]
      : `${Groups}` extends NotWhole
        ? [NotWholeFrom<`${Groups}`>["groups"]]
        : [
            ...Shared<Channels, Groups, channelsUnequal<Operation, Groups, Channels>, shareUnknown<Operation, Channels>>,
            ...Shared<Filters, Groups, filtersUnequal<Operation, Groups, Filters>, shareUnknown<Operation, Filters>>,
          ]
  : [groupsUnknown<Operation>];
/** The same for the channels only, and a number of groups that has been checked with the filters. What was refused there isn't refused again. */
export type checkedGroupsShareTheChannels<Operation extends string, Channels extends number, Groups> = Groups extends number
  ? Groups extends 0 | 1
    ? []
    : `${Groups}` extends NotWhole
      ? []
      : Shared<Channels, Groups, channelsUnequal<Operation, Groups, Channels>, shareUnknown<Operation, Channels>>
  : [];
type Shared<N extends number, Groups extends number, Unequal, Unknown> =
  Sharing<N, Groups> extends infer How ? (How extends "unknown" ? [Unknown] : How extends "unequal" ? [Unequal] : []) : [];

/**
 * Whether groups share a size equally. What is of type `any` is taken for equal: in generic code, the compiler puts it in place of sizes to
 * find what is refused for certain.
 */
export type Sharing<N extends number, Groups extends number> = 0 extends 1 & N
  ? "equal"
  : number extends GroupChannels<N, Groups>
    ? "unknown"
    : [Product<GroupChannels<N, Groups>, Groups>, ValueOf<N>] extends [ValueOf<N>, Product<GroupChannels<N, Groups>, Groups>]
      ? "equal"
      : "unequal";

type channelsUnequal<Operation extends string, Groups extends number, Channels extends number> = [Channels | Groups] extends [
  number,
]
  ? `${Operation}: ${ShowSize<Groups>} groups can't share ${ShowSize<Channels>} channels equally`
  : string;
const channelsUnequal = <Operation extends string, Groups extends number, Channels extends number>(
  operation: Operation,
  groups: Groups,
  channels: Channels,
): channelsUnequal<Operation, Groups, Channels> =>
  `${operation}: ${showSize(groups)} groups can't share ${showSize(channels)} channels equally`;

type filtersUnequal<Operation extends string, Groups extends number, Filters extends number> = [Filters | Groups] extends [number]
  ? `${Operation}: ${ShowSize<Groups>} groups can't share ${ShowSize<Filters>} filters equally`
  : string;
const filtersUnequal = <Operation extends string, Groups extends number, Filters extends number>(
  operation: Operation,
  groups: Groups,
  filters: Filters,
): filtersUnequal<Operation, Groups, Filters> =>
  `${operation}: ${showSize(groups)} groups can't share ${showSize(filters)} filters equally`;

/** Compiler only: at run time, every size has a value. */
type shareUnknown<Operation extends string, N extends number> = [N] extends [number]
  ? `${Operation}: ${ShowSize<N>} can't be divided among groups, because it is known only by name`
  : never;
type groupsUnknown<Operation extends string> = `${Operation}: the number of groups has to be one literal number`;

type noGroups<Operation extends string> = `${Operation}: takes at least one group`;
const noGroups = <Operation extends string>(operation: Operation): noGroups<Operation> =>
  `${operation}: takes at least one group`;

/** What can be checked before there are channels. */
export function checkGroupCount(operation: string, groups: unknown): asserts groups is number {
  if (groups === 0) throw new ShapeError(noGroups(operation));
  checkGroups(groups);
}

const checkGroups: (groups: unknown) => asserts groups is number = /* @__PURE__ */ wholeFrom("a number of groups", 1);

/** Whether the groups divide channels and filters, at run time. */
export function checkShares(operation: string, channels: number, filters: number, groups: number): void {
  if (channels % groups !== 0) throw new ShapeError(channelsUnequal(operation, groups, channels));
  if (filters % groups !== 0) throw new ShapeError(filtersUnequal(operation, groups, filters));
}

/** The number of channels that a filter sees, at run time. */
export function checkGroupChannels<Found extends number>(
  operation: string,
  channels: number,
  filters: number,
  groups: number,
): Size<Found> {
  checkShares(operation, channels, filters, groups);
  return (channels / groups) as unknown as Size<Found>; // a whole number, as checked above
}
