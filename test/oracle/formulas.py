"""What NumPy doesn't have: activations, losses, dense layers and optimisers, as textbooks define them.

If a formula can be written in a way that rounds less than the library does, it is. A difference is then an error of the library.
"""

import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))  # 1 / (1 + exp(-z)) = exp(-ln(1 + exp(-z)))


def log_softmax(z):
    """The greatest exponential is exp(0) = 1. With log1p, the others aren't added to it, which would round them."""
    greatest = np.argmax(z, axis=-1, keepdims=True)
    shifted = z - np.take_along_axis(z, greatest, axis=-1)
    exponentials = np.exp(shifted)
    one = np.take_along_axis(exponentials, greatest, axis=-1)  # NaN if the greatest is not finite
    others = np.where(np.arange(z.shape[-1]) == greatest, 0, exponentials).sum(axis=-1, keepdims=True)
    return shifted - np.log1p(others + (one - 1))


def softmax(z):
    exponentials = np.exp(z - z.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def relu(z):
    return np.maximum(z, 0)  # NaN stays NaN


# σ and σ′
ACTIVATIONS = {
    "identity": (lambda z: z, np.ones_like),
    "relu": (relu, lambda z: np.heaviside(z, 0)),
    "sigmoid": (sigmoid, lambda z: np.exp(-np.logaddexp(0, -z) - np.logaddexp(0, z))),  # σ(z) σ(-z)
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
}


def mean_squared_error(output, targets):
    return float(np.mean((output - targets) ** 2)), 2 * (output - targets) / output.size


def cross_entropy(logits, targets):
    examples = np.prod(logits.shape[:-1])
    others = 1 - np.eye(logits.shape[-1])  # x @ others is, for each class, the sum over all others
    p = softmax(logits)
    error = p * (targets @ others) - targets * (p @ others)  # p Σ y - y, without the part that cancels
    impossible = (targets == 0) & (logits == -np.inf)  # 0 · ln 0 = 0
    log_p = np.where(impossible, 0, log_softmax(logits))
    return float(-np.sum(targets * log_p) / examples), error / examples


def binary_cross_entropy(logits, targets):
    loss = targets * np.logaddexp(0, -logits) + (1 - targets) * np.logaddexp(0, logits)
    error = (1 - targets) * sigmoid(logits) - targets * sigmoid(-logits)  # σ(z) - y, without the part that cancels
    return float(np.mean(loss)), error / logits.size


LOSSES = {
    "meanSquaredError": mean_squared_error,
    "crossEntropy": cross_entropy,
    "binaryCrossEntropy": binary_cross_entropy,
}


def rows(x):
    """Combines all leading axes into one."""
    return x.reshape(-1, x.shape[-1])


def forward(layers, inputs):
    """The weighted sums z of all layers, and the inputs and outputs a of all layers."""
    sums, outputs = [], [inputs]
    for each in layers:
        sums.append(np.einsum("...i,oi->...o", outputs[-1], each["weights"]) + each["bias"])
        outputs.append(ACTIVATIONS[each["activation"]][0](sums[-1]))
    return sums, outputs


def backward(layers, sums, outputs, error):
    """∂C/∂input and the gradients of each layer, from ∂C/∂output."""
    gradients = []
    for each, z, a in reversed(list(zip(layers, sums, outputs))):
        delta = error * ACTIVATIONS[each["activation"]][1](z)
        weights = np.einsum("bo,bi->oi", rows(delta), rows(a))
        gradients.insert(0, {"weights": weights, "bias": np.einsum("bo->o", rows(delta))})
        error = np.einsum("...o,oi->...i", delta, each["weights"])
    return error, gradients


def backpropagate(layers, loss, inputs, targets):
    sums, outputs = forward(layers, inputs)
    value, error = LOSSES[loss](outputs[-1], targets)
    error, gradients = backward(layers, sums, outputs, error)
    return {"loss": value, "error": error, "gradients": gradients}


class Sgd:
    """Defined as in PyTorch, with a dampening of 0: the initial velocity is the first gradient."""

    def __init__(self, learningRate, momentum=0.0, nesterov=False, weightDecay=0.0):
        self.rate, self.momentum, self.nesterov, self.decay = learningRate, momentum, nesterov, weightDecay
        self.velocity = None

    def step(self, w, gradient):
        g = gradient + self.decay * w
        if self.momentum:
            self.velocity = g if self.velocity is None else self.momentum * self.velocity + g
            g = g + self.momentum * self.velocity if self.nesterov else self.velocity
        return w - self.rate * g


class Adam:
    """Defined as in PyTorch. The moments are written as sums, not recursively."""

    def __init__(self, learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0):
        self.rate, self.beta1, self.beta2, self.epsilon, self.decay = learningRate, beta1, beta2, epsilon, weightDecay
        self.gradients = []

    def step(self, w, gradient):
        self.gradients.append(gradient + self.decay * w)
        t = len(self.gradients)
        age = np.arange(t)[::-1].reshape(-1, *[1] * w.ndim)
        g = np.stack(self.gradients)
        first = np.sum((1 - self.beta1) * self.beta1**age * g, axis=0) / (1 - self.beta1**t)
        second = np.sum((1 - self.beta2) * self.beta2**age * g**2, axis=0) / (1 - self.beta2**t)
        return w - self.rate * first / (np.sqrt(second) + self.epsilon)


OPTIMIZERS = {"sgd": Sgd, "adam": Adam}
LEARNED = ("weights", "bias")
