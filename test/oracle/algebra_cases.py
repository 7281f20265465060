"""Cases for operations on whole axes: reductions along several axes, reordering, stretching, parts, joins, choices, lookups."""

import numpy as np
from formulas import log_softmax, softmax
from inputs import INFINITY, NAN, SPECIAL, case, normal, rng, show
from tensor_cases import RANKS, REDUCTIONS


def reductions():
    ties = np.array([[[7, 1, 7], [2, 7, 0]], [[3, 7, 7], [7, 0, 1]]], dtype=float)
    for operation in ("sum", "mean", "max", "min"):
        function = REDUCTIONS[operation]
        given = [(normal(3, 5), [1, 0]), (normal(3, 5), []), (ties, [0, 2])]
        given += [(normal(2, 3, 5), axes) for axes in ([0, 1], [-1, 1], [2, 0], [1], [0, 1, 2])] + [(normal(2, 3, 1, 5), [3, 1])]
        for x, axes in given:
            yield case(f"{show(x)} along {axes}", operation, [x, axes], function(x, axis=tuple(axes)))
            kept = function(x, axis=tuple(axes), keepdims=True)
            yield case(f"{show(x)} along {axes}, kept", operation, [x, axes, {"keepDims": True}], kept)
        x = normal(2, 3, 5)
        for axis in (0, -2):
            kept = function(x, axis=axis, keepdims=True)
            yield case(f"{show(x)} along {axis}, kept", operation, [x, axis, {"keepDims": True}], kept)


def along_axes():
    for operation, function in {"softmax": softmax, "logSoftmax": log_softmax}.items():
        for axis in range(-3, 3):
            x = normal(2, 3, 5, scale=2)
            along = np.moveaxis(function(np.moveaxis(x, axis, -1)), -1, axis)
            yield case(f"[2, 3, 5] along {axis}", operation, [x, axis], along)
    for shape in RANKS[1:]:
        x = normal(*shape)
        for axis in range(-x.ndim, x.ndim):
            yield case(f"{show(x)} along {axis}", "cumulativeSum", [x, axis], np.cumsum(x, axis))
    for axis in (0, 1):
        special = SPECIAL[:12].reshape(3, 4)
        yield case(f"[3, 4] of special values along {axis}", "cumulativeSum", [special, axis], np.cumsum(special, axis))


def arrangements():
    for shape, orders in {(7,): [[0]], (3, 5): [[1, 0], [0, -1]], (2, 3, 5): [[2, 0, 1], [-1, -2, -3], [0, 2, 1]]}.items():
        for order in orders:
            x = normal(*shape)
            yield case(f"{show(x)} to the order {order}", "permute", [x, order], np.transpose(x, order))
    for shape, wider in [
        ((), [2, 3]), ((5,), [3, 5]), ((3, 1), [3, 5]), ((3, 1), [2, 3, 5]), ((1, 3, 1), [2, 3, 5]), ((3, 5), [3, 5]), ((1,), [0]),
    ]:  # fmt: skip
        x = normal(*shape)
        yield case(f"{show(x)} to {wider}", "broadcastTo", [x, wider], np.broadcast_to(x, wider))
    for shape in RANKS:
        x = normal(*shape)
        for axis in range(-x.ndim - 1, x.ndim + 1):
            yield case(f"{show(x)} at {axis}", "expandDims", [x, axis], np.expand_dims(x, axis))
    for shape, axis in [((1,), 0), ((1, 5), -2), ((3, 1), 1), ((2, 1, 5), 1), ((2, 3, 1), -1)]:
        x = normal(*shape)
        yield case(f"{show(x)} at {axis}", "squeeze", [x, axis], np.squeeze(x, axis))


def ranges(*given):
    """The ranges as NumPy takes them."""
    return tuple(slice(None) if each is None else slice(*each) for each in given)


def parts():
    for shape, given in [
        ((), []), ((7,), [[2, 5]]), ((7,), [[0, 7, 3]]), ((7,), [[1, 6, 2]]), ((7,), [[-3, 7]]), ((7,), [[4, 4]]), ((7,), [[1, -1]]),
        ((3, 5), [[1, 3]]), ((3, 5), [None, [0, 5, 2]]), ((3, 5), [[0, 1], [-5, -3]]), ((3, 5), [None, None]), ((3, 5), [[0, 3, 7]]),
        ((2, 3, 5), [None, [1, 2], [4, 5]]), ((2, 3, 5), [[0, 2], [0, 3, 2], [1, 5, 3]]), ((2, 3, 5), []),
    ]:  # fmt: skip
        x = normal(*shape)
        yield case(f"{show(x)} by {given}", "slice", [x, *given], x[ranges(*given)])
    for shape, sizes, axis in [
        ((7,), [2, 5], 0), ((3, 5), [1, 2], 0), ((3, 5), [2, 0, 3], -1), ((2, 3, 5), [1, 1, 1], 1), ((2, 3, 5), [5], 2),
    ]:  # fmt: skip
        x = normal(*shape)
        parted = np.split(x, np.cumsum(sizes)[:-1], axis)
        yield case(f"{show(x)} into {sizes} along {axis}", "split", [x, sizes, axis], parted)
    for shape, paddings, value in [
        ((), [], 1), ((7,), [[2, 1]], 0), ((3, 5), [[0, 1], [2, 0]], 7), ((3, 5), [[1, 1], [1, 1]], -0.5), ((2, 3, 5), [[1, 0], [0, 0], [0, 2]], 3),
        ((3, 5), [[0, 0], [0, 0]], 1), ((3, 5), [[1, 0], [0, 1]], -INFINITY), ((0, 3), [[1, 1], [0, 2]], 5),
    ]:  # fmt: skip
        x = normal(*shape)
        padded = np.pad(x, paddings, constant_values=value) if shape else x
        yield case(f"{show(x)} by {paddings} with {value}", "pad", [x, paddings, value], padded)
    yield case("[2] by [[1, 1]]", "pad", [SPECIAL[1:3], [[1, 1]]], np.pad(SPECIAL[1:3], 1))
    for shapes, axis in [
        ([(2,), (3,), (0,), (1,)], 0), ([(3, 5), (2, 5)], 0), ([(3, 5), (3, 2), (3, 1)], -1), ([(2, 3, 5), (2, 7, 5)], 1), ([(3, 5)], 0),
    ]:  # fmt: skip
        given = [normal(*shape) for shape in shapes]
        yield case(f"{shapes} along {axis}", "concat", [given, axis], np.concatenate(given, axis))
    special = SPECIAL[:12].reshape(3, 4)
    other = normal(3, 1)
    joined = np.concatenate([special, other], 1)
    yield case("[3, 4] of special values, with [3, 1]", "concat", [[special, other], 1, 5], joined)
    for shape, number, axis in [((), 3, 0), ((5,), 3, 0), ((5,), 2, 1), ((3, 5), 2, -1), ((3, 5), 2, -3), ((2, 3, 5), 7, 2)]:
        given = [normal(*shape) for _ in range(number)]
        yield case(f"{number} of {show(given[0])} at {axis}", "stack", [given, axis], np.stack(given, axis))


COMPARISONS = {
    "equal": np.equal,
    "less": np.less,
    "lessOrEqual": np.less_equal,
    "greater": np.greater,
    "greaterOrEqual": np.greater_equal,
}


def choices():
    special = SPECIAL[:11].repeat(7).reshape(11, 7)
    others = np.array([NAN, INFINITY, -INFINITY, 0.0, -0.0, 1e300, -1000])
    for operation, function in COMPARISONS.items():
        for left, right in [((), ()), ((7,), (7,)), ((3, 5), (5,)), ((3, 5), ()), ((2, 3, 5), (3, 5)), ((2, 3, 5), (2, 3, 5))]:
            a, b = rng.integers(-2, 3, left).astype(float), rng.integers(-2, 3, right).astype(float)
            yield case(f"{show(a)} with {show(b)}", operation, [a, b], function(a, b).astype(float))
            yield case(f"{show(a)} of {left} with {right}, 1", operation, [a, 1], function(a, 1).astype(float))
        yield case("[11, 7] with [7], special values", operation, [special, others], function(special, others).astype(float))
        for number in (NAN, INFINITY, -0.0):
            compared = function(SPECIAL, number).astype(float)
            yield case(f"[13] of special values with {number}", operation, [SPECIAL, number], compared)

    for shape, yes, no in [((), (), ()), ((7,), (7,), ()), ((3, 5), (5,), (3, 5)), ((2, 3, 5), (3, 5), (5,))]:
        condition, a, b = rng.integers(0, 3, shape).astype(float), normal(*yes), normal(*no)
        given = f"{show(condition)} with {show(a)} and {show(b)}"
        yield case(given, "where", [condition, a, b], np.where(condition, a, b))
        yield case(f"{show(condition)} with -1.5 and {show(b)}", "where", [condition, -1.5, b], np.where(condition, -1.5, b))
        yield case(f"{show(condition)} with {show(a)} and 2", "where", [condition, a, 2], np.where(condition, a, 2))
    chosen = np.where(SPECIAL, SPECIAL, 7)
    yield case("[13] of special values", "where", [SPECIAL, SPECIAL, 7], chosen)
    for shape in RANKS:
        x = normal(*shape, scale=2)
        yield case(f"{show(x)} within -1 and 0.5", "clip", [x, -1, 0.5], np.clip(x, -1, 0.5))
    for low, high in [(-1, 1), (-INFINITY, 0), (3, 3), (0, INFINITY)]:
        within = np.clip(SPECIAL, low, high)
        yield case(f"[13] of special values within {low} and {high}", "clip", [SPECIAL, low, high], within)


def lookups():
    for shape, indices in [((7,), (3,)), ((5, 3), (2,)), ((5, 3), (2, 7)), ((5, 3), ()), ((3, 2, 5), (7,)), ((5, 3), (0,)), ((3, 0), (2,))]:
        x, chosen = normal(*shape), rng.integers(shape[0], size=indices)
        entries = np.take(x, chosen, axis=0)
        yield case(f"{show(x)} by {show(chosen)}", "gather", [x, chosen.astype(float)], entries)
        if chosen.ndim == 1:
            yield case(f"{show(x)} by an array of {chosen.size}", "gather", [x, chosen.tolist()], entries)
        yield case(f"{show(x)} by an array as {show(chosen)}", "gather", [x, chosen.ravel().tolist(), list(indices)], entries)
    for shape, classes in [((), 3), ((7,), 5), ((2, 3), 7), ((0,), 3)]:
        labels = rng.integers(classes, size=shape)
        rows = np.eye(classes)[labels]
        yield case(f"{show(labels)} of {classes}", "oneHot", [labels.astype(float), classes], rows)
        yield case(f"an array as {show(labels)} of {classes}", "oneHot", [labels.ravel().tolist(), classes, list(shape)], rows)


def batch_products():
    for left, right in [
        ((3, 5), (5, 7)), ((2, 3, 5), (2, 5, 7)), ((2, 3, 5, 7), (2, 3, 7, 11)), ((7, 1, 3), (7, 3, 1)), ((0, 3, 5), (0, 5, 2)), ((2, 3, 0), (2, 0, 5)),
    ]:  # fmt: skip
        a, b = normal(*left), normal(*right)
        yield case(f"{show(a)} by {show(b)}", "batchMatmul", [a, b], np.matmul(a, b))


PARTS = [reductions, along_axes, arrangements, parts, choices, lookups, batch_products]
