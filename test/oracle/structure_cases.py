"""Cases for ranges, grids, diagonals and triangles, for entries in another order, and for einsum as people write it."""

import numpy as np
from inputs import INFINITY, NAN, SPECIAL, case, normal, show

rng = np.random.default_rng(20261129)


def draw(*shape):
    return normal(*shape, rng=rng)


def creation():
    for given in [(5,), (0,), (2, 11, 3), (2, 12, 3), (3, 0, -1), (-3, 4), (5, 2), (0, 1, 0.25), (-0.5, -3, -0.75)]:
        yield case(f"{given}", "arange", list(given), np.arange(*given, dtype=float))
    for given in [(0, 1, 5), (-1, 1, 7), (3, 3, 2), (5, -2, 11), (2, 7, 1), (2, 7, 0)]:
        yield case(f"{given}", "linspace", list(given), np.linspace(*given))
    x, y = draw(3), draw(5)
    yield case("[3] by [5]", "meshgrid", [x, y], list(np.meshgrid(x, y)))
    for x in [draw(3), draw(1), draw(0), SPECIAL[:3]]:
        yield case(f"of {x.tolist()}", "diagonal", [x], np.diag(x))


def matrices():
    special = np.array([[NAN, 1, INFINITY], [NAN, -INFINITY, -0.0], [2, NAN, INFINITY]])
    for x in [draw(3, 3), draw(2, 5), draw(5, 2), draw(7, 3, 5), draw(2, 3, 5, 5), draw(0, 3), special]:
        yield case(f"{show(x)}{' of special values' if x is special else ''}", "x.diagonal", [x], np.diagonal(x, axis1=-2, axis2=-1))
        for operation, function in {"triu": np.triu, "tril": np.tril}.items():
            for k in (0, 1, -1, 4, -7):
                name = f"{show(x)}{' of special values' if x is special else ''} from {k}"
                yield case(name, operation, [x, k], function(x, k))


def orders():
    for shape in [(7,), (3, 5), (2, 3, 5), (0, 3)]:
        x = draw(*shape)
        for axis in range(-x.ndim, x.ndim):
            yield case(f"{show(x)} along {axis}", "flip", [x, axis], np.flip(x, axis))
            for shift in (1, -2, 12):
                yield case(f"{show(x)} by {shift} along {axis}", "roll", [x, shift, axis], np.roll(x, shift, axis))
            if x.shape[axis] > 0:
                yield case(f"{show(x)} at -1 along {axis}", "index", [x, -1, axis], np.take(x, -1, axis))
            unstacked = [np.asarray(each) for each in np.moveaxis(x, axis, 0)]
            yield case(f"{show(x)} along {axis}", "unstack", [x, axis], unstacked)
    everything, backwards = [None, None, None], [None, None, -1]
    for shape, given in [
        ((7,), [backwards]), ((7,), [[None, None, -2]]), ((7,), [[5, 1, -2]]), ((7,), [[-2, None, -3]]), ((7,), [[None, 4, -1]]),
        ((7,), [[2, None]]), ((7,), [[None, -2]]), ((7,), [[3, 3, -1]]), ((3, 5), [backwards, [4, 0, -3]]), ((3, 5), [everything[:2], backwards]),
        ((0, 3), [backwards, backwards]), ((2, 3, 5), [[1, None], [2, 0, -1], [None, None, -4]]),
    ]:  # fmt: skip
        x = draw(*shape)
        yield case(f"{show(x)} by {given}", "slice", [x, *given], x[tuple(slice(*each) for each in given)])


def copies():
    for shape, counts in [((), []), ((3,), [2]), ((3,), [0]), ((2, 3), [2, 1]), ((2, 3), [1, 5]), ((2, 3, 5), [2, 1, 3])]:
        x = draw(*shape)
        yield case(f"{show(x)} by {counts}", "tile", [x, counts], np.tile(x, counts))
    for shape, count, axis in [((3,), 2, 0), ((3,), 0, 0), ((2, 3), 5, 0), ((2, 3), 2, -1), ((2, 3, 5), 3, 1)]:
        x = draw(*shape)
        yield case(f"{show(x)}, each {count} times along {axis}", "repeat", [x, count, axis], np.repeat(x, count, axis))
    for one, other in [((), ()), ((3,), (5,)), ((2, 3), (5, 7)), ((2, 1, 3), (1, 5, 2)), ((0, 3), (2, 2))]:
        a, b = draw(*one), draw(*other)
        yield case(f"{show(a)} by {show(b)}", "kronecker", [a, b], np.kron(a, b))
    a, b = np.array([NAN, INFINITY, 2]), np.array([0.0, -INFINITY, 1])
    yield case("[3] by [3], special values", "kronecker", [a, b], np.kron(a, b))


def lookups():
    for shape, indices, axis in [
        ((5,), [4, 0, 4], 0), ((3, 5), [2, 2, 1], 1), ((3, 5), [2, 0], 0), ((2, 3, 5), [1], 1), ((2, 3, 5), [4, 3, 0, 0], -1), ((3, 5), [], 1),
    ]:  # fmt: skip
        x = draw(*shape)
        yield case(f"{show(x)} at {indices} along {axis}", "take", [x, indices, axis], np.take(x, np.array(indices, dtype=int), axis))
    places = rng.integers(3, size=(7, 2))
    x = draw(2, 3, 5)
    yield case("[2, 3, 5] at [7, 2] along 1", "take", [x, places.astype(float), 1], np.take(x, places, 1))
    for shape, indices in [((5,), [4, 0]), ((3, 5), [1]), ((3, 2, 5), [2, 0]), ((3, 5), [])]:
        x, rows = draw(*shape), draw(len(indices), *shape[1:])
        replaced = x.copy()
        replaced[np.array(indices, dtype=int)] = rows
        yield case(f"{show(x)} at {indices}", "scatter", [x, indices, rows], replaced)
    for shape, indices in [((5,), [4, 0, 4]), ((3, 5), [1, 1]), ((3, 2, 5), [2, 0, 2, 2]), ((3, 5), [])]:
        x, rows = draw(*shape), draw(len(indices), *shape[1:])
        added = x.copy()
        np.add.at(added, np.array(indices, dtype=int), rows)
        yield case(f"{show(x)} at {indices}", "scatterAdd", [x, indices, rows], added)
    special = np.array([[NAN, INFINITY], [1, -INFINITY], [2, 3]])
    replaced = special.copy()
    replaced[[0, 2]] = [[5, 7], [NAN, -INFINITY]]
    yield case("[3, 2] of special values", "scatter", [special, [0, 2], replaced[[0, 2]]], replaced)


def einsum():
    for subscripts, shapes in [
        ("ij, jk -> ik", [(2, 3), (3, 5)]), (" ij ,jk->ik", [(2, 3), (3, 5)]), ("ij,jk", [(2, 3), (3, 5)]), ("ba", [(2, 3)]), ("ii", [(3, 3)]),
        ("...ij,...jk->...ik", [(7, 2, 3), (7, 3, 5)]), ("...ij,...jk->...ik", [(2, 3), (3, 5)]), ("...ij, jk", [(7, 11, 2, 3), (3, 5)]),
        ("...ij,...jk", [(7, 2, 2, 3), (7, 2, 3, 5)]), ("i...j->j...", [(2, 7, 3)]), ("...i->...", [(7, 2, 3)]), ("...", [(2, 3)]),
        ("...ii->...i", [(7, 3, 3)]), ("b...,b...->...b", [(2, 3, 5), (2, 3, 5)]), ("Ba,ac", [(2, 3), (3, 5)]),
    ]:  # fmt: skip
        operands = [draw(*shape) for shape in shapes]
        yield case(f"{subscripts} of {shapes}", "einsum", [subscripts, *operands], np.array(np.einsum(subscripts, *operands)))
    x = draw(7, 2, 3)
    yield case("...ij->ij, summed over the others", "einsum", ["...ij->ij", x], x.sum(0))


PARTS = [creation, matrices, orders, copies, lookups, einsum]
