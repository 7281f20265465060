"""The cases of what is done with whole axes: reductions along several, other orders, stretching, parts, joins, choices, lookups."""

import numpy as np
from formulas import log_softmax, softmax
from inputs import SPECIAL, case, normal, show
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


PARTS = [reductions, along_axes, arrangements]
