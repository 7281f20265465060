"""The NumPy half of numpy.mjs: for each line on standard input that names a case, measures it and prints the seconds that a call takes."""

import collections
import sys
import time

import numpy as np
from safetensors.numpy import load, save

generator = np.random.default_rng(7)


def uniform(*shape):
    return generator.random(shape, dtype=np.float32)


def files(count):
    """As in numpy.mjs: 100 MB of float32, divided among `count` tensors."""
    return {f"tensor{index}": uniform(25_000_000 // count // 1000, 1000) for index in range(count)}


def cases():
    """Each case as a function that makes its operands and returns the call to measure."""

    def writing(count):
        def make():
            tensors = files(count)
            return lambda: save(tensors)

        return make

    def reading(count):
        def make():
            written = save(files(count))
            return lambda: load(written)

        return make

    def operation(compute, *shapes):
        def make():
            operands = [uniform(*shape) for shape in shapes]
            return lambda: compute(*operands)

        return make

    def softmax(x):
        powers = np.exp(x - x.max(0))
        return powers / powers.sum(0)

    long, square = (1_000_000,), (1000, 1000)
    rows = [index * 389 % 1000 for index in range(1000)]
    one, two = np.float32(1), np.float32(2)
    yield "add, 1e6", operation(lambda x, y: x + y, long, long)
    yield "relu(2x + 1).exp(), 1e6", operation(lambda x: np.exp(np.maximum(two * x + one, 0)), long)
    yield "transpose().sum(0), 1000x1000", operation(lambda x: x.T.sum(0), square)
    yield "transpose().add(1), 1000x1000", operation(lambda x: x.T + one, square)
    yield "permute and add, 64x16x64", operation(lambda x: x.transpose(1, 0, 2) + one, (64, 16, 64))
    yield "slice and add, 1000x1000", operation(lambda x: x[:, :500] + one, square)
    yield "gather, 1000 rows of 1000", operation(lambda x: x[rows], square)
    yield "concat of two 1000x1000", operation(lambda x, y: np.concatenate([x, y]), square, square)
    yield "softmax(0), 1000x1000", operation(softmax, square)
    yield "batchMatmul, 64 x (64x16 by 16x64)", operation(lambda x, y: x @ y, (64, 64, 16), (64, 16, 64))
    yield "matmul, 512x512", operation(lambda x, y: x @ y, (512, 512), (512, 512))
    def top(x, axis):
        largest = np.take(np.argpartition(-x, 9, axis), np.arange(10), axis)
        values = np.take_along_axis(x, largest, axis)
        order = np.argsort(-values, axis)
        return np.take_along_axis(values, order, axis), np.take_along_axis(largest, order, axis)

    along = {
        "sort": np.sort,
        "argsort": np.argsort,
        "topK(10)": top,
        "median": np.median,
        "quantile(0.9)": lambda x, axis: np.quantile(x, 0.9, axis),
        "cumulativeSum": np.cumsum,
        "cumulativeMax": np.maximum.accumulate,
        "cumulativeMin": np.minimum.accumulate,
        "cumulativeProduct": np.cumprod,
        "argmax": np.argmax,
        "argmin": np.argmin,
    }
    for size, shape, axis in [("1e6", long, 0), ("1000x1000, rows", square, 1), ("1000x1000, columns", square, 0)]:
        for name, compute in along.items():
            yield f"{name}, {size}", operation(lambda x, compute=compute, axis=axis: compute(x, axis), shape)
    yield "sort, 100", operation(np.sort, (100,))
    yield "argsort, 100", operation(np.argsort, (100,))
    yield "unique, 1e6", operation(np.unique, long)

    def indexed(compute, shape, *shapes, kind=np.int64):
        def make():
            indices = (np.arange(np.prod(shape)) * 389 % 997).astype(kind).reshape(shape)
            operands = [uniform(*shape) for shape in shapes]
            return lambda: compute(indices, *operands)

        return make

    def scattered(indices, x, y):
        result = x.copy()
        np.add.at(result, indices, y)
        return result

    yield "unique, 1e6 whole numbers", indexed(np.unique, long, kind=np.float32)
    yield "bincount, 1e6", indexed(lambda indices: np.bincount(indices, minlength=1000), long)
    yield "takeAlong, 1000x1000, rows", indexed(lambda indices, x: np.take_along_axis(x, indices, 1), square, square)
    yield "takeAlong, 1000x1000, columns", indexed(lambda indices, x: np.take_along_axis(x, indices, 0), square, square)
    yield "take, 1000 columns of 1000", indexed(lambda indices, x: np.take(x, indices, 1), (1000,), square)
    yield "gather, 1000 rows of 1000 by a tensor", indexed(lambda indices, x: x[indices], (1000,), square)
    yield "scatterAdd, 1000 rows of 1000", indexed(scattered, (1000,), square, square)
    yield "searchSorted, 1e6 in 1000", operation(lambda x, y: np.searchsorted(np.sort(y), x), long, (1000,))
    yield "histogram, 1e6 in 100 bins", operation(lambda x: np.histogram(x, 100), long)
    yield "write 1", writing(1)
    yield "write 100", writing(100)
    yield "read 1", reading(1)
    yield "read 100", reading(100)
    for shape in [(10, 10), (1000, 1000), (1_000_000,), (100, 100, 100)]:
        name = "x".join(map(str, shape))

        def copying(shape=shape):
            x = uniform(*shape)
            return lambda: np.copy(x)

        def keeping(shape=shape):
            x = uniform(*shape)
            kept = collections.deque(maxlen=8)
            return lambda: kept.append(np.copy(x))

        def making(shape=shape):
            numbers = uniform(*shape).tolist()
            return lambda: np.array(numbers)

        def making32(shape=shape):
            numbers = uniform(*shape).tolist()
            return lambda: np.array(numbers, dtype=np.float32)

        def listing(shape=shape):
            x = uniform(*shape)
            return lambda: x.tolist()

        yield f"dataSync {name}", copying
        yield f"dataSync kept {name}", keeping
        yield f"tensor {name}", making
        yield f"tensor float32 {name}", making32
        yield f"toArray {name}", listing


makers = dict(cases())
current = None, None
print("ready", flush=True)
for line in sys.stdin:
    name, seconds = line.rsplit(maxsplit=1)
    if current[0] != name:
        current = None, None  # frees the last operands
        current = name, makers[name]()
        current[1]()
    call = current[1]
    calls, elapsed, start = 0, 0.0, time.perf_counter()
    while elapsed < float(seconds):
        call()
        calls += 1
        elapsed = time.perf_counter() - start
    print(elapsed / calls, flush=True)
