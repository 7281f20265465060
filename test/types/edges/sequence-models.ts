/** Sequence models as people write them: attention by hand and by layer, masks, caches, cross attention, recurrent cells, tokens, decoding. */
import { arange, concat, dim, type Dim, einsum, grad, type Matrix, matrix, ones, oneHot, random, randomNormal, type Scalar, scalar, type Shape, type Size, stack, tensor, type Tensor, valueAndGrad, type Vector, vector, where, zeros } from "conformable";
import * as inferred from "conformable/inferred";
import { accuracy, activate, adam, attention, backpropagate, batches, cellOf, concat as beside, crossAttention, crossEntropy, decoding, dense, dropout, embedding, evaluate, flatten, freeze, gelu, gru, layerNorm, lstm, type LstmState, masked, type Network, positions, recurrent, type RecurrentState, relu, reshape, residual, reversed, rmsNorm, scaledDotProductAttention, sequential, sequentialOf, sinusoidalPositions, sum, train, trainingStep, unembedding } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const count: number = JSON.parse("3");
const source = random(3);

// ── scaledDotProductAttention: heads as a leading axis
{
  const q = zeros([2, 4, 7, 8]), k = zeros([2, 4, 9, 8]), v = zeros([2, 4, 9, 5]);
  is([2, 4, 7, 5], scaledDotProductAttention(q, k, v)); // right
  scaledDotProductAttention(q, v, k); // wrong: scaledDotProductAttention: …
  scaledDotProductAttention(k, q, v); // wrong: scaledDotProductAttention: …
  scaledDotProductAttention(q, k, v.permute([0, 1, 3, 2])); // wrong: scaledDotProductAttention: …
  scaledDotProductAttention(q, k.permute([0, 2, 1, 3]), v); // wrong: scaledDotProductAttention: …
}

// ── scaledDotProductAttention: a mask of the memory
{
  const q = zeros([2, 7, 8]), k = zeros([2, 9, 8]), v = zeros([2, 9, 5]);
  is([2, 7, 5], scaledDotProductAttention(q, k, v, { mask: ones([7, 9]) })); // right
  scaledDotProductAttention(q, k, v, { mask: ones([9, 7]) }); // wrong: …
  scaledDotProductAttention(q, k, v, { mask: ones([7]) }); // wrong: …
  is([2, 7, 5], scaledDotProductAttention(q, k, v, { mask: ones([2, 7, 9]) })); // either: …
}

// ── scaledDotProductAttention: by a class, for any batch
{
  class Head<const D extends number> {
    constructor(readonly width: Size<D>) {}
    attend<B extends Shape, T extends number>(q: Tensor<[...B, T, D]>, k: Tensor<[...B, T, D]>, v: Tensor<[...B, T, D]>): Tensor<[...B, T, D]> { return scaledDotProductAttention(q, k, v, { causal: true }); }
  }
  const x = zeros([2, 7, 8]);
  is([2, 7, 8], new Head(8).attend(x, x, x)); // right
  new Head(6).attend(x, x, x); // refused: Argument …
  new Head(8).attend(x, x, zeros([2, 9, 8])); // wrong: Argument …
}

// ── attention by hand, with a softmax along the wrong axis or the wrong transpose
{
  const q = zeros([5, 7, 8]), k = zeros([5, 9, 8]), v = zeros([5, 9, 3]);
  const scores = q.batchMatmul(k.permute([0, 2, 1])).divide(Math.sqrt(8)); // right
  const scores = q.batchMatmul(k).divide(Math.sqrt(8)); // wrong: batchMatmul: [5, 7, 8] by [5, 9, 8]: the left has 8 columns, the right 9 rows
  is([5, 7, 3], scores.softmax().batchMatmul(v)); // right
}

// ── attention by hand: where the mask goes
{
  const scores = zeros([5, 4, 7, 9]), visible = ones([7, 9]);
  is([5, 4, 7, 9], where(ones([5, 4, 7, 9]), scores, -1e9)); // right
  is([5, 4, 7, 9], scores.add(visible.subtract(1).multiply(1e9))); // right
  scores.add(visible.transpose().subtract(1).multiply(1e9)); // wrong: add: [9, 7] does not fit the end of [5, 4, 7, 9]
  where(visible, scores, -1e9); // wrong: where: …
}

// ── a causal mask for a batch of lengths
{
  const lengths = vector([3, 5]);
  const real = arange(7).expandDims(0).broadcastTo([2, 7]).less(lengths.expandDims(1).broadcastTo([2, 7])); // right
  const real = arange(7).expandDims(0).broadcastTo([2, 7]).less(lengths); // wrong: less: [2] does not fit the end of [2, 7]
  const real = arange(7).expandDims(1).broadcastTo([2, 7]).less(lengths.expandDims(1).broadcastTo([2, 7])); // wrong: …
  is([2, 7], real); // right
}

// ── a language model: width of positions, of heads, of blocks
{
  const tokens = embedding(50, 24);
  const model = (blocks: number) => sequential(tokens, positions([16, 24]), sequentialOf(Array.from({ length: blocks }, () => residual(attention([16, 24], 4, { causal: true })))), layerNorm(24), unembedding(tokens)); // right
  const model = (blocks: number) => sequential(tokens, positions([16, 24]), sequentialOf(Array.from({ length: blocks }, () => residual(attention([12, 24], 4, { causal: true })))), layerNorm(24), unembedding(tokens)); // wrong: …sequential…
  const model = (blocks: number) => sequential(tokens, positions([24, 16]), sequentialOf(Array.from({ length: blocks }, () => residual(attention([16, 24], 4, { causal: true })))), layerNorm(24), unembedding(tokens)); // wrong: …sequential…
  const model = (blocks: number) => sequential(tokens, positions([16, 24]), sequentialOf(Array.from({ length: blocks }, () => residual(attention([16, 24], 5, { causal: true })))), layerNorm(24), unembedding(tokens)); // wrong: attention: 5 heads can't share a width of 24 equally
  is([2, 16, 50], model(count).predict(zeros([2, 16])));
}

// ── a language model: a table of another vocabulary
{
  const [letters, words] = [embedding(27, 8), embedding(99, 8)];
  const network = sequential(letters, unembedding(letters)); // right
  const network = sequential(letters, unembedding(words)); // wrong
  backpropagate(network, crossEntropy, zeros([5]), oneHot(zeros([5]), 27)); // here: backpropagate: …
}

// ── a language model: shifted targets, of a corpus in windows
{
  const text = zeros([65]);
  const network = sequential(embedding(27, 8), dense(8, 27));
  const inputs = text.slice([0, 64]).reshape([8, 8]), targets = text.slice([1, 65]).reshape([8, 8]); // right
  const inputs = text.slice([0, 64]).reshape([8, 8]), targets = text.slice([1, 65]).reshape([4, 16]); // wrong
  backpropagate(network, crossEntropy, inputs, targets); // here: backpropagate: …
}

// ── a language model: chunks at random places
{
  const corpus = zeros([1000]);
  const starts = Array.from({ length: 4 }, () => Math.floor(source.uniform() * 900));
  const batch = stack(starts.map((start) => corpus.window(start, 17, 0)), 0, dim("chunks", 4));
  const [inputs, targets] = [batch.slice(null, [0, 16]), batch.slice(null, [1, 17])]; // right
  const [inputs, targets] = [batch.slice(null, [0, 16]), batch.slice(null, [2, 17])]; // wrong
  backpropagate(sequential(embedding(27, 8), dense(8, 27)), crossEntropy, inputs, targets); // here: backpropagate: …
}

// ── decoding: a loop that draws tokens
{
  const network = sequential(embedding(27, 8), positions([16, 8]), attention([16, 8], 2, { causal: true }), dense(8, 27));
  const decoder = decoding(network);
  let token: Scalar = scalar(0);
  for (let i = 0; i < 5; i++) {
    const logits = decoder.next(token); // right
    const logits = decoder.next(oneHot([0], 27)); // refused
    token = source.categorical(logits); // here: Type …
  }
}

// ── decoding: several prompts at once
{
  const decoder = decoding(sequential(embedding(27, 8), attention([16, 8], 2, { causal: true }), dense(8, 27)));
  is([4, 27], decoder.next(zeros([4]))); // right
  is([4], source.categorical(decoder.next(zeros([4])))); // right
  decoder.next(zeros([4])).add(zeros([8])); // wrong: add: [8] does not fit the end of [4, 27]
  decoder.next(0); // wrong: Argument …
}

// ── decoding: a network that gives one vector for all places
{
  const network = sequential(embedding(27, 8), attention([16, 8], 2, { causal: true }), dense(8, 27)); // right
  const network = sequential(embedding(27, 8), attention([16, 8], 2, { causal: true }), flatten([16, 8]), dense(128, 27)); // wrong
  decoding(network).next(scalar(1)); // here: decoding: …
}

// ── decoding: vectors rather than tokens
{
  const decoder = decoding(sequential(dense(3, 8), attention([16, 8], 2, { causal: true }), dense(8, 5)));
  is([5], decoder.next(zeros([3]))); // either: …
  is([2, 5], decoder.next(zeros([2, 3]))); // either: …
  decoder.next(zeros([2, 8])); // wrong: next: …
}

// ── a cache of keys by hand: one row more in each step
{
  const [seen, past] = [dim("seen", count - 2), dim("past", count - 2)];
  let [keys, values]: [Matrix<Dim<"seen">, 8>, Matrix<Dim<"seen">, 8>] = [zeros([seen, 8]), zeros([seen, 8])]; // right
  let [keys, values]: [Matrix<Dim<"seen">, 8>, Matrix<Dim<"past">, 8>] = [zeros([seen, 8]), zeros([past, 8])]; // refused
  is([1, 8], scaledDotProductAttention(zeros([1, 8]), keys, values)); // here: scaledDotProductAttention: …
}

// ── a cache of keys by hand: the new row
{
  const keys = zeros([6, 8]);
  is([7, 8], concat([keys, zeros([1, 8])], 0)); // right
  concat([keys, zeros([8])], 0); // wrong: concat: …
  concat([keys, zeros([1, 9])], 0); // wrong: concat: …
  concat([keys, zeros([1, 8])], 1); // wrong: concat: …
  is([7, 8], concat([keys, zeros([8]).expandDims(0)], 0)); // right
  concat([keys, zeros([8]).expandDims(1)], 0); // wrong: concat: …
}

// ── a ring of the latest places
{
  const seen = zeros([6, 8]);
  is([6, 8], concat([seen.slice([1, 6]), zeros([1, 8])], 0)); // right
  concat([seen.slice([1, 6]), zeros([1, 8])], 0).subtract(seen.slice([1, 6])); // wrong: subtract: [5, 8] does not fit the end of [6, 8]
  seen.scatter([5], zeros([8])); // wrong: scatter: …
  is([6, 8], seen.scatter([5], zeros([1, 8]))); // right
}

// ── crossAttention: words that look at a picture
{
  const look = crossAttention([7, 12], [16, 20], 3);
  is([2, 7, 12], look.predict(zeros([2, 7, 12]), zeros([2, 16, 20]))); // right
  look.predict(zeros([2, 16, 20]), zeros([2, 7, 12])); // wrong: predict: takes [7, 12] with any leading axes, not [2, 16, 20]
  look.predict(zeros([2, 7, 12]), zeros([3, 16, 20])); // wrong: Argument …
  look.predict(zeros([2, 7, 12]), zeros([2, 20, 16])); // wrong: Argument …
  crossAttention([7, 12], [16, 20], 5); // wrong: attention: 5 heads can't share a width of 12 equally
}

// ── crossAttention: a mask of what is remembered
{
  const look = crossAttention([7, 12], [16, 20], 3);
  is([2, 7, 12], look.predict(zeros([2, 7, 12]), zeros([2, 16, 20]), { mask: ones([2, 16]) })); // right
  look.predict(zeros([2, 7, 12]), zeros([2, 16, 20]), { mask: ones([2, 7]) }); // wrong: Type …
  look.predict(zeros([2, 7, 12]), zeros([2, 16, 20]), { mask: ones([16]) }); // wrong: Type …
  is([3, 4, 20], look.parameters.key); // right
  is([3, 4, 12], look.parameters.query); // right
  look.parameters.key.add(look.parameters.query); // wrong: add: [3, 4, 12] does not fit the end of [3, 4, 20]
}

// ── crossAttention: an encoder and a decoder, learned together
{
  const [encoder, look, head] = [dense(5, 20), crossAttention([7, 12], [16, 20], 3), dense(12, 9)];
  const loss = (p: { encoder: typeof encoder.parameters; look: typeof look.parameters; head: typeof head.parameters }, words: Tensor<[2, 7, 12]>, picture: Tensor<[2, 16, 5]>): Scalar => head.with(p.head).predict(look.with(p.look).predict(words, encoder.with(p.encoder).predict(picture))).square().mean(); // right
  const loss = (p: { encoder: typeof encoder.parameters; look: typeof look.parameters; head: typeof head.parameters }, words: Tensor<[2, 7, 12]>, picture: Tensor<[2, 16, 5]>): Scalar => head.with(p.head).predict(look.with(p.look).predict(words, picture)).square().mean(); // wrong: Argument …
  const loss = (p: { encoder: typeof encoder.parameters; look: typeof look.parameters; head: typeof head.parameters }, words: Tensor<[2, 7, 12]>, picture: Tensor<[2, 16, 5]>): Scalar => head.with(p.look).predict(words).square().mean(); // refused: …
  is([9, 12], grad(loss)({ encoder: encoder.parameters, look: look.parameters, head: head.parameters }, zeros([2, 7, 12]), zeros([2, 16, 5])).head.weights);
}

// ── masked: padding of tokens, of vectors
{
  const body = sequential(embedding(27, 8), attention([6, 8], 2), dense(8, 3));
  is([2, 6, 3], masked(body, (tokens) => tokens.notEqual(0)).predict(zeros([2, 6]))); // right
  masked(body, (tokens) => tokens.notEqual(0).sum(1)); // refused: Type …
  masked(body, (tokens) => tokens.notEqual(0).transpose()); // refused: Type …
  masked(body, (tokens) => tokens.mean(1).greater(0)); // refused: Type …
}

// ── masked: vectors that are all zero
{
  const body = attention([6, 8], 2);
  is([2, 6, 8], masked(body, (x) => x.abs().sum(2).greater(0)).predict(zeros([2, 6, 8]))); // right
  masked(body, (x) => x.abs().sum(1).greater(0)); // refused: Type …
  masked(body, (x) => x.abs().greater(0)); // refused: Type …
}

// ── attention: a mask of its own
{
  is([9, 8], attention([9, 8], 2, { mask: ones([9, 9]).tril() }).predict(zeros([9, 8]))); // right
  attention([9, 8], 2, { mask: ones([8, 8]).tril() }); // wrong: …attention…
  attention([9, 8], 2, { mask: ones([9]) }); // wrong: …attention…
  const mask = yes ? ones([9, 9]) : undefined;
  is([9, 8], attention([9, 8], 2, { mask }).predict(zeros([9, 8]))); // either: …
}

// ── cellOf: an LSTM, step by step
{
  const reading = lstm([16, 3], 8);
  const cell = cellOf(reading);
  let state = cell.start([5]);
  for (let time = 0; time < 3; time++) state = cell.step(randomNormal([5, 3]), state); // right
  for (let time = 0; time < 3; time++) state = cell.step(randomNormal([5, 8]), state); // wrong: Argument …
  for (let time = 0; time < 3; time++) state = cell.step(state.output, state); // wrong: Argument …
  is([5, 8], state.memory); // right
}

// ── cellOf: a state of one kind in a cell of another
{
  const [long, gated] = [cellOf(lstm([16, 3], 8)), cellOf(gru([16, 3], 8))];
  const state = long.start([5]); // right
  const state = gated.start([5]); // refused
  is([5, 8], long.step(zeros([5, 3]), state).memory); // here: …
}

// ── cellOf: a state of another batch or size
{
  const cell = cellOf(gru([16, 3], 8));
  is([5, 8], cell.step(zeros([5, 3]), cell.start([5])).output); // right
  cell.step(zeros([5, 3]), cell.start([4])); // wrong: Argument …
  cell.step(zeros([5, 3]), cell.start()); // wrong: Argument …
  cell.step(zeros([3]), cell.start([5])); // wrong: Argument …
  cell.step(zeros([5, 3]), cellOf(gru([16, 3], 6)).start([5])); // wrong: Argument …
}

// ── cellOf: something else than a recurrent layer
{
  is([4], cellOf(recurrent([9, 2], 4)).start().output); // right
  cellOf(dense(3, 4)); // wrong: cellOf: …
  cellOf(sequential(lstm([9, 2], 4))); // wrong: cellOf: …
  cellOf(yes ? lstm([9, 2], 4) : gru([9, 2], 4)); // refused: cellOf: …
}

// ── a state that is kept in a record of streams
{
  const cell = cellOf(lstm([4, 2], 6));
  const streams: Record<string, LstmState<[], 6>> = {};
  streams["a"] = cell.step(zeros([2]), streams["a"] ?? cell.start()); // right
  streams["a"] = cell.step(zeros([2]), streams["a"] ?? cell.start([1])); // refused: Argument …
  streams["a"] = cell.step(zeros([1, 2]), streams["a"] ?? cell.start()); // wrong: Argument …
}

// ── truncated backpropagation: the state as an auxiliary output
{
  const reading = gru([4, 1], 8);
  const slope = valueAndGrad((p: typeof reading.parameters, state: RecurrentState<[5], 8>, x: Matrix<5, 1>) => { const next = cellOf(reading.with(p)).step(x, state); return { value: next.output.square().mean(), auxiliary: next }; }); // right
  const slope = valueAndGrad((p: typeof reading.parameters, state: RecurrentState<[5], 8>, x: Matrix<5, 1>) => { const next = cellOf(reading.with(p)).step(x, state); return { value: next.output.square(), auxiliary: next }; }); // refused: valueAndGrad: the function returns [5, 8], not a Scalar
  let state = cellOf(reading).start([5]);
  state = slope(reading.parameters, state, zeros([5, 1])).auxiliary; // right
}

// ── a tagger that reads both ways
{
  const both = beside(-1, lstm([9, 3], 8), reversed(lstm([9, 3], 8))); // right
  const both = beside(-1, lstm([9, 3], 8), reversed(lstm([9, 3], 8, { returns: "last" }))); // wrong: …concat: …
  const both = beside(0, lstm([9, 3], 8), reversed(lstm([9, 3], 6))); // wrong: …concat: …
  is([2, 9, 5], sequential(both, dense(16, 5)).predict(zeros([2, 9, 3]))); // right
}

// ── a classifier of sequences: last or all
{
  const network = sequential(embedding(99, 12), lstm([7, 12], 16, { returns: "last" }), dense(16, 3)); // right
  const network = sequential(embedding(99, 12), lstm([7, 12], 16), dense(16, 3)); // wrong
  backpropagate(network, crossEntropy, zeros([5, 7]), zeros([5])); // here: backpropagate: …
}

// ── an encoder whose mean is classified
{
  const encoder = sequential(embedding(99, 12), attention([7, 12], 3));
  const head = dense(12, 3);
  is([5, 3], head.predict(encoder.predict(zeros([5, 7])).mean(1))); // right
  head.predict(encoder.predict(zeros([5, 7])).mean(2)); // wrong: predict: takes [12] with any leading axes, not [5, 7]
  is([5, 3], head.predict(encoder.predict(zeros([5, 7])).index(0, 1))); // right
  head.predict(encoder.predict(zeros([5, 7])).index(0, 2)); // wrong: predict: takes [12] with any leading axes, not [5, 7]
}

// ── sinusoidalPositions and norms of another width
{
  const block = sequential(sinusoidalPositions([9, 12]), rmsNorm(12), residual(sequential(dense(12, 48, { activation: gelu }), dense(48, 12)))); // right
  const block = sequential(sinusoidalPositions([9, 12]), rmsNorm(9), residual(sequential(dense(12, 48, { activation: gelu }), dense(48, 12)))); // wrong: sequential: layer 2 takes [9], but layer 1 gives [9, 12]
  const block = sequential(sinusoidalPositions([9, 12]), rmsNorm(12), residual(sequential(dense(12, 48, { activation: gelu }), dense(48, 9)))); // wrong: residual: …
  is([9, 12], block.predict(zeros([9, 12]))); // right
}

// ── inferred: a transformer, whose heads don't divide its width
{
  const block = inferred.chain(inferred.residual(inferred.chain(inferred.layerNorm(), inferred.attention(3, { causal: true }))), inferred.residual(inferred.chain(inferred.dense(48), inferred.dense(24)))); // right
  const block = inferred.chain(inferred.residual(inferred.chain(inferred.layerNorm(), inferred.attention(5, { causal: true }))), inferred.residual(inferred.chain(inferred.dense(48), inferred.dense(24)))); // wrong
  const model = inferred.sequential([9], embedding(27, 24), block, inferred.dense(27)); // here: …attention: 5 heads can't share a width of 24 equally
  is([2, 9, 27], model.predict(zeros([2, 9])));
}

// ── inferred: a block whose residual gives another width
{
  const block = inferred.residual(inferred.chain(inferred.dense(48), inferred.dense(24))); // right
  const block = inferred.residual(inferred.chain(inferred.dense(48), inferred.dense(27))); // wrong
  const model = inferred.sequential([9], embedding(27, 24), inferred.attention(4), block, inferred.dense(27)); // here: residual: …
  is([9, 27], model.predict(zeros([9])));
}

// ── inferred: recurrent layers on top of each other
{
  const model = inferred.sequential([9, 3], inferred.lstm(8), inferred.gru(6, { returns: "last" }), inferred.dense(2)); // right
  const model = inferred.sequential([9, 3], inferred.lstm(8, { returns: "last" }), inferred.gru(6, { returns: "last" }), inferred.dense(2)); // wrong: …gru…
  is([4, 2], model.predict(zeros([4, 9, 3]))); // right
}

// ── beam search: scores of all beams
{
  const scores = zeros([4]), logits = zeros([4, 27]);
  const total = logits.logSoftmax().add(scores.expandDims(1).broadcastTo([4, 27])); // right
  const total = logits.logSoftmax().add(scores); // wrong: add: [4] does not fit the end of [4, 27]
  const total = logits.logSoftmax().add(scores.expandDims(0).broadcastTo([4, 27])); // wrong: …
  is([4], total.reshape([108]).topK(4).indices.modulo(27)); // right
}

// ── perplexity of a text
{
  const logits = zeros([2, 16, 27]), tokens = zeros([2, 16]);
  const logs = logits.logSoftmax().takeAlong(tokens.expandDims(2), 2).squeeze(2); // right
  logits.logSoftmax().takeAlong(tokens.expandDims(1), 2); // wrong: takeAlong: …
  const logs = logits.logSoftmax().takeAlong(tokens.expandDims(2), 1).squeeze(2); // wrong: takeAlong: …
  const logs = logits.logSoftmax().takeAlong(tokens.expandDims(2), 2).squeeze(1); // wrong: squeeze: axis 1 of [2, 16, 1] has size 16, not 1
  is([2], logs.mean(1).negate().exp()); // right
}
