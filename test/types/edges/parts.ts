/** What networks are made of, and what trains them, with something wrong: one error, where it is wrong, with the sentence. */
import { dim, type Matrix, type Size, type Tensor, type Vector, zeros } from "conformable";
import { dense, type DenseOptions, relu, sequential } from "conformable/nn";
import { is } from "../is.js";

const yes: boolean = JSON.parse("true");
const n = dim("n", JSON.parse("6"));

// ── dense: weights the wrong way round
{
  const layer = dense(3, 5, { weights: zeros([5, 3]), bias: zeros([5]) }); // right
  const layer = dense(3, 5, { weights: zeros([3, 5]), bias: zeros([3]) }); // wrong: dense: the weights are [3, 5], where the layer needs [5, 3]
  const layer = dense(3, 5, { weights: zeros([5]), bias: zeros([3]) }); // wrong: dense: the weights are [5], where the layer needs [5, 3]
  const layer = dense(3, 5, { weights: zeros([5, 3]), bias: zeros([3]), activation: relu }); // wrong: dense: the bias values are [3], where the layer needs [5]
  is([2, 5], layer.predict(zeros([2, 3])));
  is([2], sequential(layer, dense(5, 2)).predict(zeros([3])));
}

// ── dense: the sizes the wrong way round
{
  const layer = dense(3, 5, { bias: zeros([5]), weights: zeros([5, 3]) }); // right
  const layer = dense(5, 3, { bias: zeros([5]), weights: zeros([5, 3]) }); // wrong: dense: the weights are [5, 3], where the layer needs [3, 5]
  layer.predict(zeros([2, 3])).add(zeros([5]));
}

// ── dense: weights of a named size
{
  const layer = dense(n, 2, { weights: zeros([2, n]) }); // right
  const layer = dense(n, 2, { weights: zeros([n, 2]) }); // wrong: dense: the weights are [n, 2], where the layer needs [2, n]
  const layer = dense(n, 2, { weights: zeros([2, dim("m", JSON.parse("7"))]) }); // wrong: dense: the weights are [2, m], where the layer needs [2, n]
  const layer = dense(n, 2, { weights: zeros([2, 6]) }); // refused: dense: the weights are [2, 6], where the layer needs [2, n]
  layer.predict(zeros([n])).add(zeros([2]));
}

// ── dense: weights that may be one of two, or none
{
  const options: DenseOptions<3, 5> = { weights: zeros([5, 3]), bias: undefined };
  const others: DenseOptions<5, 3> = { weights: zeros([3, 5]) };
  is([5], dense(3, 5, options).predict(zeros([3])));
  is([5], dense(3, 5, { ...options, activation: relu }).predict(zeros([3])));
  const layer = dense(3, 5, { weights: yes ? zeros([5, 3]) : undefined }); // right
  const layer = dense(3, 5, others); // wrong: …"dense: the weights are [3, 5], where the layer needs [5, 3]"…
  const layer = dense(3, 5, { weights: yes ? zeros([3, 5]) : zeros([5, 3]) }); // wrong: dense: the weights are [3, 5], where the layer needs [5, 3]
  layer.predict(zeros([3])).add(zeros([5]));
  const given: DenseOptions<3, 5> | undefined = yes ? options : undefined;
  is([5], dense(3, 5, given).predict(zeros([3])));
}

// ── dense: weights in generic code
{
  const f = <A extends number, B extends number, Own extends Matrix<B, A>>(a: Size<A>, b: Size<B>, x: Tensor<[A]>, own: Own, options: DenseOptions<A, B>): Vector<B> => {
    const [first, second, third] = [dense(a, b, { weights: zeros([b, a]), bias: zeros([b]) }), dense(a, b, { ...options, activation: relu }), dense(a, b, options)];
    const layer = dense(a, b, { weights: own }); // right
    const layer = dense(a, b, { weights: zeros([a, b]) }); // wrong: …layerNeeds<"dense: the weights", [B, A], [A, B]>…
    const layer = dense(a, b, { weights: own, bias: zeros([a]) }); // wrong: …layerNeeds<"dense: the bias values", [B], [A]>…
    return layer.predict(x).add(first.predict(x)).add(second.predict(x)).add(third.predict(x));
  };
  is([5], f(3, 5, zeros([3]), zeros([5, 3]), {}));
  is([5], f(3, 5, zeros([3]), zeros([5, 3]), { weights: zeros([5, 3]) })); // right
}
