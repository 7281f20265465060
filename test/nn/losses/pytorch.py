"""Records PyTorch's losses and their derivatives, in float64, as pytorch.json beside this file.

    python -m venv venv && venv/bin/pip install torch==2.13.0 && venv/bin/python test/nn/losses/pytorch.py

PyTorch has no such hinge loss, so that one is written with PyTorch's operations.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def rounded(x):
    return [float(f"{number:.12g}") for number in x.flatten().tolist()]


# The numbers of the output and the targets are written as they are computed with.
def drawn(*shape):
    return torch.tensor(rounded(torch.randn(*shape))).reshape(shape)


def spelt(options):
    """Our options in PyTorch's words."""
    named = {"labelSmoothing": "label_smoothing", "ignore": "ignore_index", "reduction": "reduction", "delta": "delta"}
    found = {named[key]: value for key, value in options.items() if key in named}
    if "classWeights" in options:
        found["weight"] = torch.tensor(options["classWeights"])
    return found


def cross_entropy(z, y, **options):
    if y.dim() == z.dim():  # PyTorch has the classes on the second axis
        y = y.movedim(-1, 1) if y.dim() > 1 else y
    else:
        y = y.long()
    return F.cross_entropy(z.movedim(-1, 1) if z.dim() > 1 else z, y, **options)


def hinge(a, y, reduction="mean"):
    return getattr(F.relu(1 - a * y), reduction)()


def kl_div(z, y, reduction="mean"):
    reduction = "batchmean" if reduction == "mean" else reduction
    return F.kl_div(F.log_softmax(z, -1), y, reduction=reduction)


def cosine(a, y, reduction="mean"):
    return F.cosine_embedding_loss(a, y, torch.ones(len(a)), reduction=reduction)


LOSSES = {
    "crossEntropy": cross_entropy,
    "binaryCrossEntropy": F.binary_cross_entropy_with_logits,
    "meanSquaredError": F.mse_loss,
    "absoluteError": F.l1_loss,
    "huber": F.huber_loss,
    "hinge": hinge,
    "kullbackLeibler": kl_div,
    "cosineDistance": cosine,
}

WEIGHTS = [0.5, 2.0, 1.0, 0.0, 3.0]
NUMBERS = torch.tensor([0.0, 4.0, 2.0, 2.0, 1.0, 3.0, 0.0])
IGNORED = torch.tensor([0.0, -1.0, 2.0, 2.0, -1.0, 3.0, 0.0])
ROWS = torch.softmax(2 * drawn(7, 5), -1)
ROWS[2] = torch.tensor([0.0, 1.0, 0.0, 0.0, 0.0])
ROWS = torch.tensor(rounded(ROWS)).reshape(7, 5)
DEEP = torch.tensor([[0.0, 4.0, 2.0], [1.0, 1.0, -1.0]])
SIGNS = torch.sign(drawn(7, 5))

CASES = []
for options in [
    {},
    {"labelSmoothing": 0.1},
    {"classWeights": WEIGHTS},
    {"classWeights": WEIGHTS, "labelSmoothing": 0.2},
]:
    for reduction in ["mean", "sum"]:
        CASES.append(("crossEntropy", {**options, "reduction": reduction}, drawn(7, 5), NUMBERS))
        CASES.append(("crossEntropy", {**options, "reduction": reduction}, drawn(7, 5), ROWS))
        CASES.append(("crossEntropy", {**options, "ignore": -1, "reduction": reduction}, drawn(7, 5), IGNORED))
        CASES.append(("crossEntropy", {**options, "ignore": -1, "reduction": reduction}, drawn(2, 3, 5), DEEP))
CASES.append(("crossEntropy", {}, drawn(5), torch.tensor(3.0)))
CASES.append(("crossEntropy", {"ignore": 2}, drawn(7, 5), NUMBERS))
for options in [{}, {"reduction": "sum"}]:
    CASES.append(("binaryCrossEntropy", options, 3 * drawn(7, 5), (drawn(7, 5) > 0).double()))
    CASES.append(("meanSquaredError", options, drawn(7, 5), drawn(7, 5)))
    CASES.append(("absoluteError", options, drawn(7, 5), drawn(7, 5)))
    CASES.append(("absoluteError", options, drawn(2, 3, 5), drawn(2, 3, 5)))
    CASES.append(("huber", options, drawn(7, 5), drawn(7, 5)))
    CASES.append(("huber", {**options, "delta": 0.3}, drawn(7, 5), drawn(7, 5)))
    CASES.append(("huber", {**options, "delta": 2.5}, 2 * drawn(7, 5), drawn(7, 5)))
    CASES.append(("hinge", options, drawn(7, 5), SIGNS))
    CASES.append(("kullbackLeibler", options, drawn(7, 5), ROWS))
    CASES.append(("cosineDistance", options, drawn(7, 5), drawn(7, 5)))


def record(name, options, output, targets):
    output = torch.tensor(rounded(output)).reshape(output.shape).requires_grad_()
    targets = torch.tensor(rounded(targets)).reshape(targets.shape)
    loss = LOSSES[name](output, targets, **spelt(options))
    loss.backward()
    return {
        "name": name,
        "options": options,
        "outputShape": list(output.shape),
        "output": rounded(output),
        "targetsShape": list(targets.shape),
        "targets": rounded(targets),
        "loss": float(f"{loss.item():.12g}"),
        "error": rounded(output.grad),
    }


found = {"torch": torch.__version__.split("+")[0], "cases": [record(*case) for case in CASES]}
Path(__file__).with_suffix(".json").write_text(json.dumps(found) + "\n")
