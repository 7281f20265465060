import { dim } from "conformable";
import { receive, transfer } from "conformable/io";
import { adam, meanSquaredError, train } from "conformable/nn";
import { createNetwork } from "./network.js";

addEventListener("message", async ({ data }) => {
  try {
    const examples = dim("examples", data.inputs.shape[0]);
    const { inputs, targets } = receive(data, { inputs: [examples, 2], targets: [examples, 1] });
    const network = createNetwork();
    const optimizer = adam(network, { learningRate: 0.01 });
    const onEpoch = ({ epoch, loss }) => postMessage({ epoch, loss });
    await train(network, { inputs, targets, loss: meanSquaredError, optimizer, epochs: 50, onEpoch });
    const [parameters, buffers] = transfer(network.parameters);
    postMessage({ parameters }, buffers);
  } catch (error) {
    postMessage({ error: error.message });
  }
});
