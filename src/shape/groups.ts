/** The groups of a group normalisation divide the channels into equal parts. */
import type { Product } from "./arithmetic.js";
import type { HeadWidth } from "./attention.js";
import { checkSize } from "./dim.js";
import type { Shape, Show, ShowSize } from "./shape.js";
import { showSize } from "./shape.js";
import { ShapeError } from "./shape-error.js";
import type { ValueOf } from "./size.js";

/** Refuses a number of groups that doesn't divide the channels: a list with the reason, or an empty list. */
export type groupNormGroupsShareTheChannels<In extends Shape, Groups extends number> = Groups extends 0
  ? [noGroup]
  : number extends ValueOf<Groups> | HeadWidth<In[2], Groups>
    ? number extends Groups
      ? []
      : number extends In["length"]
        ? [] // the shape itself is refused, or comes from a refused call
        : [groupUnknown<In>]
    : [Product<HeadWidth<In[2], Groups>, ValueOf<Groups>>, ValueOf<In[2]>] extends [
          ValueOf<In[2]>,
          Product<HeadWidth<In[2], Groups>, ValueOf<Groups>>,
        ]
      ? []
      : [unequalGroups<In[2], Groups>];

type unequalGroups<Channels extends number, Groups extends number> = [Channels | Groups] extends [number]
  ? `groupNorm: ${ShowSize<Groups>} groups can't share ${ShowSize<Channels>} channels equally`
  : string;
const unequalGroups = <Channels extends number, Groups extends number>(
  channels: Channels,
  groups: Groups,
): unequalGroups<Channels, Groups> => `groupNorm: ${showSize(groups)} groups can't share ${showSize(channels)} channels equally`;

/** Compiler only: at run time, every size has a value. */
type groupUnknown<In extends Shape> = [In[number]] extends [number]
  ? `groupNorm: the channels of a group can't be computed from ${Show<In>}`
  : never;

type noGroup = "groupNorm: takes at least one group";
const noGroup: noGroup = "groupNorm: takes at least one group";

/** The number of channels in each group, at run time. */
export function checkGroups(channels: number, groups: unknown): number {
  checkSize(groups);
  if (groups === 0) throw new ShapeError(noGroup);
  if (channels % groups !== 0) throw new ShapeError(unequalGroups(channels, groups));
  return channels / groups;
}
