/** Layers side by side, one for each of several inputs. */
import type { AcceptingGiven } from "../../shape/accepted.js";
import type { Several } from "../../shape/records.js";
import type { RecordNetwork } from "../contract/record-network.js";
import { abreast } from "./abreast.js";
import { type ByNames, type layersByName, type ParametersOf, readLayers, type ShapesOf, shapesTaken } from "./by-name.js";

/**
 * Creates a network with a layer for each of several inputs: it takes a record of tensors, and returns a record with the output
 * of each layer under the same name. Its parameters are a record too. {@link sequential} puts it before layers that make one
 * tensor of the outputs, such as {@link recordLayer}, and {@link heads} gives several outputs for one input.
 *
 * Shapes: for each name, `[...Batch, ...In]` to `[...Batch, ...Out]`. All inputs have the same leading axes.
 *
 * @param layers - the layers, by the names of their inputs
 * @throws ShapeError if there are no layers
 * @throws TypeError if one of them isn't a layer
 * @example
 * ```ts
 * import { zeros } from "conformable";
 * import { dense, flatten, parallel, sequential } from "conformable/nn";
 *
 * const network = parallel({ image: sequential(flatten([28, 28, 1]), dense(784, 32)), meta: dense(5, 8) });
 * const { image, meta } = network.predict({ image: zeros([64, 28, 28, 1]), meta: zeros([64, 5]) });
 * image; // Matrix<64, 32>
 * meta; //  Matrix<64, 8>
 * network.parameters.meta.weights; // Matrix<8, 5>
 * ```
 */
export function parallel<Layers extends object, Ok extends AcceptingGiven<Layers, layersByName<"parallel", Layers>> = unknown>(
  layers: layersByName<"parallel", Layers>,
): ByNames<
  Layers,
  Ok,
  RecordNetwork<
    Several<{ readonly [Name in keyof Layers]: ShapesOf<Layers[Name]>["in"] }>,
    Several<{ readonly [Name in keyof Layers]: ShapesOf<Layers[Name]>["out"] }>,
    { readonly [Name in keyof Layers]: ParametersOf<Layers[Name]> }
  >
>;
export function parallel(given: unknown): unknown {
  const layers = readLayers("parallel", given);
  return abreast("parallel", layers, shapesTaken(layers));
}
