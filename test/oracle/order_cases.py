"""Cases for sorting, entries by their rank, running results and counts. Each operation draws its inputs from a generator of its own, so
that a new one changes no other case."""

import numpy as np
from function_cases import generator
from inputs import INFINITY, NAN, SPECIAL, case, normal, show
from tensor_cases import RANKS

# Many are equal, so that their order matters.
TIES = np.array([[2, 7, 1, 7, 0], [7, 7, 3, 3, 0], [2, 5, 3, 7, -0.0]])
HARD = np.array([[1, NAN, 3, INFINITY, -INFINITY, 0, -0.0], [NAN, 5, NAN, 2, -INFINITY, 1e300, -0.0]])


def order(x, axis=-1, descending=False):
    return np.argsort(-x if descending else x, axis=axis, kind="stable")


def sorts():
    for operation in ("sort", "argsort"):
        own = generator(operation)
        tensors = [normal(*shape, rng=own) for shape in [*RANKS[1:], (40,), (3, 0), (0, 3)]] + [TIES, HARD]
        for number, x in enumerate(tensors):
            given = [[], *([axis] for axis in range(-x.ndim, x.ndim))]
            given += [[*axes, {"descending": True}] for axes in given[1:]]
            for axes in given:
                options = {"axis": axes[0] if axes else -1, "descending": len(axes) == 2}
                found = order(x, **options)
                if operation == "sort":
                    found = np.take_along_axis(x, found, axis=options["axis"])
                    if not options["descending"]:
                        np.testing.assert_array_equal(found, np.sort(x, axis=options["axis"]))
                yield case(f"{show(x)}, {number} with {axes}", operation, [x, *axes], found.astype(float))


def greatest():
    own = generator("topK")
    for number, x in enumerate([*(normal(*shape, rng=own) for shape in RANKS[1:]), TIES, HARD]):
        for axis in (None, *range(-x.ndim, x.ndim)):
            along = -1 if axis is None else axis
            for k in {0, 1, x.shape[along] - 1, x.shape[along]}:
                indices = np.take(order(x, along, True), range(k), axis=along)
                values = np.take_along_axis(x, indices, axis=along)
                found = {"values": values, "indices": indices.astype(float)}
                yield case(f"{k} of {show(x)}, {number} along {axis}", "topK", [x, k, *([] if axis is None else [axis])], found)


def picks():
    own = generator("takeAlong")
    for shape, entries, axis in [((7,), 3, 0), ((3, 5), 4, 1), ((3, 5), 2, -2), ((2, 3, 5), 7, 1), ((2, 3, 5), 0, -1), ((2, 0), 0, 1)]:
        x = normal(*shape, rng=own)
        size = list(shape)
        size[axis] = entries
        indices = own.integers(max(1, shape[axis]), size=size)
        yield case(f"{entries} of {shape} along {axis}", "takeAlong", [x, indices.astype(float), axis], np.take_along_axis(x, indices, axis))


def ranks():
    for operation, given in {"median": [[]], "quantile": [[0], [0.3], [0.5], [0.77], [1]]}.items():
        function = np.median if operation == "median" else np.quantile
        own = generator(operation)
        tensors = [normal(*shape, rng=own) for shape in [*RANKS, (40,)]] + [TIES, np.array([3.0, NAN, 1.0]), np.array([-INFINITY, 1, 2, 3])]
        for number, x in enumerate(tensors):
            for share in given:
                name = f"{show(x)}, {number}{' at ' + str(share[0]) if share else ''}"
                yield case(name, operation, [x, *share], function(x, *share))
                for axis in range(-x.ndim, x.ndim):
                    yield case(f"{name} along {axis}", operation, [x, *share, axis], function(x, *share, axis=axis))
        for share in given:
            for axes in ([0, 2], [1], [2, 0, 1]):
                x = normal(2, 3, 5, rng=own)
                kept = function(x, *share, axis=tuple(axes), keepdims=True)
                yield case(f"{show(x)} at {share} along {axes}", operation, [x, *share, axes, {"keepDims": True}], kept)
    infinite = np.array([[1, INFINITY], [INFINITY, INFINITY], [-INFINITY, INFINITY], [-INFINITY, 1]])
    yield case("[4, 2] with infinities", "median", [infinite, 1], np.median(infinite, axis=1))


RUNNING = {"cumulativeProduct": np.cumprod, "cumulativeMax": np.maximum.accumulate, "cumulativeMin": np.minimum.accumulate}


def running():
    for operation, function in RUNNING.items():
        own = generator(operation)
        tensors = [normal(*shape, rng=own) for shape in [*RANKS[1:], (17,), (3, 1), (3, 0), (0, 3)]] + [TIES]
        if operation != "cumulativeProduct":
            tensors.append(np.abs(HARD))  # which of 0 and -0 is the greater is open
        for number, x in enumerate(tensors):
            for axis in range(-x.ndim, x.ndim):
                yield case(f"{show(x)}, {number} along {axis}", operation, [x, axis], function(x, axis=axis))


def counts():
    own = generator("searchSorted")
    entries = [np.sort(normal(7, rng=own)), np.array([1.0, 2, 2, 2, 5]), np.array([-INFINITY, 0, 3, INFINITY, NAN, NAN]), np.zeros(0)]
    for number, row in enumerate(entries):
        for values in (normal(3, 5, scale=2, rng=own), np.array([1.0, 2, 2.5, 5, 7, 0]), SPECIAL, row[:1].reshape(())if row.size else row):
            for side in ("left", "right"):
                found = np.searchsorted(row, values, side=side)
                yield case(f"{show(values)} in {number}, {side}", "searchSorted", [row, values, {"side": side}], found.astype(float))
    yield case("[3] in [2]", "searchSorted", [np.array([1.0, 2]), np.array([0.0, 2, 3])], np.array([0.0, 1, 2]))

    own = generator("unique")
    for x in [own.integers(5, size=shape).astype(float) for shape in [*RANKS, (40,)]] + [np.array([NAN, 1, NAN, INFINITY, -1, 1]), np.zeros(0)]:
        yield case(f"{show(x)} of {np.size(x)} with {x.ravel()[:3].tolist()}", "unique", [x, "distinct"], np.unique(x))

    own = generator("bincount")
    for shape, classes in [((7,), 5), ((40,), 3), ((2, 3), 7), ((0,), 3), ((), 2)]:
        labels = own.integers(classes, size=shape)
        found = np.bincount(labels.ravel(), minlength=classes).astype(float)
        yield case(f"{show(labels)} of {classes}", "bincount", [labels.astype(float), classes], found)
        yield case(f"an array of {labels.size} of {classes}", "bincount", [labels.ravel().tolist(), classes], found)

    own = generator("histogram")
    for number, x in enumerate([*(normal(*shape, rng=own) for shape in [*RANKS, (100,)]), np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9])]):
        for bins in (1, 4, 7):
            found, edges = np.histogram(x, bins)
            yield case(f"{show(x)}, {number} in {bins}", "histogram", [x, bins], {"counts": found.astype(float), "edges": edges})
    x = np.array([-2, -1, -0.5, 0, 0.5, 1, 2, NAN, INFINITY])
    found, edges = np.histogram(x, 4, (-1, 1))
    yield case("[9] from -1 to 1", "histogram", [x, 4, {"low": -1, "high": 1}], {"counts": found.astype(float), "edges": edges})


PARTS = [sorts, greatest, picks, ranks, running, counts]
