"""The PyTorch half of pytorch.mjs: trains the networks of network-data.mjs on one thread. Reads requests and writes answers, one a line."""

import base64
import json
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

torch.set_num_threads(1)
EPSILON, HIDDEN = 1e-5, -1e30


def tensors(data):
    """The same tree, with tensors in place of numbers."""
    if isinstance(data, list):
        return [tensors(each) for each in data]
    if not isinstance(data, dict):
        return data
    if "base64" in data:
        values = np.frombuffer(base64.b64decode(data["base64"]), np.float32).copy()
        return torch.from_numpy(values).reshape(data["shape"])
    return {name: tensors(each) for name, each in data.items()}


def learned(parameters, tensor):
    parameters.append(tensor.detach().clone().requires_grad_())
    return parameters[-1]


def lstm(data, parameters):
    given = data["lstm"]
    units = data["units"]
    layer = torch.nn.LSTM(data["width"], units, batch_first=True)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(given["inputWeights"].reshape(4 * units, -1))
        layer.weight_hh_l0.copy_(given["stateWeights"].reshape(4 * units, -1))
        layer.bias_ih_l0.copy_(given["inputBias"].reshape(-1))
        layer.bias_hh_l0.copy_(given["stateBias"].reshape(-1))
    parameters.extend(layer.parameters())
    weights, bias = (learned(parameters, data["dense"][name]) for name in ("weights", "bias"))
    return lambda x: F.linear(layer(x)[0][:, -1], weights, bias)


def transformer(data, parameters):
    batch, length, width, heads = (data[name] for name in ("batch", "length", "width", "heads"))

    def norm(given):
        scale, shift = learned(parameters, given["scale"]), learned(parameters, given["shift"])
        return lambda x: F.layer_norm(x, (width,), scale, shift, EPSILON)

    def dense(given):
        weights, bias = learned(parameters, given["weights"]), learned(parameters, given["bias"])
        return lambda x: F.linear(x, weights, bias)

    def block(given):
        before, between = norm(given["before"]), norm(given["between"])
        up, down = dense(given["up"]), dense(given["down"])
        matrices = given["attention"]
        joined = torch.cat([matrices[name].reshape(width, width) for name in ("query", "key", "value")])
        inwards, outwards = learned(parameters, joined), learned(parameters, matrices["output"].reshape(width, width))

        def attend(x):
            parts = F.linear(x, inwards).view(batch, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
            found = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_causal=True)
            return F.linear(found.transpose(1, 2).reshape(batch, length, width), outwards)

        def both(x):
            x = x + attend(before(x))
            return x + down(F.relu(up(between(x))))

        return both

    table, positions = learned(parameters, data["table"]), learned(parameters, data["positions"])
    blocks = [block(given) for given in data["layers"]]
    after, last = norm(data["after"]), dense(data["dense"])

    def compute(x):
        x = F.embedding(x, table) + positions
        for each in blocks:
            x = each(x)
        return last(after(x)).reshape(batch * length, -1)

    return compute


def resnet(data, parameters):
    def convolution(given, stride=1):
        kernels = given["kernels"].permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
        kernels, scale, shift = (learned(parameters, each) for each in (kernels, given["scale"], given["shift"]))
        mean, variance = torch.zeros_like(scale), torch.ones_like(scale)

        def normalised(x):
            x = F.conv2d(x, kernels, None, 1, 1) if stride == 1 else F.conv2d(F.pad(x, (0, 1, 0, 1)), kernels, None, stride)
            return F.batch_norm(x, mean, variance, scale, shift, True, 0.1, EPSILON)

        return normalised

    layers = [convolution(given, 2 if place == 3 else 1) for place, given in enumerate(data["convolutions"])]
    weights, bias = (learned(parameters, data["dense"][name]) for name in ("weights", "bias"))

    def compute(x):
        x = F.relu(layers[0](x))
        x = F.relu(x + layers[2](F.relu(layers[1](x))))
        x = F.relu(layers[3](x))
        x = F.relu(x + layers[5](F.relu(layers[4](x))))
        return F.linear(x.mean((2, 3)), weights, bias)

    return compute


class Step:
    """A training step, and the loss before it."""

    def __init__(self, data):
        data = tensors(data)
        self.parameters = []
        self.compute = {"lstm": lstm, "transformer": transformer, "resnet": resnet}[data["kind"]](data, self.parameters)
        x = data["inputs"]
        if data["kind"] == "transformer":
            x = x.long()
        if data["kind"] == "resnet":
            x = x.permute(0, 3, 1, 2)  # images with the channels last in memory
        self.x, self.y = x, data["targets"].argmax(1)
        self.learning_rate = data["learningRate"]
        self.loss = None

    def __call__(self):
        loss = F.cross_entropy(self.compute(self.x), self.y)
        gradients = torch.autograd.grad(loss, self.parameters)
        with torch.no_grad():
            torch._foreach_add_(self.parameters, gradients, alpha=-self.learning_rate)
        self.loss = loss.item()


def speed(step, seconds):
    """The calls per second."""
    start = time.perf_counter()
    calls = 0
    while True:
        step()
        calls += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return calls / elapsed


steps = []
print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    method, *arguments = json.loads(line)
    if method == "make":
        steps.append(Step(arguments[0]))
        answer = len(steps) - 1
    elif method == "step":
        steps[arguments[0]]()
        answer = None
    elif method == "loss":
        answer = steps[arguments[0]].loss
    else:
        answer = speed(steps[arguments[0]], arguments[1] / 1000)
    print(json.dumps(answer), flush=True)
