/** Matrix products. */
import { engine } from "../../../engine/current.js";
import type { View } from "../../../engine/engine.js";
import { isRowMajor, size, whole } from "../../../engine/layout.js";
import { recorded, type Shares, type Value } from "../../tape.js";
import { eachTransposed, transposed } from "./views.js";

/** Takes `[m, k]` and `[k, n]`. */
export const product = /* @__PURE__ */ recorded(
  "matmul",
  (left: Value, right: Value): View => whole(engine().matmul(left, right), [size(left.shape, 0), size(right.shape, 1)]),
  (error, _, left, right): Shares => [
    () => productLike(left, error, transposed(right)),
    () => productLike(right, transposed(left), error),
  ],
);

/**
 * The product, stored by columns if `like` is stored by columns. Otherwise the gradient of transposed weights would have to be
 * rearranged.
 */
const productLike = (like: Value, left: Value, right: Value): Value =>
  isColumnMajor(like) ? transposed(product(transposed(right), transposed(left))) : product(left, right);

const isColumnMajor = ({ shape, strides }: View): boolean =>
  isRowMajor({ shape: shape.toReversed(), strides: strides.toReversed() });

/** Takes `[...Batch, m, k]` and `[...Batch, k, n]`. */
export const batchProduct = /* @__PURE__ */ recorded(
  "batchMatmul",
  (left: Value, right: Value): View =>
    whole(engine().batchMatmul(left, right), [...left.shape.slice(0, -1), size(right.shape, right.shape.length - 1)]),
  (error, _, left, right): Shares => [
    () => batchProduct(error, eachTransposed(right)),
    () => batchProduct(eachTransposed(left), error),
  ],
);
