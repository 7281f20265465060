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
