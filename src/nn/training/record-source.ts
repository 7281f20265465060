/** Examples of networks that take or give records, cut into batches. */
import { leaves, mapTensors } from "../../grad/tree.js";
import type { AnyTensor } from "../../tensor/tensor.js";
import type { Loss } from "../contract/loss.js";
import type { Checked, RecordParts } from "../contract/records.js";
import { type Cut, cutSource } from "./cut-source.js";
import type { Source } from "./source.js";

/** Cuts the tensors of records into batches of records. */
export function recordSource({ demand }: RecordParts, loss: Loss, given: Cut, { inputs, targets, lead }: Checked): Source {
  const whole = [inputs, targets] as const;
  const tensors = leaves(whole).map(({ tensor }) => tensor);
  return cutSource(
    loss,
    given,
    lead,
    tensors,
    (batch) => demand?.([batch]),
    (parts) => {
      let next = 0;
      const [x, y] = mapTensors(whole, () => parts[next++] as AnyTensor); // one for each
      return [x, y, parts[next], parts[0]?.shape[0]];
    },
  );
}
