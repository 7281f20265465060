/** Messages: what is sent arrives bit for bit, its memory is moved, and what isn't as expected is refused. */
import { execFileSync } from "node:child_process";
import { MessageChannel } from "node:worker_threads";
import { beforeAll, describe, expect, test } from "vitest";
import { cores } from "../../src/engine/threads/host.js";
import {
  dim,
  matrix,
  ones,
  random,
  randomNormal,
  ShapeError,
  scalar,
  tensor,
  useEngine,
  vector,
  zeros,
} from "../../src/index.js";
import { receive, receiveLike, transfer } from "../../src/io/index.js";
import { dense, dropout, relu, sequential } from "../../src/nn/index.js";
import { root } from "../types/compiler.js";

// biome-ignore lint/suspicious/noExplicitAny: these are the callers without types
type Untyped = any;
const untyped: Untyped = { transfer, receive, receiveLike };

const numbers = [0, -0, 1, -2.5, 1e-40, 3.4e38, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

/** What arrives at the other end of a channel. */
function posted(message: unknown, buffers: ArrayBuffer[] = []): Promise<Untyped> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port2.once("message", (data) => {
      port2.close();
      resolve(data);
    });
    port1.postMessage(message, buffers);
  });
}

describe.each(["reference", "wasm"] as const)("what is sent arrives (%s)", (engine) => {
  beforeAll(async () => void (await useEngine(engine)));
  const tree = () => ({
    x: tensor(numbers, [3, 3]),
    turned: matrix([[1, 2, 3]]).transpose(),
    more: [scalar(3), { empty: zeros([0, 2]) }, []] as const,
  });

  test("by its shapes, and by tensors of the same shapes", async () => {
    const { x, turned, more } = tree();
    const message = await posted(...transfer(tree()));
    const rows = dim("rows", message.x.shape[0]);
    expect(receive(message, { x: [rows, 3], turned: [3, 1] })).toEqual({ x, turned });
    expect(receive(message.more, { 0: [] })).toEqual({ 0: more[0] });
    expect(receive({ x: message.x }, { x: [3, 3] }).x).toEqual(x);
    expect(receiveLike(message, tree())).toEqual(tree());
    expect(receiveLike(await posted(...transfer(x)), zeros([3, 3]))).toEqual(x);
  });

  test("without a list of buffers, as in a database, and more than once", async () => {
    const [message] = transfer(tree());
    const stored = structuredClone(await posted(message));
    expect(receiveLike(stored, tree())).toEqual(tree());
    expect(receiveLike(stored, tree())).toEqual(tree());
    expect(receiveLike(message, tree())).toEqual(tree());
  });

  test("in memory that is moved, and belongs to nobody else", async () => {
    const x = randomNormal([1000, 10], random(1));
    const before = x.toArray();
    const [message, buffers] = transfer({ x, again: x, row: x.slice([5, 6]) });
    const bytes = engine === "wasm" ? 4 : 8;
    expect(buffers.map(({ byteLength }) => byteLength)).toEqual([10_000, 10_000, 10].map((length) => length * bytes));
    const moved = await posted(message, buffers);
    expect(buffers.map(({ byteLength }) => byteLength)).toEqual([0, 0, 0]);
    expect(message.x.numbers).toHaveLength(0);
    expect(x.toArray()).toEqual(before);
    const { again } = receive(moved, { again: [1000, 10] });
    moved.again.numbers.fill(0);
    expect(again.toArray()).toEqual(before);
  });
});

test("a network predicts the same with parameters that were sent", async () => {
  const create = (seed: number) => {
    const source = random(seed);
    return sequential(dense(3, 5, { activation: relu, random: source }), dropout(0.5), dense(5, 2, { random: source }));
  };
  const [trained, network] = [create(1), create(2)];
  const message = await posted(...transfer(trained.parameters));
  const x = randomNormal([7, 3], random(3));
  expect(network.predict(x)).not.toEqual(trained.predict(x));
  expect(network.with(receiveLike(message, network.parameters)).predict(x)).toEqual(trained.predict(x));
});

test.runIf(cores() > 1)("an engine with threads has shared memory, but a message never has", async () => {
  await useEngine("wasm", { threads: 2 });
  const x = ones([300, 300]).matmul(ones([300, 300]));
  const [message, [buffer]] = transfer(x);
  expect(buffer).toBeInstanceOf(ArrayBuffer);
  expect(receiveLike(message, x)).toEqual(x);
  await useEngine("wasm");
});

const data = (shape: unknown, values: unknown) => ({ shape, numbers: values });
const good = () => data([2, 3], new Float32Array(6));
const moved = () => {
  const sent = good();
  structuredClone(sent, { transfer: [(sent.numbers as Float32Array).buffer as ArrayBuffer] });
  return sent;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const endless: { x?: unknown } = {};
endless.x = endless;
class Liar extends Float32Array {
  override get length() {
    return 6;
  }
}
const shared = data([2, 3], new Float32Array(new SharedArrayBuffer(24)));
const expected = { x: [2, 3] } as const;
const like = { x: zeros([2, 3]) };

const refused: readonly (readonly [name: string, run: () => unknown, sentence: string])[] = [
  ["another shape", () => receive({ x: good() }, { x: [3, 2] }), "receive: x is [2, 3], the expected tensor [3, 2]"],
  [
    "another shape, in a list",
    () => receiveLike([good()], [zeros([3, 2])]),
    "receiveLike: [0] is [2, 3], the expected tensor [3, 2]",
  ],
  ["another shape, alone", () => receiveLike(good(), zeros([5])), "receiveLike: the tensor is [2, 3], the expected tensor [5]"],
  ["nothing at a key", () => receive({ y: good() }, expected), "receive: x: takes a tensor, not undefined"],
  ["nothing at a key, for a tensor", () => receiveLike({ y: good() }, like), "receiveLike: x is missing"],
  ["too much", () => receiveLike([good(), good()], [zeros([2, 3])]), "receiveLike: [1] belongs to no expected tensor"],
  ["too little", () => receiveLike([good()], [zeros([2, 3]), zeros([2, 3])]), "receiveLike: [1] is missing"],
  ["no message", () => receiveLike(undefined, like), "receiveLike: takes a tensor, not undefined"],
  ["a message without tensors", () => receive({ x: "text" }, expected), 'receive: x: takes a tensor, not "text"'],
  ["a revoked proxy", () => receiveLike(revoked(), like), "receiveLike: takes a tensor, not a revoked proxy"],
  [
    "a message that holds itself",
    () => receiveLike(endless, like),
    "a tree of tensors is at most 256 levels deep; this one may hold itself",
  ],
  [
    "too few numbers",
    () => receive({ x: data([2, 3], new Float32Array(5)) }, expected),
    "receive: x: [2, 3] has 6 elements, the data 5",
  ],
  [
    "too many numbers",
    () => receive({ x: data([2, 3], new Float64Array(7)) }, expected),
    "receive: x: [2, 3] has 6 elements, the data 7",
  ],
  [
    "a length that lies",
    () => receive({ x: data([2, 3], new Liar(5)) }, expected),
    "receive: x: [2, 3] has 6 elements, the data 5",
  ],
  ["numbers that were moved", () => receive({ x: moved() }, expected), "receive: x: [2, 3] has 6 elements, the data 0"],
  ["shared memory", () => receive({ x: shared }, expected), "receive: x has numbers that other threads can change"],
  ["bigints", () => receive({ x: data([1], BigInt64Array.of(1n)) }, { x: [1] }), "receive: x: element [0] is 1n, not a number"],
  [
    "a shape that isn't one",
    () => receive({ x: data([2.5], new Float32Array(2)) }, expected),
    "a size is a whole number from 0 up, not 2.5",
  ],
  [
    "no shape",
    () => receive({ x: data(undefined, new Float32Array(2)) }, expected),
    "a shape is an array of sizes, not undefined",
  ],
  [
    "a shape too large",
    () => receive({ x: data([1e9, 1e9], new Float32Array(2)) }, expected),
    "[1000000000, 1000000000] has too many elements: a tensor has at most 2147483647",
  ],
  ["no shapes to expect", () => untyped.receive({ x: good() }), "receive: takes shapes in a record"],
  ["tensors in place of shapes", () => untyped.receive({ x: good() }, like), "a shape is an array of sizes, not an object"],
  ["shapes in place of tensors", () => untyped.receiveLike({ x: good() }, expected), "receiveLike: x[0]: takes a tensor, not 2"],
  ["a number to send", () => untyped.transfer({ x: like.x, y: [3] }), "transfer: y[0]: takes a tensor, not 3"],
  ["nothing to send", () => untyped.transfer(null), "transfer: takes a tensor, not null"],
];

test.each(refused)("refused: %s", (_, run, sentence) => {
  expect(run).toThrow(new ShapeError(sentence));
});

test("a message whose getters change their minds is read once", () => {
  const reads = { shape: 0, numbers: 0 };
  const fickle = {
    get shape() {
      return reads.shape++ === 0 ? [2, 3] : [1000, 1000];
    },
    get numbers() {
      return reads.numbers++ === 0 ? Float32Array.of(1, 2, 3, 4, 5, 6) : new Float32Array(1);
    },
  };
  const { x } = receive({ x: fickle }, expected);
  expect(x).toEqual(
    matrix([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
  expect(reads).toEqual({ shape: 1, numbers: 1 });
});

test("numbers that are moved away while the message is read have been read already, or are refused", () => {
  const sent = good();
  const message = {
    x: sent,
    y: {
      numbers: new Float32Array(1),
      get shape() {
        structuredClone(sent, { transfer: [(sent.numbers as Float32Array).buffer as ArrayBuffer] });
        return [1];
      },
    },
  };
  expect(receive(message, { x: [2, 3], y: [1] }).x).toEqual(zeros([2, 3])); // x had been read by then
  expect(() => receive(message, { x: [2, 3], y: [1] })).toThrow(ShapeError);
});

test("a key that every object has is a key like any other", () => {
  const tree = JSON.parse('{ "__proto__": 0, "constructor": 0 }');
  for (const key of Object.keys(tree)) Object.defineProperty(tree, key, { value: vector([1, 2]), enumerable: true });
  const arrived = receiveLike<Untyped>(structuredClone(transfer<Untyped>(tree)[0]), tree);
  expect(Object.keys(arrived)).toEqual(["__proto__", "constructor"]);
  expect(() => receive({}, { constructor: [2] })).toThrow(ShapeError);
});

/** A browser's `Worker`, made of Node's. The worker has the global names that a browser's has. */
const shim = `
import { Worker as Thread } from "node:worker_threads";
globalThis.Worker = class {
  constructor(url) {
    this.thread = new Thread(\`
      import { parentPort, workerData } from "node:worker_threads";
      globalThis.addEventListener = (type, listener) => parentPort.on(type, (data) => listener({ data }));
      globalThis.postMessage = (...message) => parentPort.postMessage(...message);
      await import(workerData);
    \`, { eval: true, workerData: url.href });
    this.thread.on("message", (data) => this.onmessage({ data }));
  }
  postMessage(...message) { this.thread.postMessage(...message); }
  terminate() { this.thread.terminate(); }
};`;
/** Runs a program with the page of the guide's example. It returns what the program prints. */
const onPage = (program: string): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `${shim}\nconst { trainInWorker } = await import("./docs/examples/in-a-worker/page.js");\n${program}`,
      ],
      { cwd: root, encoding: "utf8" },
    ),
  );

test("the page of the guide trains in a worker, and stays responsive", () => {
  const output = onPage(`
    import { random, randomUniform, vector } from "conformable";
    const inputs = randomUniform([1000, 2], random(2), { low: -1 });
    const targets = inputs.square().sum(1).expandDims(1);
    const losses = [];
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const trained = await trainInWorker(inputs, targets, ({ loss }) => losses.push(loss));
    clearInterval(timer);
    console.log(JSON.stringify({ losses, ticks, predicted: trained.predict(vector([0.6, 0.8])) }));`);
  const { losses, ticks, predicted } = output as { losses: number[]; ticks: number; predicted: [number] };
  expect(losses).toHaveLength(50);
  expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 20);
  expect(ticks).toBeGreaterThan(10);
  expect(Math.abs(predicted[0] - 1)).toBeLessThan(0.15);
});

test("the page of the guide hears about data that don't fit", () => {
  const output = onPage(`
    import { zeros } from "conformable";
    const failed = await trainInWorker(zeros([5, 3]), zeros([5, 1]), () => {}).catch((error) => error.message);
    console.log(JSON.stringify(failed));`);
  expect(output).toBe("receive: inputs is [5, 3], the expected tensor [5, 2]");
});
