/** The groups of a convolution divide the channels and the filters into equal parts. */
import type { NotWhole, Product, Quotient } from "./arithmetic.js";
import { checkSize, type notWhole, type Size } from "./dim.js";
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
      ? [noGroup<Operation>]
      : `${Groups}` extends NotWhole
        ? [notWhole<Groups>]
        : [
            ...Shared<
              Channels,
              Groups,
              groupsUnequal<Operation, Groups, Channels, "channels">,
              groupUnknown<Operation, Channels>
            >,
            ...Shared<Filters, Groups, groupsUnequal<Operation, Groups, Filters, "filters">, groupUnknown<Operation, Filters>>,
          ]
  : [groupsUnknown<Operation>];
type Shared<N extends number, Groups extends number, Unequal, Unknown> =
  number extends GroupChannels<N, Groups>
    ? [Unknown]
    : [Product<GroupChannels<N, Groups>, Groups>, ValueOf<N>] extends [ValueOf<N>, Product<GroupChannels<N, Groups>, Groups>]
      ? []
      : [Unequal];

type groupsUnequal<Operation extends string, Groups extends number, N extends number, What extends string> = [
  N | Groups,
] extends [number]
  ? `${Operation}: ${ShowSize<Groups>} groups can't share ${ShowSize<N>} ${What} equally`
  : string;
const groupsUnequal = <Operation extends string, Groups extends number, N extends number, What extends string>(
  operation: Operation,
  groups: Groups,
  n: N,
  what: What,
): groupsUnequal<Operation, Groups, N, What> =>
  `${operation}: ${showSize(groups)} groups can't share ${showSize(n)} ${what} equally`;

/** Compiler only: at run time, every size has a value. */
type groupUnknown<Operation extends string, N extends number> = [N] extends [number]
  ? `${Operation}: ${ShowSize<N>} can't be divided among groups, because it is known only by name`
  : never;
type groupsUnknown<Operation extends string> = `${Operation}: the number of groups has to be one literal number`;

type noGroup<Operation extends string> = `${Operation}: takes at least one group`;
const noGroup = <Operation extends string>(operation: Operation): noGroup<Operation> => `${operation}: takes at least one group`;

/** What can be checked before there are channels. */
export function checkGroupCount(operation: string, groups: unknown): asserts groups is number {
  checkSize(groups);
  if (groups === 0) throw new ShapeError(noGroup(operation));
}

/** Whether the groups divide channels and filters, at run time. */
export function checkShares(operation: string, channels: number, filters: number, groups: number): void {
  if (channels % groups !== 0) throw new ShapeError(groupsUnequal(operation, groups, channels, "channels"));
  if (filters % groups !== 0) throw new ShapeError(groupsUnequal(operation, groups, filters, "filters"));
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
