"""Cases for layers between dense layers and on sequences: normalisation, embeddings, residual connections, attention.

Derivatives are computed with complex steps: ∂C/∂x = Im C(x + ih) / h, which is exact to the last digit, since nothing is subtracted
(J. N. Lyness and C. B. Moler, "Numerical Differentiation of Analytic Functions", 1967). So there are no formulas for derivatives here
that could repeat a mistake of the library.
"""

import numpy as np
from formulas import ACTIVATIONS, softmax
from inputs import case, normal, rng, show

STEP = 1e-30


def slopes(loss_of, x):
    """The derivative of a loss with respect to each element of x."""
    result = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        moved = x.astype(complex)
        moved[index] += STEP * 1j
        result[index] = np.imag(loss_of(moved)) / STEP
    return result


def back(compute, x, parameters, error):
    """The output, and the derivatives for this error."""
    gradients = {
        name: slopes(lambda moved: np.sum(compute(x, parameters | {name: moved}) * error), value)
        for name, value in parameters.items()
    }
    return {
        "output": compute(x, parameters),
        "error": slopes(lambda moved: np.sum(compute(moved, parameters) * error), x),
        "gradients": gradients,
    }


def normalised(axes, epsilon):
    def compute(x, p):
        centered = x - np.mean(x, axis=axes, keepdims=True)
        variance = np.mean(centered * centered, axis=axes, keepdims=True)  # np.var takes absolute values
        return centered / np.sqrt(variance + epsilon) * p["scale"] + p["shift"]

    return compute


def normalisation():
    for operation, axes_of in [("nn.layerNorm", lambda x: -1), ("nn.batchNorm", lambda x: tuple(range(x.ndim - 1)))]:
        for shape, options in [((7, 5), {}), ((2, 3, 5), {}), ((7, 5), {"epsilon": 0.5})]:
            x, error, parameters = normal(*shape), normal(*shape), {"scale": normal(shape[-1]), "shift": normal(shape[-1])}
            found = back(normalised(axes_of(x), options.get("epsilon", 1e-5)), x, parameters, error)
            name = f"{show(x)}, ε {options.get('epsilon', 1e-5)}"
            yield case(name, operation, [shape[-1], options, parameters, x, error], found)


def statistics():
    """The running statistics after three batches, and the output for an example afterwards."""
    first, second, third, example = normal(7, 3), normal(5, 3, scale=2), normal(2, 5, 3), normal(2, 3)
    mean, variance = np.zeros(3), np.ones(3)
    for batch in [first, second, third]:
        rows = batch.reshape(-1, 3)
        mean, variance = 0.75 * mean + 0.25 * rows.mean(0), 0.75 * variance + 0.25 * rows.var(0, ddof=1)
    output = (example - mean) / np.sqrt(variance + 1e-5)
    expected = {"statistics": {"mean": mean, "variance": variance}, "output": output}
    yield case("averages over batches", "batchNorm.statistics", [3, {"momentum": 0.25}, [first, second, third], example], expected)


def activations():
    for name in ["relu", "sigmoid", "tanh", "identity"]:
        x, error = normal(2, 3, 5), normal(2, 3, 5)
        function, slope = ACTIVATIONS[name]
        yield case(name, "nn.activate", [name, x, error], {"output": function(x), "error": error * slope(x), "gradients": []})


def embeddings():
    for shape in [(), (7,), (2, 3)]:
        table, error = normal(5, 4), normal(*shape, 4)
        numbers = rng.integers(5, size=shape)
        gradient = np.zeros(table.shape)
        np.add.at(gradient, numbers, error)
        found = {"output": table[numbers], "error": np.zeros(shape), "gradients": {"table": gradient}}
        yield case(f"{list(shape)}", "nn.embedding", [5, 4, {"table": table}, numbers.astype(float), error], found)


def residuals():
    x, error, parameters = normal(2, 3, 5), normal(2, 3, 5), {"weights": normal(5, 5), "bias": normal(5)}
    found = back(lambda x, p: x + np.tanh(x @ p["weights"].T + p["bias"]), x, parameters, error)
    yield case("around a dense layer", "nn.residual", [parameters | {"activation": "tanh"}, x, error], found)


def attended(heads, causal):
    def compute(x, p):
        total = 0
        for head in range(heads):
            queries, keys, values = (x @ p[name][head].T for name in ("query", "key", "value"))
            answers = queries @ np.swapaxes(keys, -1, -2) / np.sqrt(queries.shape[-1])
            if causal:
                answers = np.where(np.tri(x.shape[-2]) > 0, answers, -np.inf)
            total = total + softmax(answers) @ values @ p["output"][:, head].T
        return total

    return compute


def attention():
    for shape, heads, causal in [((5, 4), 1, False), ((3, 5, 4), 2, False), ((3, 5, 6), 3, True), ((2, 3, 7, 2), 1, True)]:
        length, width = shape[-2:]
        part = width // heads
        parameters = {name: normal(heads, part, width) for name in ("query", "key", "value")} | {"output": normal(width, heads, part)}
        x, error = normal(*shape), normal(*shape)
        found = back(attended(heads, causal), x, parameters, error)
        name = f"{show(x)}, {heads} heads{', causal' if causal else ''}"
        yield case(name, "nn.attention", [[length, width], heads, {"causal": causal}, parameters, x, error], found)


PARTS = [normalisation, statistics, activations, embeddings, residuals, attention]
