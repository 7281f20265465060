/** jax-js on an LSTM, a transformer and a residual network. Each whole step is one jitted function. */
import { jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { learningRate } from "./data.mjs";
import { multiply, seen } from "./jax-images.mjs";
import { epsilon, hidden, letterRows } from "./network-data.mjs";

const array = ({ values, shape }) => np.array(values).reshape(shape);
const isNumbers = (value) => value?.values instanceof Float32Array;
/** The same tree, with arrays in place of numbers. */
const made = (value) =>
  isNumbers(value)
    ? array(value)
    : Array.isArray(value)
      ? value.map(made)
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, made(each)]));

/** @param {ReturnType<typeof import("./network-data.mjs").networkData>} data */
export function network(data) {
  const { parameters, inputs, compute } = makers[data.kind](data);
  const examples = data.targets.shape[0];
  const lossOf = (parameters, x, y) =>
    nn
      .logSoftmax(compute(parameters, x), -1)
      .mul(y)
      .sum()
      .mul(-1 / examples);
  const update = jit((parameters, x, y) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(parameters), x, y);
    return [loss, tree.map((parameter, gradient) => parameter.sub(gradient.mul(learningRate)), parameters, gradients)];
  });
  const x = array(inputs);
  const y = array(data.targets);
  let learned = made(parameters);
  let loss = Number.NaN;
  const step = () => {
    const [lossArray, updated] = update(learned, x.ref, y.ref);
    learned = updated;
    loss = lossArray.dataSync()[0]; // a single number; reading it runs the whole jitted function
  };
  step.loss = () => loss;
  return step;
}

const dense = ({ weights, bias }, x) => np.matmul(x, np.matrixTranspose(weights)).add(bias);

const makers = {
  lstm({ length, width, units, batch, inputs, lstm, dense: last }) {
    const compute = ({ lstm: { inputWeights, stateWeights, inputBias, stateBias }, dense: last }, x) => {
      const steps = np.transpose(x, [1, 0, 2]).reshape([length * batch, width]);
      const sums = np
        .matmul(steps, np.matrixTranspose(inputWeights.reshape([4 * units, width])))
        .add(inputBias.add(stateBias).reshape([4 * units]));
      const weights = stateWeights.reshape([4 * units, units]);
      let [state, memory] = [np.zeros([batch, units]), np.zeros([batch, units])];
      for (let step = 0; step < length; step++) {
        const own = sums.ref.slice([step * batch, (step + 1) * batch], []);
        const all = own.add(np.matmul(state, np.matrixTranspose(weights.ref)));
        const gate = (place) => all.ref.slice([], [place * units, (place + 1) * units]);
        const [input, forget, candidate, output] = [
          nn.sigmoid(gate(0)),
          nn.sigmoid(gate(1)),
          np.tanh(gate(2)),
          nn.sigmoid(gate(3)),
        ];
        all.dispose();
        memory = forget.mul(memory).add(input.mul(candidate));
        state = output.mul(np.tanh(memory.ref));
      }
      sums.dispose();
      weights.dispose();
      memory.dispose();
      return dense(last, state);
    };
    return { parameters: { lstm, dense: last }, inputs, compute };
  },

  transformer({ length, letters, width, heads, batch, inputs, table, positions, layers, after, dense: last }) {
    const places = batch * length;
    const part = width / heads;
    const later = np.array(
      Float32Array.from({ length: length ** 2 }, (_, place) => (place % length > Math.floor(place / length) ? hidden : 0)),
    );
    const mask = later.reshape([length, length]);
    const normalised = ({ scale, shift }, x) => {
      const deviations = x.ref.sub(np.mean(x, -1, { keepdims: true }));
      const variance = np.mean(np.square(deviations.ref), -1, { keepdims: true });
      return deviations
        .mul(np.reciprocal(np.sqrt(variance.add(epsilon))))
        .mul(scale)
        .add(shift);
    };
    const attend = ({ query, key, value, output }, x) => {
      const of = (matrix, x) =>
        np.transpose(
          np.matmul(x, np.matrixTranspose(matrix.reshape([width, width]))).reshape([batch, length, heads, part]),
          [0, 2, 1, 3],
        );
      const [queries, keys, values] = [of(query.mul(1 / Math.sqrt(part)), x.ref), of(key, x.ref), of(value, x)];
      const shares = nn.softmax(np.matmul(queries, np.matrixTranspose(keys)).add(mask.ref), -1);
      const found = np.transpose(np.matmul(shares, values), [0, 2, 1, 3]).reshape([places, width]);
      return np.matmul(found, np.matrixTranspose(output.reshape([width, width])));
    };
    const compute = ({ table, positions, layers, after, last }, x) => {
      let stream = np.matmul(x, table).reshape([batch, length, width]).add(positions).reshape([places, width]);
      for (const { before, attention, between, up, down } of layers) {
        stream = stream.ref.add(attend(attention, normalised(before, stream)));
        stream = stream.ref.add(dense(down, nn.relu(dense(up, normalised(between, stream)))));
      }
      return dense(last, normalised(after, stream));
    };
    return { parameters: { table, positions, layers, after, last }, inputs: letterRows({ letters, inputs }), compute };
  },

  resnet({ batch, inputs, convolutions, dense: last }) {
    const convolution = ({ kernels, scale, shift }, x, stride = 1) => {
      const [side, channels] = [x.shape[1] / stride, x.shape[3]];
      const to = kernels.shape[3];
      const sum = multiply({ kernels: kernels.reshape([9 * channels, to]) }, seen(x, stride, "same"));
      const deviations = sum.ref.sub(np.mean(sum, 0));
      const variance = np.mean(np.square(deviations.ref), 0);
      return deviations
        .mul(np.reciprocal(np.sqrt(variance.add(epsilon))).mul(scale))
        .add(shift)
        .reshape([batch, side, side, to]);
    };
    const compute = ({ convolutions, last }, x) => {
      const block = (x, one, two) => nn.relu(x.ref.add(convolution(two, nn.relu(convolution(one, x)))));
      let image = block(nn.relu(convolution(convolutions[0], x)), convolutions[1], convolutions[2]);
      image = block(nn.relu(convolution(convolutions[3], image, 2)), convolutions[4], convolutions[5]);
      return dense(last, np.mean(image, [1, 2]));
    };
    return { parameters: { convolutions, last }, inputs, compute };
  },
};
