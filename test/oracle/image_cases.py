"""Cases for image layers: convolution and pooling, computed from the definition, window by window."""

import numpy as np
from inputs import case, normal, show


def padding_of(n, kernel, stride, padding):
    """The zeros before and after an axis, and the number of places."""
    if padding == "same":
        places = -(-n // stride)
        total = max(0, (places - 1) * stride + kernel - n)
        return total // 2, total - total // 2, places
    zeros = 0 if padding == "valid" else padding
    return zeros, zeros, (n + 2 * zeros - kernel) // stride + 1


def convolution(x, kernels, bias, error, stride, padding):
    kernel = kernels.shape[0]
    top, bottom, rows = padding_of(x.shape[1], kernel, stride, padding)
    left, right, columns = padding_of(x.shape[2], kernel, stride, padding)
    padded = np.pad(x, [(0, 0), (top, bottom), (left, right), (0, 0)])
    output, back, slopes = np.zeros(error.shape), np.zeros(padded.shape), np.zeros(kernels.shape)
    for i in range(rows):
        for j in range(columns):
            place = np.s_[:, i * stride : i * stride + kernel, j * stride : j * stride + kernel, :]
            output[:, i, j, :] = np.einsum("nuvc,uvcf->nf", padded[place], kernels) + bias
            back[place] += np.einsum("nf,uvcf->nuvc", error[:, i, j, :], kernels)
            slopes += np.einsum("nuvc,nf->uvcf", padded[place], error[:, i, j, :])
    inside = back[:, top : top + x.shape[1], left : left + x.shape[2], :]
    gradients = {"kernels": slopes, "bias": error.sum((0, 1, 2))}
    return {"output": output, "error": inside, "gradients": gradients}


def convolutions():
    for height, width, kernel, stride, padding in [
        (5, 7, 3, 1, "valid"),
        (5, 7, 3, 1, "same"),
        (5, 7, 2, 1, "same"),
        (11, 7, 3, 2, "same"),
        (7, 5, 5, 3, 2),
        (7, 5, 1, 2, 1),
    ]:
        rows, columns = (padding_of(n, kernel, stride, padding)[2] for n in (height, width))
        x, error = normal(3, height, width, 2), normal(3, rows, columns, 4)
        kernels, bias = normal(kernel, kernel, 2, 4), normal(4)
        given = [[height, width, 2], 4, kernel, {"stride": stride, "padding": padding}, {"kernels": kernels, "bias": bias}, x, error]
        name = f"{show(x)} to {show(error)}, kernels of {kernel}, stride {stride}, padding {padding}"
        yield case(name, "nn.conv2d", given, convolution(x, kernels, bias, error, stride, padding))


def pooling():
    for operation, reduce in [("nn.maxPool2d", np.max), ("nn.averagePool2d", np.mean)]:
        for height, width, window, stride in [(6, 4, 2, 2), (7, 5, 2, 2), (7, 5, 3, 2), (5, 7, 3, 1)]:
            rows, columns = (height - window) // stride + 1, (width - window) // stride + 1
            x = normal(2, height, width, 3) + 0.001 * np.arange(2 * height * width * 3).reshape(2, height, width, 3)  # no two are equal
            error = normal(2, rows, columns, 3)
            output, back = np.zeros(error.shape), np.zeros(x.shape)
            for i in range(rows):
                for j in range(columns):
                    place = np.s_[:, i * stride : i * stride + window, j * stride : j * stride + window, :]
                    output[:, i, j, :] = reduce(x[place], axis=(1, 2))
                    share = 1 / window**2 if reduce is np.mean else x[place] == output[:, i : i + 1, j : j + 1, :]
                    back[place] += share * error[:, i : i + 1, j : j + 1, :]
            given = [[height, width, 3], window, {"stride": stride}, x, error]
            name = f"{show(x)} to {show(error)}, windows of {window}, stride {stride}"
            yield case(name, operation, given, {"output": output, "error": back, "gradients": []})


PARTS = [convolutions, pooling]
