"""Cases for every operation on tensors."""

import math
import re
from pathlib import Path

import numpy as np
from formulas import log_softmax, relu, rows, sigmoid, softmax
from inputs import INFINITY, NAN, SPECIAL, case, normal, positive, rng, show

RANKS = [(), (7,), (3, 5), (2, 3, 5)]

UNARY = {
    "negate": np.negative,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "square": np.square,
    "abs": np.abs,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": relu,
}

# The functions in the library's table that UNARY lacks. NumPy has them under the same names. Each draws its inputs from a
# generator of its own, so that a new function changes no other case.
TABLE = Path(__file__).parents[2].joinpath("src/engine/unary.ts").read_text(encoding="utf-8")
NAMES = re.findall(r"^  (\w+)", re.search(r"^export const functions = {(.*?)^};", TABLE, re.M | re.S)[1], re.M)
ADDED = {name: np.vectorize(math.erf) if name == "erf" else getattr(np, name) for name in NAMES if name not in UNARY}

BINARY = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide}
REDUCTIONS = {"sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min, "argmax": np.argmax}


def creation():
    nested = normal(3, 5)
    yield case("3 rows of 5", "matrix", [nested.tolist()], nested)
    yield case("7 numbers", "vector", [SPECIAL[:7].tolist()], SPECIAL[:7])
    yield case("of a number", "scalar", [-2.5], np.array(-2.5))
    cube = normal(2, 3, 5)
    yield case("flat numbers as [2, 3, 5]", "tensor", [cube.ravel().tolist(), [2, 3, 5]], cube)
    yield case("nested numbers as [2, 3, 5]", "tensor", [cube.tolist(), [2, 3, 5]], cube)
    yield case("[2, 3, 5]", "zeros", [[2, 3, 5]], np.zeros((2, 3, 5)))
    yield case("[2, 3, 5]", "ones", [[2, 3, 5]], np.ones((2, 3, 5)))
    yield case("[2, 3, 5]", "full", [[2, 3, 5], -2.5], np.full((2, 3, 5), -2.5))
    yield case("7", "identity", [7], np.eye(7))


def products():
    for left, right in [
        ((5,), (5,)), ((5,), (5, 7)), ((3, 5), (5,)), ((3, 5), (5, 7)), ((11, 2), (2, 3)),
        ((2, 3, 5), (5,)), ((2, 3, 5), (5, 7)), ((2, 3, 5, 7), (7,)), ((3, 0), (0, 5)),
    ]:  # fmt: skip
        a, b = normal(*left), normal(*right)
        yield case(f"{show(a)} by {show(b)}", "matmul", [a, b], np.matmul(a, b))
    a = np.array([[1, 2], [NAN, 1], [INFINITY, 0]])
    b = np.array([[1, 0, NAN, 2, 0], [0, 1, 1, -INFINITY, 2]], dtype=float)
    yield case("[3, 2] by [2, 5] with special values", "matmul", [a, b], np.matmul(a, b))

    u, v = normal(3), normal(5)
    yield case("[3] by [5]", "outer", [u, v], np.outer(u, v))
    yield case("[13] by [5] of special values", "outer", [SPECIAL, SPECIAL[:5]], np.outer(SPECIAL, SPECIAL[:5]))
    u, v = normal(7), normal(7)
    yield case("[7] by [7]", "dot", [u, v], np.dot(u, v))
    yield case("[2] by [2], ∞ - ∞", "dot", [np.array([INFINITY, 1]), np.array([1, -INFINITY])], np.array(NAN))
    x = normal(3, 5)
    yield case("[3, 5]", "transpose", [x], x.T)


def elementwise():
    for operation, function in (UNARY | ADDED).items():
        own = np.random.default_rng(list(operation.encode())) if operation in ADDED else rng
        for shape in RANKS:
            x = positive(*shape, rng=own) if np.isnan(function(-2.0)) else normal(*shape, scale=2, rng=own)
            yield case(show(x), operation, [x], function(x))
        yield case("[13] of special values", operation, [SPECIAL], function(SPECIAL))
    x = np.array([-700, -709, 30, -40, 36.5, -720, -745])
    yield case("[7], to the ends of its range", "sigmoid", [x], sigmoid(x))

    for operation, function in BINARY.items():
        pairs = [((), ()), ((7,), (7,)), ((7,), ()), ((3, 5), (3, 5)), ((3, 5), (5,)), ((3, 5), ())]
        pairs += [((2, 3, 5), (2, 3, 5)), ((2, 3, 5), (3, 5)), ((2, 3, 5), (5,))]
        for left, right in pairs:
            a, b = normal(*left), positive(*right) * rng.choice([-1, 1], right)
            yield case(f"{show(a)} with {show(b)}", operation, [a, b], function(a, b))
        for shape in RANKS:
            a = normal(*shape)
            yield case(f"{show(a)} with -1.7", operation, [a, -1.7], function(a, -1.7))
        left = SPECIAL[:11].repeat(7).reshape(11, 7)
        right = np.array([NAN, INFINITY, -INFINITY, 0.0, -0.0, 1e300, -2])
        yield case("[11, 7] with [7], special values", operation, [left, right], function(left, right))
        for number in [NAN, INFINITY, -INFINITY, 0.0, -0.0]:
            yield case(f"[7] of special values with {number}", operation, [SPECIAL[:7], number], function(SPECIAL[:7], number))

    for shape in RANKS[1:]:
        x, bias = normal(*shape), normal(shape[-1])
        yield case(f"{show(x)} with {show(bias)}", "addBias", [x, bias], x + bias)


def probabilities():
    special = np.array([
        [1000, 999.5, -1000, 1000, 0], [-1000, -1000, -1001, -999, -1000], [1e300, 0, -1e300, 1, 2],
        [0, -INFINITY, 1, -INFINITY, 2], [NAN, 1, 2, 3, 4], [1, 2, INFINITY, 3, 4], [-INFINITY] * 5,
    ])  # fmt: skip
    confident = np.array([[20, 0, -3], [-1.5, 18, 1]])
    for operation, function in {"softmax": softmax, "logSoftmax": log_softmax}.items():
        for shape in RANKS[1:]:
            x = normal(*shape, scale=2)
            yield case(show(x), operation, [x], function(x))
        yield case("[7, 5] with special values", operation, [special], function(special))
        yield case("[2, 3], confident", operation, [confident], function(confident))
        yield case("[0, 3]", operation, [np.zeros((0, 3))], np.zeros((0, 3)))


def reductions():
    ties = np.array([[2, 7, 1, 7, 0], [7, 7, 3, 3, 0], [2, 5, 3, 7, 0]], dtype=float)
    special = np.array([
        [1, NAN, 3, INFINITY, -INFINITY, 0, -INFINITY],
        [NAN, 5, NAN, 2, -INFINITY, 1e300, 4],
        [2, NAN, INFINITY, -INFINITY, -INFINITY, -1e300, INFINITY],
    ])  # fmt: skip
    for operation, function in REDUCTIONS.items():
        tensors = {show(x): x for x in (normal(*shape) for shape in RANKS)}
        tensors |= {"[3, 5] with ties": ties, "[3, 7] with special values": special}
        for name, x in tensors.items():
            yield case(f"{name}, all", operation, [x], function(x))
            for axis in range(-x.ndim, x.ndim):
                yield case(f"{name} along {axis}", operation, [x, axis], function(x, axis=axis))
    for operation in ("sum", "mean"):
        empty = np.zeros((0, 3))
        yield case("[0, 3], all", operation, [empty], REDUCTIONS[operation](empty))
        yield case("[0, 3] along 0", operation, [empty, 0], REDUCTIONS[operation](empty, axis=0))
        huge = np.array([1.5e308, 1.5e308])
        yield case("[2], beyond the greatest number", operation, [huge], REDUCTIONS[operation](huge))


def shapes():
    targets = {(): [[1]], (7,): [[7, 1]], (3, 5): [[5, 3], [15], [1, 5, 3]], (2, 3, 5): [[5, 3, 2], [3, 10], [30]]}
    for shape, reshaped in targets.items():
        x = normal(*shape)
        for target in reshaped:
            yield case(f"{show(x)} to {target}", "reshape", [x, target], x.reshape(target))
        yield case(show(x), "flatten", [x], x.flatten())
    x = normal(1, 1)
    yield case("[1, 1] to []", "reshape", [x, []], x.reshape(()))


def batched():
    for lead in [(), (11,), (2, 3), (0,)]:
        error, values = normal(*lead, 5), normal(*lead, 7)
        product = np.einsum("bi,bj->ij", rows(error), rows(values))
        yield case(f"{show(error)} with {show(values)}", "contractBatch", [error, values], product)
        yield case(show(error), "sumBatch", [error], np.einsum("bi->i", rows(error)))


PARTS = [creation, products, elementwise, probabilities, reductions, shapes, batched]
