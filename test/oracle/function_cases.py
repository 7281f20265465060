"""Cases for functions of one and of two numbers, and for reductions, that are composed of others. Each operation draws its inputs from
a generator of its own, so that a new one changes no other case."""

import math

import numpy as np
from inputs import INFINITY, NAN, SPECIAL, case, normal, positive, show
from tensor_cases import ADDED, RANKS

UNIT = {"asin", "acos"}  # the functions of numbers from -1 to 1
ABOVE_0 = {"log1p", "log2", "log10"}

UNARY = {name: getattr(np, name) for name in ("asin", "acos", "atan", "sinh", "cosh", "tan", "expm1", "log1p", "log2", "log10")}
UNARY |= {"erf": np.vectorize(math.erf), "reciprocal": np.reciprocal, "sign": np.sign}
UNARY |= {"isNaN": np.isnan, "isFinite": np.isfinite, "logicalNot": np.logical_not}

BINARY = {"maximum": np.maximum, "minimum": np.minimum, "power": np.power, "modulo": np.mod, "notEqual": np.not_equal}
BINARY |= {"atan2": np.atan2, "logicalAnd": np.logical_and, "logicalOr": np.logical_or}


def log_sum_exp(x, axis=None, keepdims=False):
    axes = range(x.ndim) if axis is None else [axis % x.ndim] if isinstance(axis, int) else [each % x.ndim for each in axis]
    for each in axes:
        x = np.expand_dims(np.logaddexp.reduce(x, axis=each), each)
    return x if keepdims else np.squeeze(x, axis=tuple(axes))


def norm(x, **along):
    return np.sqrt(np.sum(np.square(x), **along))


REDUCTIONS = {"product": np.prod, "variance": np.var, "standardDeviation": np.std, "norm": norm, "logSumExp": log_sum_exp}
REDUCTIONS |= {"any": np.any, "all": np.all}


def generator(operation):
    return np.random.default_rng(list(operation.encode()))


def numbers(result):
    """Truth values as 1 and 0."""
    return np.asarray(result, dtype=float)


def of_one():
    for operation, function in UNARY.items():
        if operation in ADDED:
            continue  # tensor_cases.py has them
        own = generator(operation)
        for shape in RANKS:
            if operation in UNIT:
                x = np.asarray(own.uniform(-1, 1, size=shape).round(2))
            elif operation in ABOVE_0:
                x = positive(*shape, rng=own)
            else:
                x = normal(*shape, scale=2, rng=own)
            yield case(show(x), operation, [x], numbers(function(x)))
        yield case("[13] of special values", operation, [SPECIAL], numbers(function(SPECIAL)))
        near = np.array([1e-3, -1e-3, 1e-10, -1e-10, 0.3, -0.3, 6.5])
        yield case("[7] near 0 and beyond", operation, [near], numbers(function(near)))


def of_two():
    for operation, function in BINARY.items():
        own = generator(operation)
        pairs = [((), ()), ((7,), (7,)), ((7,), ()), ((3, 5), (3, 5)), ((3, 5), (5,)), ((2, 3, 5), (3, 5)), ((2, 3, 5), (5,))]
        for left, right in pairs:
            a, b = normal(*left, rng=own), normal(*right, rng=own)
            yield case(f"{show(a)} with {show(b)}", operation, [a, b], numbers(function(a, b)))
        whole = [own.integers(-2, 3, size=size).astype(float) for size in ((3, 5), (5,))]
        yield case("whole numbers, [3, 5] with [5]", operation, whole, numbers(function(*whole)))
        for number in [2.5, 2.0, 3.0, 0.5, -1.0, -1.7, 0.0, -0.0, NAN, INFINITY, -INFINITY]:
            x = SPECIAL[:11] if operation in ("maximum", "minimum") else SPECIAL
            yield case(f"{show(x)} of special values with {number}", operation, [x, number], numbers(function(x, number)))
            x = normal(3, 5, rng=own)
            yield case(f"[3, 5] with {number}", operation, [x, number], numbers(function(x, number)))
        left = SPECIAL.repeat(8).reshape(13, 8)
        right = np.array([NAN, INFINITY, -INFINITY, 0.0, -0.0, 1e300, -2, 0.5])
        yield case("[13, 8] with [8], special values", operation, [left, right], numbers(function(left, right)))


def reductions():
    special = np.array([
        [1, NAN, 3, INFINITY, -INFINITY, 0, -INFINITY],
        [NAN, 5, NAN, 2, -INFINITY, 1e300, 4],
        [2, NAN, INFINITY, -INFINITY, -INFINITY, -1e300, INFINITY],
    ])  # fmt: skip
    zeros = np.array([[2, 0, 0, -1, 0], [7, 0, 3, 0, 0], [2, 0, 3, 1, 0]], dtype=float)
    for operation, function in REDUCTIONS.items():
        own = generator(operation)
        tensors = {show(x): x for x in (normal(*shape, rng=own) for shape in RANKS)}
        tensors |= {"[3, 5] with zeros": zeros, "[3, 7] with special values": special}
        for name, x in tensors.items():
            yield case(f"{name}, all", operation, [x], numbers(function(x)))
            for axis in range(-x.ndim, x.ndim):
                yield case(f"{name} along {axis}", operation, [x, axis], numbers(function(x, axis=axis)))
        for axes in ([], [0, 1], [-1, 1], [2, 0], [0, 1, 2]):
            x = normal(2, 3, 5, rng=own)
            yield case(f"[2, 3, 5] along {axes}", operation, [x, axes], numbers(function(x, axis=tuple(axes))))
            kept = function(x, axis=tuple(axes), keepdims=True)
            yield case(f"[2, 3, 5] along {axes}, kept", operation, [x, axes, {"keepDims": True}], numbers(kept))
        if operation != "logSumExp":
            empty = np.zeros((0, 3))
            yield case("[0, 3] along 0", operation, [empty, 0], numbers(function(empty, axis=0)))
            yield case("[0, 3], all", operation, [empty], numbers(function(empty)))
    own = generator("argmin")
    ties = np.array([[2, 7, 1, 7, 0], [7, 7, 3, 3, 0], [2, 5, 3, 7, 0]], dtype=float)
    tensors = {show(x): x for x in (normal(*shape, rng=own) for shape in RANKS)} | {"[3, 5] with ties": ties}
    tensors |= {"[3, 7] with special values": special}
    for name, x in tensors.items():
        yield case(f"{name}, all", "argmin", [x], numbers(np.argmin(x)))
        for axis in range(-x.ndim, x.ndim):
            yield case(f"{name} along {axis}", "argmin", [x, axis], numbers(np.argmin(x, axis=axis)))


RANGES = {"asin": 1, "acos": 1, "erf": 5, "sinh": 80, "cosh": 80, "expm1": 80, "log1p": 1000, "log2": 1000, "log10": 1000}


def in_float32():
    """Inputs that float32 can represent, near 0 and far from it. `float32.test.ts` counts the units in the last place."""
    for operation, function in (UNARY | BINARY).items():
        own = generator(f"{operation} in float32")
        reach = RANGES.get(operation, 100 if operation in UNARY else 8)
        given = [np.concatenate([own.uniform(-end, end, size=50) for end in (reach, reach / 40)]) for _ in range(2)]
        a, b = (np.round(x * 4096) / 4096 for x in given)
        if operation in ABOVE_0 or operation == "power":
            a = np.abs(a)
        operands = [a] if operation in UNARY else [a, b]
        yield case("[100] in float32", operation, operands, numbers(function(*operands)))


PARTS = [of_one, of_two, reductions, in_float32]
