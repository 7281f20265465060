import { receiveLike, transfer } from "conformable/io";
import { createNetwork } from "./network.js";

/** Trains a network in a worker. Calls `onEpoch` after each epoch, and resolves with the trained network. */
export function trainInWorker(inputs, targets, onEpoch) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.postMessage(...transfer({ inputs, targets }));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.epoch) onEpoch(data);
      else {
        worker.terminate();
        if (data.error) return reject(new Error(data.error));
        const network = createNetwork();
        resolve(network.with(receiveLike(data.parameters, network.parameters)));
      }
    };
  });
}
