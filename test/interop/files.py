"""Writes files for conformable to read, or reads those that it has written."""

import base64
import csv
import io
import itertools
import json
import pathlib
import platform
import sys
from importlib.metadata import version

import numpy
import safetensors
import safetensors.numpy
import safetensors.torch
import torch

RANDOM = numpy.random.default_rng(7)
FLOATS = ["f8", "f4", "f2"]
WHOLES = ["i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1"]
SHAPES = [(), (0,), (0, 3), (29,), (5, 7), (2, 3, 5)]
numpy.seterr(over="ignore", under="ignore")  # float64 doesn't fit into float32


def numbers_of(kind, count):
    """Random numbers, after those that are special for their type."""
    if kind == "b1":
        return RANDOM.integers(0, 2, count).astype(bool)
    if kind in FLOATS:
        limits = numpy.finfo(kind)
        special = [numpy.nan, numpy.inf, -numpy.inf, -0.0, 0.0, limits.max, limits.min, limits.tiny, limits.smallest_subnormal]
        ties = [1 + 2.0**-24, 1 + 3 * 2.0**-24, 1 + 2.0**-24 + 2.0**-50, 2.0**-149, 2.0**-150, 1e-320, 1e300]
        drawn = RANDOM.standard_normal(max(0, count)) * 10.0 ** RANDOM.integers(-6, 5, count)
        return numpy.concatenate([special, ties, drawn]).astype(kind)[:count]
    limits = numpy.iinfo(kind)
    special = [limits.min, limits.max, 0, 1, limits.max - 1, limits.min + 1]
    special += [n for n in [-1, 2**24 + 1, 2**24 + 3, 2**53 + 1, 2**60 + 2**36 + 1] if limits.min <= n <= limits.max]
    drawn = RANDOM.integers(limits.min, limits.max, count, kind, endpoint=True)
    return numpy.concatenate([numpy.array(special, kind), drawn])[:count]


def array_of(kind, shape):
    count = int(numpy.prod(shape))
    numbers = numbers_of(kind, max(count, 29))
    return RANDOM.permutation(numbers)[:count].reshape(shape) if count < 29 else numbers[:count].reshape(shape)


def expected(array):
    """What float32 holds of an array."""
    single = numpy.ascontiguousarray(array.astype("<f4")).reshape(array.shape)
    return {"shape": list(array.shape), "float32": base64.b64encode(single.tobytes()).decode()}


def npy_files():
    for kind, order, byteorder, shape in itertools.product([*FLOATS, *WHOLES, "b1"], "CF", "<>", SHAPES):
        array = numpy.asarray(array_of(kind, shape), dtype=byteorder + kind, order=order)
        file = io.BytesIO()
        numpy.save(file, array)
        yield f"{array.dtype.str}, order {order}, shape {shape}", file.getvalue(), {"": expected(array)}


def npz_files():
    for save in (numpy.savez, numpy.savez_compressed):
        arrays = {kind: array_of(kind, (5, 7)) for kind in [*FLOATS, *WHOLES, "b1"]}
        arrays |= {"layer.weight": array_of("f4", ()), "größe": array_of("f4", (0, 3)), "fortran": numpy.asfortranarray(array_of("f8", (5, 7)))}
        file = io.BytesIO()
        save(file, **arrays)
        yield save.__name__, file.getvalue(), {name: expected(array) for name, array in arrays.items()}


def safetensors_files():
    metadata = {"format": "np", "note": "größe, \"quoted\"\n"}
    for kind, shape in itertools.product([*FLOATS, *WHOLES, "b1"], SHAPES):
        tensors = {"layers.0.weight": array_of(kind, shape), "größe": array_of(kind, (3,))}
        described = {name: expected(array) for name, array in tensors.items()}
        yield f"{kind}, shape {shape}", safetensors.numpy.save(tensors, metadata), described, metadata


def pytorch_files():
    kinds = ["float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"]
    for kind, shape in itertools.product(kinds, SHAPES):
        source = array_of({"bfloat16": "f4", "bool": "b1"}.get(kind, "f4"), shape)
        wholes = source if kind.startswith(("float", "bfloat", "bool")) else array_of(numpy.dtype(kind).str[1:], shape)
        tensor = torch.from_numpy(numpy.array(wholes)).to(getattr(torch, kind))
        single = {"weight": expected(tensor.to(torch.float32).numpy())}
        yield f"{kind}, shape {shape}", safetensors.torch.save({"weight": tensor}, {"format": "pt"}), single, {"format": "pt"}


def csv_files():
    texts = ["plain", "", " spaces ", 'a "quoted" word', "comma, semicolon; tab\t bar|", "two\nlines", "two\r\nlines", "größe", "'", '"']
    rows = [[text, repr(float(number)), text] for text, number in zip(texts, array_of("f8", (29,))[9:])]
    lists = {name: [row[place] for row in rows] for place, name in enumerate(["text", "number", "last, column"])}
    quoting = {"minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL, "texts": csv.QUOTE_NONNUMERIC}
    for separator, quotes, end, mark in itertools.product(",;\t|", quoting, ["\r\n", "\n", "\r"], ["utf-8", "utf-8-sig"]):
        if quotes == "minimal" and end == "\r":
            continue  # Python then writes \n without quotes, and can't read it itself
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=separator, quoting=quoting[quotes], lineterminator=end)
        writer.writerows([list(lists), *rows])
        name = f"separator {separator!r}, quotes {quotes}, lines end in {end!r}, {mark}"
        numbers = {"number": expected(numpy.array(lists["number"], "f8"))}
        yield name, file.getvalue().encode(mark), numbers, {"separator": separator, "texts": lists}


def write(folder):
    writers = {"npy": npy_files, "npz": npz_files, "safetensors": safetensors_files, "pytorch": pytorch_files, "csv": csv_files}
    written = []
    for format, files in writers.items():
        for index, (name, data, tensors, *more) in enumerate(files()):
            path = pathlib.Path(folder, f"{format}-{index}")
            path.write_bytes(data)
            written.append({"format": format, "name": name, "path": str(path), "tensors": tensors, "more": more[0] if more else None})
    return written


def opened(format, path):
    """The arrays and the metadata of a file."""
    if format == "npy":
        return {"": numpy.load(path)}, None
    if format == "npz":
        return dict(numpy.load(path)), None
    with safetensors.safe_open(path, "np" if format == "safetensors" else "pt") as file:
        arrays = {name: numpy.asarray(file.get_tensor(name)) for name in file.keys()}
        return arrays, file.metadata()


def problem(file):
    """What is wrong with a file that conformable has written. None if nothing is."""
    arrays, metadata = opened(file["format"], file["path"])
    if metadata != file["metadata"]:
        return f"metadata {metadata} in place of {file['metadata']}"
    if arrays.keys() != file["tensors"].keys():
        return f"names {list(arrays)} in place of {list(file['tensors'])}"
    for name, tensor in file["tensors"].items():
        wanted = numpy.frombuffer(base64.b64decode(tensor["bytes"]), tensor["type"]).reshape(tensor["shape"])
        array = arrays[name]
        if (array.dtype, array.shape) != (wanted.dtype, wanted.shape):
            return f"{name}: {array.dtype} {array.shape} in place of {wanted.dtype} {wanted.shape}"
        if not (numpy.array_equal(array, wanted, equal_nan=True) and (numpy.signbit(array) == numpy.signbit(wanted)).all()):
            return f"{name}: {array} in place of {wanted}"
    return None


def attempt(file):
    try:
        return problem(file)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def answer(ask):
    if "write" in ask:
        return write(ask["write"])
    if "read" in ask:
        return [attempt(file) for file in ask["read"]]
    packages = ["numpy", "safetensors", "torch", "onnx", "onnxruntime"]
    return {"python": platform.python_version()} | {name: version(name).partition("+")[0] for name in packages}


json.dump(answer(json.load(sys.stdin)), sys.stdout)
