/** Networks in files: the optimiser has to be the network's. */
import { dim, type Shape } from "conformable";
import { type Bytes, loadNetwork, saveNetwork } from "conformable/io";
import { adam, dense, type Layer, type Optimizer, relu, sequential, sgd } from "conformable/nn";
import { expectType } from "tsd";

const hidden = dim("hidden", 128);
const network = sequential(dense(7, 5, { activation: relu }), dense(5, 3));
const wide = sequential(dense(7, hidden), dense(hidden, 3));
const [own, other] = [adam(network), adam(dense(5, 3))];
const [wideOwn, wideOther] = [sgd(wide, { learningRate: 0.1 }), sgd(sequential(dense(7, 128), dense(128, 3)), { learningRate: 0.1 })];
const bytes = saveNetwork(network, { optimizer: own });
const wideBytes = saveNetwork(wide, { optimizer: wideOwn });
const ofPyTorch = saveNetwork(network, { layout: "pytorch", names: { "0": "fc1" } });

// ── saveNetwork, loadNetwork: take the network's optimiser ──
expectType<Uint8Array>(saveNetwork(network, { optimizer: own }));
expectType<Uint8Array>(saveNetwork(network, { layout: "pytorch", names: { "0": "fc1" } }));
expectType<Uint8Array>(saveNetwork(network, { names: (name) => `net.${name}` }));

saveNetwork(network, { optimizer: own });
// @ts-expect-error Refused<"saveNetwork: the optimizer is of another network">'
saveNetwork(network, { optimizer: other });
saveNetwork(wide, { optimizer: wideOwn });
// @ts-expect-error Refused<"saveNetwork: the optimizer is of another network">'
saveNetwork(wide, { optimizer: wideOther });

expectType<void>(loadNetwork(network, bytes));
expectType<void>(loadNetwork(network, bytes, { optimizer: own }));
expectType<void>(loadNetwork(network, ofPyTorch.buffer as ArrayBuffer, { layout: "pytorch", names: { "0": "fc1" } }));

loadNetwork(network, bytes, { optimizer: own });
// @ts-expect-error Refused<"loadNetwork: the optimizer is of another network">'
loadNetwork(network, bytes, { optimizer: other });
loadNetwork(wide, wideBytes, { optimizer: wideOwn });
// @ts-expect-error Refused<"loadNetwork: the optimizer is of another network">'
loadNetwork(wide, wideBytes, { optimizer: wideOther });

export function stored<In extends Shape, Out extends Shape, P, Q>(net: Layer<In, Out, P>, ours: Optimizer<P>, theirs: Optimizer<Q>, file: Bytes) {
  expectType<Uint8Array>(saveNetwork(net, { optimizer: ours }));
  expectType<void>(loadNetwork(net, file, { optimizer: ours }));
  saveNetwork(net, { optimizer: ours });
  // @ts-expect-error Type 'Optimizer<Q>' is not assignable to type
  saveNetwork(net, { optimizer: theirs });
  loadNetwork(net, file, { optimizer: ours });
  // @ts-expect-error Type 'Optimizer<Q>' is not assignable to type
  loadNetwork(net, file, { optimizer: theirs });
}
