"""Records what PyTorch's optimisers and schedules do, in float64, as pytorch.json beside this file.

    python -m venv venv && venv/bin/pip install torch==2.13.0 && venv/bin/python test/nn/optimizers/pytorch.py

PyTorch has no Lion, so its step here is the one that the authors published for PyTorch (Chen et al., 2023), written with PyTorch's operations.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("exp_avg", torch.zeros_like(w))
                beta1, beta2 = group["betas"]
                w.mul_(1 - group["lr"] * group["weight_decay"])
                w.add_((m * beta1 + w.grad * (1 - beta1)).sign(), alpha=-group["lr"])
                m.mul_(beta2).add_(w.grad, alpha=1 - beta2)


def spelt(options):
    """Our options in PyTorch's words."""
    named = {"learningRate": "lr", "weightDecay": "weight_decay", "epsilon": "eps", "alpha": "alpha", "momentum": "momentum"}
    found = {named[key]: value for key, value in options.items() if key in named}
    if "beta1" in options:
        found["betas"] = (options["beta1"], options["beta2"])
    return found


OPTIMIZERS = {
    "sgd": torch.optim.SGD,
    "adam": torch.optim.Adam,
    "adamW": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
    "lion": Lion,
}
OPTIONS = [
    ("sgd", {"learningRate": 0.1, "momentum": 0.9, "weightDecay": 0.1}),
    ("adam", {"learningRate": 0.05, "weightDecay": 0.1}),
    ("adamW", {}),
    ("adamW", {"learningRate": 0.05, "weightDecay": 0}),
    ("adamW", {"learningRate": 0.05, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-4, "weightDecay": 0.3}),
    ("rmsprop", {}),
    ("rmsprop", {"learningRate": 0.05, "alpha": 0.7, "epsilon": 1e-3, "weightDecay": 0.1}),
    ("rmsprop", {"learningRate": 0.05, "momentum": 0.9}),
    ("rmsprop", {"learningRate": 0.02, "alpha": 0.9, "momentum": 0.5, "weightDecay": 0.1}),
    ("adagrad", {}),
    ("adagrad", {"learningRate": 0.3, "epsilon": 1e-2, "weightDecay": 0.1}),
    ("lion", {}),
    ("lion", {"learningRate": 0.05, "beta1": 0.5, "beta2": 0.8, "weightDecay": 0.1}),
]
STEPS = 12
SIZE = 11


def numbers(tensor):
    return [float(f"{number:.12g}") for number in tensor.flatten().tolist()]


generator = torch.Generator().manual_seed(1)
start = torch.randn(SIZE, generator=generator).float().double()
gradients = [torch.randn(SIZE, generator=generator).float().double() for _ in range(STEPS)]


def after(name, options, schedule=None):
    w = start.clone().requires_grad_()
    optimizer = OPTIMIZERS[name]([w], **spelt(options))
    rates = schedule and torch.optim.lr_scheduler.LambdaLR(optimizer, schedule)
    for gradient in gradients:
        w.grad = gradient.clone()
        optimizer.step()
        if rates:
            rates.step()
    return numbers(w.detach())


def rates(make, steps, initial):
    """The learning rates of the first steps."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=initial)
    schedule = make(optimizer)
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


schedulers = torch.optim.lr_scheduler
PLATEAU_LOSSES = [1, 0.8, 0.9, 0.79999, 0.85, 0.81, 0.7, 0.75, 0.71, 0.72, 0.73, 0.74, 0.75, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]
PLATEAUS = [
    {"factor": 0.5, "patience": 2},
    {"factor": 0.5, "patience": 0, "cooldown": 2},
    {"factor": 0.1, "patience": 1, "threshold": 0.2, "minimum": 0.01},
    {},
]


def plateau(options):
    """The learning rate after each epoch."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    schedule = schedulers.ReduceLROnPlateau(optimizer, **{"minimum" == key and "min_lr" or key: value for key, value in options.items()})
    found = []
    for loss in PLATEAU_LOSSES:
        optimizer.step()
        schedule.step(loss)
        found.append(optimizer.param_groups[0]["lr"])
    return found


def averages(decay):
    """The moving average of the parameters after each step of sgd."""
    model = torch.nn.ParameterList([torch.nn.Parameter(start.clone())])
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    found = []
    for gradient in gradients:
        model[0].grad = gradient.clone()
        optimizer.step()
        average.update_parameters(model)
        found.append(numbers(average.module[0].detach()))
    return found


def groups():
    """Two groups of one optimiser: the first with a small rate, the second without weight decay."""
    one, other = start[:6].clone().requires_grad_(), start[6:].clone().requires_grad_()
    optimizer = torch.optim.AdamW(
        [{"params": [one], "lr": 0.01, "weight_decay": 0.3}, {"params": [other], "lr": 0.05, "weight_decay": 0}]
    )
    for gradient in gradients:
        one.grad, other.grad = gradient[:6].clone(), gradient[6:].clone()
        optimizer.step()
    return numbers(one.detach()) + numbers(other.detach())


recorded = {
    "torch": torch.__version__.split("+")[0],
    "start": numbers(start),
    "gradients": [numbers(gradient) for gradient in gradients],
    "optimizers": [{"name": name, "options": options, "after": after(name, options)} for name, options in OPTIONS],
    # 0.05 times 0.8 to the power of the step
    "scheduled": [
        {"name": name, "options": {**options, "learningRate": 0.05}, "after": after(name, {**options, "learningRate": 0.05}, lambda step: 0.8**step)}
        for name, options in OPTIONS
    ],
    "schedules": {
        "exponentialDecay": rates(lambda o: schedulers.ExponentialLR(o, gamma=0.9), 20, 0.3),
        "stepDecay": rates(lambda o: schedulers.StepLR(o, step_size=4, gamma=0.5), 20, 0.3),
        "cosineDecay": rates(lambda o: schedulers.CosineAnnealingLR(o, T_max=19, eta_min=0.02), 20, 0.3),
        "warmup": rates(lambda o: schedulers.LinearLR(o, start_factor=0.1, total_iters=7), 20, 0.3),
        "warmup, cosineDecay": rates(
            lambda o: schedulers.SequentialLR(
                o,
                [schedulers.LinearLR(o, start_factor=0.1, total_iters=7), schedulers.CosineAnnealingLR(o, T_max=13)],
                milestones=[7],
            ),
            20,
            0.3,
        ),
    },
    "plateauLosses": PLATEAU_LOSSES,
    "plateaus": [{"options": options, "rates": plateau(options)} for options in PLATEAUS],
    "averages": [{"decay": decay, "after": averages(decay)} for decay in (0.9, 0.5)],
    "groups": groups(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(recorded) + "\n")
