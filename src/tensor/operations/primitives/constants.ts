/** Values that depend on no others. */
import { engine } from "../../../engine/current.js";
import { whole } from "../../../engine/layout.js";
import { count } from "../../../shape/reshape.js";
import type { Shape } from "../../../shape/shape.js";
import type { Value } from "../../tape.js";

export const filled = (shape: Shape, value: number): Value => whole(engine().fill(count(shape), value), shape);
export const zeros = (shape: Shape): Value => filled(shape, 0);

/** Whether the numbers are known and nothing is recorded, so that an engine may compute directly what primitives would. */
export const isPlain = ({ storage, trace }: Value): boolean => storage.known && trace === undefined;
