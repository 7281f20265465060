"""The inputs of the cases. They are random with a fixed seed, and rounded to two decimals, which keeps the file small."""

import numpy as np

NAN, INFINITY = np.nan, np.inf
SPECIAL = np.array([NAN, INFINITY, -INFINITY, 0.0, -0.0, 1000.0, -1000.0, 1e300, -1e300, 1e-300, 1.0, -1.0, 0.5])

rng = np.random.default_rng(20150401)


def normal(*shape, scale=1.0, rng=rng):
    return np.asarray((rng.normal(size=shape) * scale).round(2) + 0.0)  # + 0.0 makes a rounded -0 a 0


def positive(*shape, rng=rng):
    return np.asarray(rng.uniform(0.1, 9, size=shape).round(2))


def one_hot(*shape):
    return np.eye(shape[-1])[rng.integers(shape[-1], size=shape[:-1])]


def soft(*shape):
    """Probabilities, up to rounding."""
    return rng.dirichlet(np.ones(shape[-1]), size=shape[:-1]).round(2)


def padded(*shape):
    """Probabilities, up to rounding. If there are several rows, the first is padding."""
    shares = positive(*shape)
    shares = (shares / shares.sum(-1, keepdims=True)).round(2)
    if shares.ndim > 1 and shares.shape[-2] > 1:
        shares[..., 0, :] = 0
    return shares


def case(name, operation, given, expected):
    return {"operation": operation, "name": name, "given": given, "expected": expected}


def show(x):
    return str(list(np.shape(x)))
