/**
 * TensorFlow.js on an LSTM, a transformer and a residual network, with gradients by hand, each computed in the fastest way that was found.
 * Weights are inputs x outputs. Sums over examples are products with a row of ones, since `sum` takes longer.
 *
 * The wasm backend has no kernels for the gradient of a convolution's kernels (see tensorflow-images.mjs) or of a normalisation of the
 * batch. It has none of an LSTM either: its layers compose one of the same operations as here.
 */
import * as tf from "@tensorflow/tfjs";
import { learningRate, permuted } from "./data.mjs";
import { epsilon, hidden, letterRows } from "./network-data.mjs";
import { toImages, toKernels } from "./tensorflow-images.mjs";

const made = ({ values, shape }) => tf.tensor(values, shape);
/** The transpose of a matrix, or of some axes of it merged. */
const turned = ({ values }, rows, columns) => tf.tensor2d(permuted(values, [rows, columns], [1, 0]), [columns, rows]);

/** Both operands as they are; a transposed one is made first, which is faster than the options of `matMul`. */
const times = (a, b) => tf.matMul(a, b);
const transposed = (x) => tf.transpose(x);
const rowOf = new Map();
function columnSums(x) {
  const rows = x.shape[0];
  if (!rowOf.has(rows)) rowOf.set(rows, tf.keep(tf.ones([1, rows])));
  return tf.reshape(tf.matMul(rowOf.get(rows), x), [x.shape[1]]);
}

/** @param {ReturnType<typeof import("./network-data.mjs").networkData>} data */
export function network(data) {
  const { parameters, compute } = makers[data.kind](data);
  const x = made(data.kind === "transformer" ? letterRows(data) : data.inputs); // one-hot rows: `gather` takes longer than a product
  const y = made(data.targets);
  const examples = data.targets.shape[0];
  let learned = parameters;
  let loss = tf.scalar(Number.NaN);
  /** The loss and the error of the logits, already times the learning rate. */
  const judge = (logits) => {
    const probabilities = tf.softmax(logits);
    return {
      loss: tf.sum(tf.mul(y, tf.log(probabilities))),
      error: tf.mul(tf.sub(probabilities, y), learningRate / examples),
    };
  };
  const step = () => {
    const result = tf.tidy(() => {
      const { logits, back } = compute(learned, x);
      const { loss, error } = judge(logits);
      const updates = back(error);
      const updated = Object.fromEntries(
        Object.entries(learned).map(([name, parameter]) => [name, tf.sub(parameter, updates[name])]),
      );
      return { loss, updated };
    });
    tf.dispose([learned, loss]);
    learned = result.updated;
    loss = result.loss;
  };
  step.loss = () => -loss.dataSync()[0] / examples;
  return step;
}

const makers = {
  /** Inputs and states are next to each other, and so are their weights, so that each step is one product. */
  lstm({ width, units, classes, batch, inputs, lstm, dense }) {
    const parameters = {
      gateWeights: tf.concat([turned(lstm.inputWeights, 4 * units, width), turned(lstm.stateWeights, 4 * units, units)], 0),
      inputBias: tf.tensor1d(lstm.inputBias.values),
      stateBias: tf.tensor1d(lstm.stateBias.values),
      weights: turned(dense.weights, classes, units),
      bias: made(dense.bias),
    };
    const steps = tf.unstack(made(inputs), 1); // only once, since this takes as long as several products
    const compute = (p) => {
      const gateBias = tf.add(p.inputBias, p.stateBias);
      const start = tf.zeros([batch, units]);
      let [state, memory] = [start, start];
      const passes = steps.map((x) => {
        const seen = tf.concat([x, state], 1);
        const all = tf.fused.matMul({ a: seen, b: p.gateWeights, bias: gateBias });
        const [i, f, g, o] = tf.split(all, 4, 1);
        const [input, forget, candidate, output] = [tf.sigmoid(i), tf.sigmoid(f), tf.tanh(g), tf.sigmoid(o)];
        const before = memory;
        memory = tf.add(tf.mul(forget, memory), tf.mul(input, candidate));
        const shown = tf.tanh(memory);
        state = tf.mul(output, shown);
        return { input, forget, candidate, output, shown, before, seen };
      });
      const last = state;
      const logits = tf.fused.matMul({ a: last, b: p.weights, bias: p.bias });
      const back = (error) => {
        const ofStateWeights = transposed(tf.slice(p.gateWeights, [width, 0]));
        const one = tf.scalar(1);
        const slope = (gate) => tf.mul(gate, tf.sub(one, gate));
        const flat = (gate) => tf.sub(one, tf.square(gate));
        let ofState = times(error, transposed(p.weights));
        let ofMemory;
        const errors = [];
        for (const { input, forget, candidate, output, shown, before } of passes.toReversed()) {
          const own = tf.mul(tf.mul(ofState, output), flat(shown));
          ofMemory = ofMemory ? tf.add(ofMemory, own) : own;
          const all = tf.concat(
            [
              tf.mul(tf.mul(ofMemory, candidate), slope(input)),
              tf.mul(tf.mul(ofMemory, before), slope(forget)),
              tf.mul(tf.mul(ofMemory, input), flat(candidate)),
              tf.mul(tf.mul(ofState, shown), slope(output)),
            ],
            1,
          );
          errors.push(all);
          ofState = times(all, ofStateWeights);
          ofMemory = tf.mul(ofMemory, forget);
        }
        const all = tf.concat(errors.toReversed(), 0);
        const seen = tf.concat(
          passes.map(({ seen }) => seen),
          0,
        );
        const gateBias = columnSums(all);
        return {
          gateWeights: times(transposed(seen), all),
          inputBias: gateBias,
          stateBias: gateBias,
          weights: times(transposed(last), error),
          bias: columnSums(error),
        };
      };
      return { logits, back };
    };
    return { parameters, compute };
  },

  transformer({ length, letters, width, heads, batch, table, positions, layers, after, dense, hidden: inner }) {
    const part = width / heads;
    const places = batch * length;
    const ofDense = (name, { weights, bias }, outputs, inputs) => ({
      [`${name} weights`]: turned(weights, outputs, inputs),
      [`${name} bias`]: made(bias),
    });
    const ofNorm = (name, { scale, shift }) => ({ [`${name} scale`]: made(scale), [`${name} shift`]: made(shift) });
    const parameters = {
      table: made(table),
      positions: made(positions),
      ...ofNorm("after", after),
      ...ofDense("last", dense, letters, width),
    };
    for (const [index, { before, attention, between, up, down }] of layers.entries()) {
      Object.assign(parameters, ofNorm(`${index} before`, before), ofNorm(`${index} between`, between));
      Object.assign(parameters, ofDense(`${index} up`, up, inner, width), ofDense(`${index} down`, down, width, inner));
      for (const name of ["query", "key", "value"]) parameters[`${index} ${name}`] = turned(attention[name], width, width);
      parameters[`${index} output`] = turned(attention.output, width, width);
    }
    const later = Float32Array.from({ length: length ** 2 }, (_, place) =>
      place % length > Math.floor(place / length) ? hidden : 0,
    );
    const mask = tf.tensor4d(later, [1, 1, length, length]);

    const compute = (p, x) => {
      const updates = {};
      const dense = (name, x, activation = "linear") => {
        const output = tf.fused.matMul({ a: x, b: p[`${name} weights`], bias: p[`${name} bias`], activation });
        const back = (error) => {
          const own = activation === "relu" ? tf.mul(error, tf.step(output)) : error;
          updates[`${name} weights`] = times(transposed(x), own);
          updates[`${name} bias`] = columnSums(own);
          return times(own, transposed(p[`${name} weights`]));
        };
        return { output, back };
      };
      const norm = (name, x) => {
        const deviations = tf.sub(x, tf.mean(x, 1, true));
        const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(deviations), 1, true), epsilon));
        const normal = tf.mul(deviations, inverse);
        const output = tf.add(tf.mul(normal, p[`${name} scale`]), p[`${name} shift`]);
        const back = (error) => {
          const weighted = tf.mul(error, normal);
          updates[`${name} scale`] = columnSums(weighted);
          updates[`${name} shift`] = columnSums(error);
          const own = tf.mul(error, p[`${name} scale`]);
          const along = tf.mul(normal, tf.mean(tf.mul(own, normal), 1, true));
          return tf.mul(tf.sub(tf.sub(own, tf.mean(own, 1, true)), along), inverse);
        };
        return { output, back };
      };
      const intoHeads = (x) => tf.transpose(tf.reshape(x, [batch, length, heads, part]), [0, 2, 1, 3]);
      const outOfHeads = (x) => tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [places, width]);
      const flipped = (x) => tf.transpose(x, [0, 1, 3, 2]);
      const attention = (name, x) => {
        const scale = 1 / Math.sqrt(part);
        const queries = intoHeads(tf.mul(times(x, p[`${name} query`]), scale));
        const keys = intoHeads(times(x, p[`${name} key`]));
        const values = intoHeads(times(x, p[`${name} value`]));
        const shares = tf.softmax(tf.add(times(queries, flipped(keys)), mask));
        const found = outOfHeads(times(shares, values));
        const output = times(found, p[`${name} output`]);
        const back = (error) => {
          updates[`${name} output`] = times(transposed(found), error);
          const ofFound = intoHeads(times(error, transposed(p[`${name} output`])));
          const ofShares = times(ofFound, flipped(values));
          const weighted = tf.mul(ofShares, shares);
          const ofScores = tf.sub(weighted, tf.mul(shares, tf.sum(weighted, 3, true)));
          const ofParts = {
            query: outOfHeads(tf.mul(times(ofScores, keys), scale)),
            key: outOfHeads(times(flipped(ofScores), queries)),
            value: outOfHeads(times(flipped(shares), ofFound)),
          };
          const turned = transposed(x);
          let sum;
          for (const [which, own] of Object.entries(ofParts)) {
            updates[`${name} ${which}`] = times(turned, own);
            const further = times(own, transposed(p[`${name} ${which}`]));
            sum = sum ? tf.add(sum, further) : further;
          }
          return sum;
        };
        return { output, back };
      };
      let stream = tf.reshape(tf.add(tf.reshape(times(x, p.table), [batch, length, width]), p.positions), [places, width]);
      const backs = layers.map((_, index) => {
        const before = norm(`${index} before`, stream);
        const attended = attention(index, before.output);
        stream = tf.add(stream, attended.output);
        const between = norm(`${index} between`, stream);
        const up = dense(`${index} up`, between.output, "relu");
        const down = dense(`${index} down`, up.output);
        stream = tf.add(stream, down.output);
        return (error) => {
          const middle = tf.add(error, between.back(up.back(down.back(error))));
          return tf.add(middle, before.back(attended.back(middle)));
        };
      });
      const normal = norm("after", stream);
      const last = dense("last", normal.output);
      const back = (error) => {
        let own = normal.back(last.back(error));
        for (const each of backs.toReversed()) own = each(own);
        // A sum here: the product of one row of ones with 16 x 2048 numbers aborts the kernel.
        updates.positions = tf.reshape(tf.sum(tf.reshape(own, [batch, length * width]), 0), [length, width]);
        updates.table = times(transposed(x), own);
        return updates;
      };
      return { logits: last.output, back };
    };
    return { parameters, compute };
  },

  resnet({ size, filters, classes, batch, convolutions, dense }) {
    const second = filters[1];
    const parameters = { weights: turned(dense.weights, classes, second), bias: made(dense.bias) };
    for (const [index, { kernels, scale, shift }] of convolutions.entries()) {
      Object.assign(parameters, {
        [`${index} kernels`]: made(kernels),
        [`${index} scale`]: made(scale),
        [`${index} shift`]: made(shift),
      });
    }
    const compute = (p, x) => {
      const updates = {};
      const rowsOf = (x) => tf.reshape(x, [x.size / x.shape[3], x.shape[3]]);
      const convolution = (index, x, stride = 1) => {
        const kernels = p[`${index} kernels`];
        const seen =
          stride === 1
            ? x
            : tf.pad(x, [
                [0, 0],
                [0, 1],
                [0, 1],
                [0, 0],
              ]);
        const padding = stride === 1 ? "same" : "valid";
        const image = tf.conv2d(seen, kernels, stride, padding);
        const shape = image.shape;
        const sums = rowsOf(image);
        const count = sums.shape[0];
        const deviations = tf.sub(sums, tf.mul(columnSums(sums), 1 / count));
        const inverse = tf.rsqrt(tf.add(tf.mul(columnSums(tf.square(deviations)), 1 / count), epsilon));
        const factor = tf.mul(inverse, p[`${index} scale`]);
        const output = tf.reshape(tf.add(tf.mul(deviations, factor), p[`${index} shift`]), shape);
        const back = (error, isFirst = false) => {
          const own = rowsOf(error);
          const shift = columnSums(own);
          const scale = tf.mul(columnSums(tf.mul(own, deviations)), inverse);
          updates[`${index} shift`] = shift;
          updates[`${index} scale`] = scale;
          const along = tf.mul(deviations, tf.mul(tf.mul(scale, inverse), 1 / count));
          const ofSums = tf.reshape(tf.mul(tf.sub(tf.sub(own, tf.mul(shift, 1 / count)), along), factor), shape);
          updates[`${index} kernels`] = toKernels(seen, ofSums, stride, padding);
          if (isFirst) return undefined;
          return toImages(ofSums, kernels, x.shape[1], stride, padding);
        };
        return { output, back };
      };
      const block = (index, x) => {
        const one = convolution(index, x);
        const between = tf.relu(one.output);
        const two = convolution(index + 1, between);
        const output = tf.relu(tf.add(x, two.output));
        const back = (error) => {
          const own = tf.mul(error, tf.step(output));
          return tf.add(own, one.back(tf.mul(two.back(own), tf.step(between))));
        };
        return { output, back };
      };
      const one = convolution(0, x);
      const start = tf.relu(one.output);
      const early = block(1, start);
      const half = convolution(3, early.output, 2);
      const middle = tf.relu(half.output);
      const late = block(4, middle);
      const pixels = (size / 2) ** 2;
      const means = tf.mean(tf.reshape(late.output, [batch, pixels, second]), 1);
      const logits = tf.fused.matMul({ a: means, b: p.weights, bias: p.bias });
      const back = (error) => {
        updates.weights = times(transposed(means), error);
        updates.bias = columnSums(error);
        const ofMeans = tf.mul(times(error, transposed(p.weights)), 1 / pixels);
        const ofMiddle = tf.mul(late.back(tf.reshape(ofMeans, [batch, 1, 1, second])), tf.step(middle)); // the same for all pixels
        one.back(tf.mul(early.back(half.back(ofMiddle)), tf.step(start)), true);
        return updates;
      };
      return { logits, back };
    };
    return { parameters, compute };
  },
};
