"""Cases for losses, activations, layers, networks and training."""

import numpy as np
from formulas import ACTIVATIONS, LEARNED, LOSSES, OPTIMIZERS, backpropagate, backward, forward
from inputs import INFINITY, SPECIAL, case, normal, one_hot, padded, rng, show, soft


def differences(loss_of, x, step=1e-6):
    """Central differences of a loss for each element of x, which is changed in place and then restored."""
    result = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        value = x[index]
        x[index] = value + step
        above = loss_of()
        x[index] = value - step
        result[index] = (above - loss_of()) / (2 * step)
        x[index] = value
    return result


def check(derivative, difference):
    """Checks the formulas before anything is compared with them."""
    np.testing.assert_allclose(derivative, difference, rtol=1e-6, atol=1e-8)


def loss_case(name, loss, output, targets):
    value, error = LOSSES[loss](output, targets)
    return case(name, f"nn.{loss}", [output, targets], {"loss": value, "error": error})


# Targets are probabilities or real values.
TARGETS = {
    "meanSquaredError": [normal, one_hot],
    "crossEntropy": [soft, one_hot, padded],
    "binaryCrossEntropy": [soft, one_hot],
}


def called(kind):
    return kind.__name__.replace("_", "-")


def losses():
    for loss, kinds in TARGETS.items():
        for kind in kinds:
            for shape in [(5,), (1, 5), (7, 5), (2, 3, 5)]:
                output, targets = normal(*shape, scale=2), kind(*shape)
                check(LOSSES[loss](output, targets)[1], differences(lambda: LOSSES[loss](output, targets)[0], output))
                yield loss_case(f"{show(output)}, {called(kind)} targets", loss, output, targets)
            # Several outputs of each magnitude, so that their probabilities are neither 0 nor 1.
            output = normal(3, 5) + 1000 * rng.choice([-1, 0, 1], (3, 5))
            yield loss_case(f"[3, 5], large outputs, {called(kind)} targets", loss, output, kind(3, 5))

    logits = np.array([[0.5, -INFINITY, 1, -2, 0], [1, 2, 3, -INFINITY, -INFINITY]])
    targets = np.array([[1, 0, 0, 0, 0], [0, 0.5, 0.5, 0, 0]])
    yield loss_case("[2, 5], classes that are impossible", "crossEntropy", logits, targets)

    # Correct and nearly certain outputs. The loss is about 1e-9, so rounding relative to 1 shows.
    targets = np.array([[1.0, 0, 0], [0, 1, 0]])
    yield loss_case("[2, 3], right and nearly sure", "crossEntropy", np.array([[20, 0, -3], [-1.5, 18, 1]]), targets)
    yield loss_case("[2, 3], right and nearly sure", "binaryCrossEntropy", np.array([[20, -20, -18], [-22, 18, -19.5]]), targets)


def activations():
    for name, (apply, derivative) in ACTIVATIONS.items():
        for shape in [(7,), (2, 3, 5)]:
            z = normal(*shape, scale=1.5)
            yield case(show(z), f"nn.{name}", [z], {"apply": apply(z), "derivative": derivative(z)})
        saturated = np.array([5, -7.5, 10, -15.0, 20])
        for kind, z in {"[13] of special values": SPECIAL, "[5], nearly saturated": saturated}.items():
            yield case(kind, f"nn.{name}", [z], {"apply": apply(z), "derivative": derivative(z)})


def layer(inputs, outputs, activation="identity"):
    return {"weights": normal(outputs, inputs, scale=0.7), "bias": normal(outputs), "activation": activation}


def networks():
    batches = [(activation, (7,)) for activation in ACTIVATIONS]
    for activation, lead in [*batches, ("tanh", ()), ("tanh", (1,)), ("tanh", (2, 3))]:
        out = 7 if lead == (2, 3) else 3
        dense, inputs, error = layer(5, out, activation), normal(*lead, 5), normal(*lead, out)
        sums, outputs = forward([dense], inputs)
        back, gradients = backward([dense], sums, outputs, error)
        expected = {"output": outputs[-1], "error": back, "gradients": gradients[0]}
        yield case(f"{show(inputs)} to {show(error)}, {activation}", "nn.dense", [dense, inputs, error], expected)

    layers, inputs = [layer(11, 5, "tanh"), layer(5, 3, "relu"), layer(3, 2, "sigmoid")], normal(7, 11)
    yield case("[7, 11] through 5 and 3 to [7, 2]", "nn.sequential", [layers, inputs], forward(layers, inputs)[1][-1])

    for hidden, last, loss, targets, leads in [
        ("tanh", "identity", "crossEntropy", one_hot, [(), (1,), (7,), (2, 3)]),
        ("relu", "sigmoid", "meanSquaredError", soft, [(), (7,)]),
        ("sigmoid", "identity", "binaryCrossEntropy", soft, [(7,)]),
        ("relu", "tanh", "meanSquaredError", normal, [(2, 3)]),
    ]:
        for lead in leads:
            middle, out = (7, 11) if lead == (2, 3) else (3, 2)
            layers = [layer(5, middle, hidden), layer(middle, out, last)]
            inputs, target = normal(*lead, 5), targets(*lead, out)
            found = backpropagate(layers, loss, inputs, target)

            def loss_of():
                return backpropagate(layers, loss, inputs, target)["loss"]

            check(found["error"], differences(loss_of, inputs))
            for each, gradients in zip(layers, found["gradients"]):
                check(gradients["weights"], differences(loss_of, each["weights"]))
                check(gradients["bias"], differences(loss_of, each["bias"]))
            name = f"{show(inputs)} to {show(target)}, {hidden}, {last}, {loss}"
            yield case(name, "nn.backpropagate", [layers, loss, inputs, target], found)


def lists():
    layers, inputs = [layer(5, 5, activation) for activation in ("tanh", "relu", "sigmoid")], normal(7, 5)
    yield case("[7, 5] through three layers", "nn.sequentialOf", [layers, inputs], forward(layers, inputs)[1][-1])


def optimizers():
    start = layer(3, 2)
    gradients = [{"weights": normal(2, 3), "bias": normal(2)} for _ in range(5)]
    gradients[0]["bias"][1] = gradients[1]["bias"][1] = 0.0  # a parameter that doesn't move at first
    steps = [1, 2, 3, 10]
    for name, options in [
        ("sgd", {"learningRate": 0.1}),
        ("sgd", {"learningRate": 0.1, "momentum": 0.9}),
        ("sgd", {"learningRate": 0.1, "momentum": 0.9, "nesterov": True}),
        ("sgd", {"learningRate": 0.1, "weightDecay": 0.05}),
        ("sgd", {"learningRate": 0.03, "momentum": 0.8, "weightDecay": 0.05}),
        ("sgd", {"learningRate": 0.03, "momentum": 0.8, "nesterov": True, "weightDecay": 0.05}),
        ("adam", {}),
        ("adam", {"learningRate": 0.05}),
        ("adam", {"beta1": 0.7, "beta2": 0.95}),
        ("adam", {"epsilon": 0.1}),
        ("adam", {"weightDecay": 0.05}),
        ("adam", {"learningRate": 0.05, "beta1": 0.0, "beta2": 0.9, "epsilon": 1e-4, "weightDecay": 0.01}),
    ]:
        optimizer = {key: OPTIMIZERS[name](**options) for key in LEARNED}
        parameters, expected = {key: start[key] for key in LEARNED}, {}
        for t, gradient in enumerate([*gradients, *gradients], 1):
            parameters = {key: optimizer[key].step(parameters[key], gradient[key]) for key in LEARNED}
            if t in steps:
                expected[f"after {t}"] = parameters
        spelt = ", ".join(f"{key} {str(value).lower()}" for key, value in options.items()) or "defaults"
        yield case(spelt, f"nn.{name}", [start, options, gradients], expected)  # the test repeats the gradients


def training():
    inputs, targets = normal(11, 5), one_hot(11, 2)
    pieces = [{"inputs": inputs[i : i + 3], "targets": targets[i : i + 3]} for i in range(0, 11, 3)]
    yield case("[11, 5] by 3", "nn.batches", [inputs, targets, 3], pieces)

    for name, options in [("sgd", {"learningRate": 0.2, "momentum": 0.9}), ("adam", {"learningRate": 0.01})]:
        start = [layer(5, 7, "tanh"), layer(7, 2)]
        optimizer = [{key: OPTIMIZERS[name](**options) for key in LEARNED} for _ in start]
        layers, losses, epochs = [dict(each) for each in start], [], []
        for _ in range(3):
            for piece in pieces:
                found = backpropagate(layers, "crossEntropy", piece["inputs"], piece["targets"])
                losses.append(found["loss"])
                for each, own, gradients in zip(layers, optimizer, found["gradients"]):
                    each |= {key: own[key].step(each[key], gradients[key]) for key in LEARNED}
            epochs.append(float(np.average(losses[-4:], weights=[3, 3, 3, 2])))
        expected = {
            "losses": losses,
            "epochs": epochs,
            "parameters": [{key: each[key] for key in LEARNED} for each in layers],
        }
        given = {"layers": start, "loss": "crossEntropy", "inputs": inputs, "targets": targets}
        given |= {"optimizer": name, "options": options, "epochs": 3, "batchSize": 3}
        yield case(f"3 epochs of 11 examples by 3, {name}", "nn.train", given, expected)


PARTS = [losses, activations, networks, optimizers, training]
LAST = [lists]
