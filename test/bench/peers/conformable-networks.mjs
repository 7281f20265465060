/** conformable's recurrent layers, attention and normalised convolutions, trained by `trainingStep`. */
import { tensor } from "conformable";
import {
  activate,
  attention,
  batchNorm,
  conv2d,
  dense,
  embedding,
  globalAveragePool2d,
  layerNorm,
  lstm,
  positions,
  relu,
  residual,
  sequential,
} from "conformable/nn";
import { stepOf } from "./conformable-step.mjs";

const made = ({ values, shape }) => tensor(values, shape);
const all = (parameters) => Object.fromEntries(Object.entries(parameters).map(([name, numbers]) => [name, made(numbers)]));
function give(layer, parameters) {
  layer.trainables[0].assign(all(parameters));
  return layer;
}

export function network(data) {
  const { targets, kind, batch, length } = data;
  const y = tensor(targets.values, kind === "transformer" ? [batch, length, targets.shape[1]] : targets.shape);
  return stepOf(makers[kind](data), made(data.inputs), y);
}

const makers = {
  lstm: ({ length, width, units, classes, lstm: recurrent, dense: last }) =>
    sequential(give(lstm([length, width], units, { returns: "last" }), recurrent), dense(units, classes, all(last))),

  transformer({ length, letters, width, heads, hidden, layers, ...data }) {
    const block = ({ before, attention: matrices, between, up, down }) =>
      sequential(
        residual(sequential(give(layerNorm(width), before), give(attention([length, width], heads, { causal: true }), matrices))),
        residual(
          sequential(
            give(layerNorm(width), between),
            dense(width, hidden, { activation: relu, ...all(up) }),
            dense(hidden, width, all(down)),
          ),
        ),
      );
    return sequential(
      give(embedding(letters, width), { table: data.table }),
      give(positions([length, width]), { table: data.positions }),
      ...layers.map(block),
      give(layerNorm(width), data.after),
      dense(width, letters, all(data.dense)),
    );
  },

  resnet({ size, channels, filters, classes, convolutions, dense: last }) {
    let place = 0;
    const convolution = (input, to, stride = 1) => {
      const { kernels, ...norm } = convolutions[place++];
      const layer = conv2d(input, to, 3, { padding: "same", stride, bias: false });
      return sequential(give(layer, { kernels }), give(batchNorm(to), norm));
    };
    const block = (shape, to) =>
      sequential(residual(sequential(convolution(shape, to), activate(relu), convolution(shape, to))), activate(relu));
    const [first, second] = filters;
    const [whole, half] = [
      [size, size, first],
      [size / 2, size / 2, second],
    ];
    return sequential(
      convolution([size, size, channels], first),
      activate(relu),
      block(whole, first),
      convolution(whole, second, 2),
      activate(relu),
      block(half, second),
      globalAveragePool2d(half),
      dense(second, classes, all(last)),
    );
  },
};
