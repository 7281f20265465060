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


def spread(x, axis, factor, linear):
    """An axis times a factor: each entry repeated, or between the centres of its neighbours."""
    n = x.shape[axis]
    if not linear:
        return np.repeat(x, factor, axis)
    at = (np.arange(n * factor) + 0.5) / factor - 0.5
    return np.apply_along_axis(lambda line: np.interp(at, np.arange(n), line), axis, x)


def upsampling():
    for interpolation in ["nearest", "bilinear"]:
        for factors in [(2, 2), (1, 4)]:
            x = normal(2, 3, 4, 2)
            error = normal(2, 3 * factors[0], 4 * factors[1], 2)
            up = lambda images: spread(spread(images, 1, factors[0], interpolation == "bilinear"), 2, factors[1], interpolation == "bilinear")
            units = np.eye(x[0].size).reshape(-1, *x[0].shape)  # the error of each pixel is what it adds to the output
            back = np.einsum("kijc,nijc->nk", up(units), error).reshape(x.shape)
            given = [[3, 4, 2], list(factors), {"interpolation": interpolation}, x, error]
            name = f"{show(x)} to {show(error)}, {interpolation}"
            yield case(name, "nn.upsample2d", given, {"output": up(x), "error": back, "gradients": []})


def convolving():
    for shape, kernel, stride, dilation, groups in [
        ((7, 9, 2), (3, 2, 2, 5), (2, 1), (1, 1), 1),
        ((7, 9, 4), (2, 3, 2, 6), (1, 2), (3, 2), 2),
        ((7, 9, 3), (3, 3, 1, 3), (1, 1), (1, 1), 3),
        ((11, 2), (3, 2, 5), (2,), (3,), 1),
    ]:
        x, w = normal(2, *shape), normal(*kernel)
        axes = len(stride)
        places = [(n - (k - 1) * d - 1) // s + 1 for n, k, s, d in zip(shape, kernel, stride, dilation)]
        output = np.zeros((2, *places, kernel[-1]))
        for place in np.ndindex(*places):
            window = tuple(slice(i * s, i * s + (k - 1) * d + 1, d) for i, s, k, d in zip(place, stride, kernel, dilation))
            for f in range(kernel[-1]):
                group = f // (kernel[-1] // groups)
                seen = slice(group * kernel[-2], (group + 1) * kernel[-2])
                output[(slice(None), *place, f)] = (x[(slice(None), *window, seen)] * w[..., f]).sum(axis=tuple(range(1, axes + 2)))
        one = lambda pair: list(pair) if axes == 2 else pair[0]
        options = {"stride": one(stride), "dilation": one(dilation), "groups": groups}
        yield case(f"{show(x)} by {show(w)}, {options}", "convolve", [x, w, options], output)


PARTS = [convolutions, pooling]
LATER = [upsampling, convolving]
