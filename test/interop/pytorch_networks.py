"""Writes networks of PyTorch into a folder: for each, what it has learned, inputs, and outputs, as safetensors.

    python test/interop/pytorch_networks.py FOLDER

NAME.safetensors is the network's state_dict. NAME.io.safetensors holds `input` and `output`, with the axes in PyTorch's order.
With `--read FOLDER`, it reads what pytorch.ts has written there (NAME.ours.safetensors) into new networks and compares the outputs.
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

torch.manual_seed(7)


class Convolutional(nn.Module):
    """Layers with names instead of numbers, and biases left out before the normalisation, as is usual."""

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


class ResidualBlock(nn.Module):
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

    def __init__(self, bias):
        super().__init__()
        self.embed = nn.Embedding(27, 12)
        self.norm1 = nn.LayerNorm(12)
        self.attn = nn.MultiheadAttention(12, 3, batch_first=True, bias=bias)
        self.norm2 = nn.LayerNorm(12)
        self.up = nn.Linear(12, 48)
        self.down = nn.Linear(48, 12)
        self.head = nn.Linear(12, 27)

    def forward(self, x):
        x = self.embed(x.long())
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        y = self.norm1(x)
        x = x + self.attn(y, y, y, attn_mask=mask, need_weights=False)[0]
        return self.head(x + self.down(self.up(self.norm2(x)).relu()))


class Recurrent(nn.Module):
    """A layer of each kind, the last of which is asked for its last state."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.RNN(5, 7, batch_first=True)
        self.gru = nn.GRU(7, 6, batch_first=True, bias=False)
        self.lstm = nn.LSTM(6, 8, batch_first=True)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        for layer in (self.rnn, self.gru, self.lstm):
            x, _ = layer(x)
        return self.fc(x[:, -1])


def flattened():
    """What normalises, drops or activates between Flatten and Linear also follows the order of the image."""
    return nn.Sequential(
        nn.Conv2d(2, 3, 2), nn.Flatten(), nn.BatchNorm1d(3 * 3 * 4), nn.LayerNorm(3 * 3 * 4), nn.Dropout(0.5), nn.Tanh(), nn.Linear(36, 5)
    )


networks = {
    "mlp": (lambda: nn.Sequential(nn.Linear(13, 17), nn.ReLU(), nn.Linear(17, 11, bias=False), nn.Tanh(), nn.Linear(11, 3)), (5, 13)),
    "linear": (lambda: nn.Linear(4, 3), (2, 4)),
    "cnn": (Convolutional, (4, 3, 10, 13)),
    "flattened": (flattened, (6, 2, 4, 5)),
    "resnet": (
        lambda: nn.Sequential(
            nn.Conv2d(3, 6, 3, padding=1), *[ResidualBlock(6) for _ in range(2)], nn.AvgPool2d(7), nn.Flatten(), nn.Linear(6, 10)
        ),
        (3, 3, 7, 7),
    ),
    "recurrent": (Recurrent, (4, 9, 5)),
    "transformer": (lambda: Transformer(bias=False), (4, 8)),
    "transformer-zero-biases": (lambda: Transformer(bias=True), (4, 8)),
    "transformer-biases": (lambda: Transformer(bias=True), (4, 8)),
}


def inputs_of(name, shape):
    return torch.randint(0, 27, shape).float() if name.startswith("transformer") else torch.randn(shape)


def randomised(name, network):
    """New numbers for everything, since many parts begin as zeros or ones."""
    with torch.no_grad():
        for key, tensor in network.state_dict().items():
            if name == "transformer-zero-biases" and key in ("attn.in_proj_bias", "attn.out_proj.bias"):
                tensor.zero_()
            elif key.endswith("running_var"):
                tensor.uniform_(0.5, 2)
            elif tensor.is_floating_point():
                tensor.normal_(0, 0.3)
    return network


def write(folder):
    for name, (make, shape) in networks.items():
        network = randomised(name, make()).eval()
        inputs = inputs_of(name, shape)
        with torch.no_grad():
            save_file({"input": inputs, "output": network(inputs)}, folder / f"{name}.io.safetensors")
        save_file(network.state_dict(), folder / f"{name}.safetensors")


def read(folder):
    for name, (make, _) in networks.items():
        path = folder / f"{name}.ours.safetensors"
        if not path.exists():
            continue
        network = make()
        state = load_file(path)
        # The library's layers always have a bias, and its attention has none. Where a module here has none, it is zeros.
        for key in state.keys() - network.state_dict().keys():
            assert "bias" in key and not state.pop(key).any(), key
        network.load_state_dict(state)
        network.eval()
        known = load_file(folder / f"{name}.io.safetensors")
        with torch.no_grad():
            difference = (network(known["input"]) - known["output"]).abs().max().item()
        print(f"{name}: PyTorch reads ours, off by {difference:.1e} at most")
        assert difference < 1e-5, name


if sys.argv[1] == "--read":
    read(Path(sys.argv[2]))
else:
    write(Path(sys.argv[1]))
