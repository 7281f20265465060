"""Writes modules of PyTorch as safetensors, and reads those that conformable has written."""

import base64
import json
import pathlib
import sys

import numpy
import torch
from safetensors.torch import load_file, save_file
from torch import nn

torch.manual_seed(7)
torch.set_num_threads(1)  # how work is shared among threads changes the last digits


class SelfAttention(nn.MultiheadAttention):
    """A MultiheadAttention on one sequence."""

    def __init__(self, width, heads, bias=False, causal=False):
        super().__init__(width, heads, batch_first=True, bias=bias)
        self.causal = causal

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1]) if self.causal else None
        return super().forward(x, x, x, attn_mask=mask, need_weights=False)[0]


class RNN(nn.RNN):
    """An RNN that returns only the states after all steps."""

    def forward(self, x):
        return super().forward(x)[0]


class GRU(nn.GRU):
    def forward(self, x):
        return super().forward(x)[0]


class LSTM(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0]


class CNN(nn.Module):
    """Layers with names instead of numbers, and without biases before the normalisation, as is usual."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 5, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(5)
        self.conv2 = nn.Conv2d(5, 7, 3, stride=2)
        self.bn2 = nn.BatchNorm2d(7)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(7 * 2 * 3, 11)
        self.norm = nn.BatchNorm1d(11)
        self.fc2 = nn.Linear(11, 10)

    def forward(self, x):
        x = self.bn1(self.conv1(x)).relu()
        x = self.pool(self.bn2(self.conv2(x)).relu())
        return self.fc2(self.norm(self.fc1(x.flatten(1))).tanh())


class Residual(nn.Module):
    """A block of a ResNet."""

    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def forward(self, x):
        return (x + self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))).relu()


class Transformer(nn.Module):
    """A block of a transformer that normalises first, between an embedding and a linear layer."""

    def __init__(self, bias=False):
        super().__init__()
        self.embed = nn.Embedding(27, 12)
        self.norm1 = nn.LayerNorm(12)
        self.attn = SelfAttention(12, 3, bias, causal=True)
        self.norm2 = nn.LayerNorm(12)
        self.up = nn.Linear(12, 48)
        self.down = nn.Linear(48, 12)
        self.head = nn.Linear(12, 27)

    def forward(self, x):
        x = self.embed(x)
        x = x + self.attn(self.norm1(x))
        return self.head(x + self.down(self.up(self.norm2(x)).relu()))


def made(module):
    """The module that an expression of PyTorch makes. All of its numbers are new, since many parts begin as zeros or ones."""
    network = eval(module, {**vars(nn), **globals()})
    with torch.no_grad():
        for key, tensor in network.state_dict().items():
            if key.endswith("running_var"):
                tensor.uniform_(0.5, 2)
            elif tensor.is_floating_point():
                tensor.normal_(0, 0.3)
    return network.eval()


def encoded(tensor):
    array = numpy.ascontiguousarray(tensor.detach().numpy(), "<f4")
    return {"shape": list(tensor.shape), "float32": base64.b64encode(array.tobytes()).decode()}


def decoded(value):
    array = numpy.frombuffer(base64.b64decode(value["float32"]), "<f4").reshape(value["shape"])
    return torch.from_numpy(array.copy())


def write(case):
    """Writes what a module has learned, and returns its outputs for some inputs."""
    network = made(case["module"])
    if case.get("zeroBiases"):
        with torch.no_grad():
            network.attn.in_proj_bias.zero_()
            network.attn.out_proj.bias.zero_()
    entries = case.get("indices")
    inputs = torch.randint(0, entries, case["inputs"]) if entries else torch.randn(case["inputs"])
    save_file(network.state_dict(), case["path"])
    return {"inputs": encoded(inputs), "outputs": encoded(network(inputs))}


def read(case):
    """Reads what conformable has written into a new module, and returns its outputs for the same inputs, or what is wrong."""
    try:
        network = made(case["module"])
        state = load_file(case["path"])
        # conformable's layers always have a bias, and its attention has none. Where a module here has none, it is zeros.
        for key in state.keys() - network.state_dict().keys():
            assert key.endswith("bias") and not state.pop(key).any(), f"{key} isn't expected"
        network.load_state_dict(state)
        inputs = decoded(case["inputs"])
        return {"outputs": encoded(network(inputs.long() if case.get("indices") else inputs))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {' '.join(str(error).split())}"}


ask = json.load(sys.stdin)
with torch.no_grad():
    json.dump([{"write": write, "read": read}[ask["do"]](case) for case in ask["cases"]], sys.stdout)
