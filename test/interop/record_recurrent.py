"""Writes what PyTorch's recurrent layers compute, for test/nn/layers/recurrent.test.ts. Recorded with PyTorch 2.13.0.

    python test/interop/record_recurrent.py > test/nn/layers/recurrent.json

For each layer: parameters, an input, the errors of all states, and what comes out: the states, and the derivatives with respect to the
input and the parameters, once of all states and once of the last one only.
"""

import json

import torch

EXAMPLES, LENGTH, WIDTH, SIZE = 2, 3, 5, 2
NAMES = ["inputWeights", "stateWeights", "inputBias", "stateBias"]  # in the order of PyTorch's parameters

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)


def eighths(*shape):
    return (torch.randn(shape) * 8).round() / 8


def written(tensor):
    return json.loads(json.dumps(tensor.tolist()), parse_float=lambda text: float(f"{float(text):.9g}"))


found = {}
for name, module, gates in [("recurrent", torch.nn.RNN, 1), ("gru", torch.nn.GRU, 3), ("lstm", torch.nn.LSTM, 4)]:
    layer = module(WIDTH, SIZE, batch_first=True)
    own = list(layer.parameters())
    for parameter in own:
        parameter.data = eighths(*parameter.shape)
    shapes = [[gates, SIZE, *parameter.shape[1:]] for parameter in own]
    x, error = eighths(EXAMPLES, LENGTH, WIDTH).requires_grad_(), eighths(EXAMPLES, LENGTH, SIZE)
    states, _ = layer(x)

    def tree(tensors):
        return {key: written(tensor.reshape(shape)) for key, tensor, shape in zip(NAMES, tensors, shapes)}

    def back(loss):
        of_input, *of_parameters = torch.autograd.grad(loss, [x, *own], retain_graph=True)
        return {"error": written(of_input), "gradients": tree(of_parameters)}

    found[name] = {
        "parameters": tree([parameter.data for parameter in own]),
        "input": written(x),
        "error": written(error),
        "states": written(states),
        "all": back((states * error).sum()),
        "last": back((states[:, -1] * error[:, -1]).sum()),
    }
print(json.dumps(found))
