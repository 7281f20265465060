/** Reading a tensor: as typed arrays, entry by entry, and as a number or a string where JavaScript expects one. */
import { describe, expect, test } from "vitest";
import { fastest, withEngine } from "../../src/engine/current.js";
import { grad, type Matrix, ones, ShapeError, scalar, type Tensor, tensor, type Vector, vector, zeros } from "../../src/index.js";

const x = tensor([1, 2, 3, 4, 5, 6], [2, 3]);

describe("dataSync", () => {
  test("returns the numbers in row-major order, in whatever order they are stored", () => {
    expect(x.dataSync()).toEqual(new Float64Array([1, 2, 3, 4, 5, 6]));
    expect(x.transpose().dataSync()).toEqual(new Float64Array([1, 4, 2, 5, 3, 6]));
    expect(x.slice(null, [1, 3]).dataSync()).toEqual(new Float64Array([2, 3, 5, 6]));
    expect(x.slice([1, 2]).dataSync()).toEqual(new Float64Array([4, 5, 6])); // contiguous, but not from the start
    expect(vector([7]).broadcastTo([3, 1]).dataSync()).toEqual(new Float64Array([7, 7, 7]));
    expect(scalar(5).dataSync()).toEqual(new Float64Array([5]));
    expect(zeros([0, 3]).transpose().dataSync()).toEqual(new Float64Array(0));
  });

  test("returns them in the precision of the engine", () => {
    const single = withEngine(fastest(), () => tensor([0.1, 2, 3, 4], [2, 2]));
    expect(single.dataSync()).toEqual(new Float32Array([0.1, 2, 3, 4]));
    expect(single.transpose().dataSync()).toEqual(new Float32Array([0.1, 3, 2, 4]));
    expect(tensor(single.dataSync(), [2, 2])).toEqual(single);
  });

  test("returns a copy", () => {
    const made = withEngine(fastest(), () => vector([1, 2]));
    for (const tensor of [made, vector([1, 2])]) {
      const numbers = tensor.dataSync();
      numbers[0] = 100;
      expect(tensor.toArray()).toEqual([1, 2]);
    }
  });

  test("data resolves to the numbers at the time of the call", async () => {
    expect(await x.transpose().data()).toEqual(x.transpose().dataSync());
  });
});

test("toArray reads views", () => {
  expect(x.transpose().slice([1, 3]).toArray()).toEqual([
    [2, 5],
    [3, 6],
  ]);
  expect(zeros([2, 0, 3]).toArray()).toEqual([[], []]);
});

describe("iteration", () => {
  test("visits the entries of the first axis", () => {
    const rows: Vector<3>[] = [];
    for (const row of x) rows.push(row);
    expect(rows.map((row) => row.toArray())).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([...x.transpose()].map(String)).toEqual(["Vector<2> [1, 4]", "Vector<2> [2, 5]", "Vector<2> [3, 6]"]);
    const [first, second] = vector([5, 7]);
    expect([first?.at(), second?.at()]).toEqual([5, 7]);
    const inner: Matrix<3, 5>[] = [...zeros([2, 3, 5])];
    expect(inner.map(({ shape }) => shape)).toEqual([
      [3, 5],
      [3, 5],
    ]);
    expect([...zeros([0, 3])]).toEqual([]);
    expect(Array.from(zeros([2, 0])).map(({ shape }) => shape)).toEqual([[0], [0]]);
  });

  test("gives tensors that can be used further", () => {
    const [row] = x;
    expect(row?.add(1).sum().at()).toBe(9);
    expect(new Map([...x].map((row, index) => [index, row.size]))).toEqual(
      new Map([
        [0, 3],
        [1, 3],
      ]),
    );
  });

  test("can be differentiated", () => {
    const squares = (x: Tensor<[3, 2]>) => {
      let total = scalar(0);
      for (const row of x) for (const element of row) total = total.add(element.square());
      return total;
    };
    const at = x.transpose();
    expect(grad(squares)(at)).toEqual(at.multiply(2));
    expect(grad((x: Tensor<[3, 2]>) => grad(squares)(x).square().sum())(at)).toEqual(at.multiply(8));
  });

  test("is refused for a scalar", () => {
    const loss: Iterable<unknown> = scalar(3) as never;
    expect(() => [...loss]).toThrow(new TypeError("loss is not iterable"));
    expect(() => {
      for (const _ of loss);
    }).toThrow(new TypeError("loss is not iterable"));
  });
});

describe("where JavaScript expects a number", () => {
  test("a scalar is converted", () => {
    expect([+scalar(3), Number(scalar(-0.5)), Math.sqrt(+x.sum().add(4))]).toEqual([3, -0.5, 5]);
    const untyped: never = scalar(3) as never;
    expect([untyped + 1, untyped * 2, untyped > 2]).toEqual([4, 6, true]);
  });

  test("a typed array can be created from a vector", () => {
    expect(new Float32Array(vector([1, 2, 3]) as never)).toEqual(new Float32Array([1, 2, 3]));
  });

  test.each([
    ["+x", () => +x],
    ["x * 2", () => (x as never) * 2],
    ["x < 2", () => (x as never) < 2],
    ["Number(x)", () => Number(x)],
    ["Math.max(x)", () => Math.max(x as never)],
  ])("another tensor is refused: %s", (_, compute) => {
    const why = "Number: takes a Scalar, not [2, 3]; dataSync gives all numbers of a tensor";
    expect(compute).toThrow(new ShapeError(why));
  });

  test("a row of a matrix is refused", () => {
    expect(() => new Float32Array(x as never)).toThrow(
      new ShapeError("Number: takes a Scalar, not [3]; dataSync gives all numbers of a tensor"),
    );
  });
});

test("where JavaScript expects a string, it is the tensor as text", () => {
  expect(`${ones([2])}`).toBe("Vector<2> [1, 1]");
  expect(`${scalar(3)}`).toBe("Scalar 3");
  expect(String(scalar(3))).toBe("Scalar 3");
  expect(`x: ${ones([1])}`.concat(ones([1]) as never)).toBe("x: Vector<1> [1]Vector<1> [1]");
});
