"""Runs programs in StableHLO on several inputs, by JAX."""

import base64
import json
import sys
from pathlib import Path

import jax
import numpy

sys.path.append(str(Path(__file__).parents[2] / "docs/examples/cluster"))
from stablehlo import function_of


def decoded(value):
    return numpy.frombuffer(base64.b64decode(value["float32"]), "<f4").reshape(value["shape"])


def encoded(array):
    return {"shape": list(array.shape), "float32": base64.b64encode(numpy.asarray(array, "<f4").tobytes()).decode()}


def run(case):
    """The outputs of each run of a program, or what is wrong with it."""
    try:
        function = jax.jit(function_of(case["text"]))
        return {"runs": [[encoded(output) for output in function(*map(decoded, inputs))] for inputs in case["runs"]]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {' '.join(str(error).split())}"}


jax.config.update("jax_platforms", "cpu")
json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
