"""Checks ONNX models and runs them in onnxruntime. Without models, makes a tiny one."""

import base64
import json
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper


def tiny():
    """relu(x · w), with w [2, 3], for any number of rows."""
    nodes = [helper.make_node("MatMul", ["x", "w"], ["product"]), helper.make_node("Relu", ["product"], ["y"])]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", size]) for name, size in [("x", 2), ("y", 3)]]
    weights = helper.make_tensor("w", TensorProto.FLOAT, [2, 3], [1, 2, 3, 4, 5, -60])
    graph = helper.make_graph(nodes, "tiny", ends[:1], ends[1:], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    return base64.b64encode(model.SerializeToString()).decode()


def decoded(value):
    return numpy.frombuffer(base64.b64decode(value["float32"]), "<f4").reshape(value["shape"])


def encoded(array):
    return {"shape": list(array.shape), "float32": base64.b64encode(array.astype("<f4").tobytes()).decode()}


def run(case):
    """The outputs of a model, by name, or what is wrong with it."""
    try:
        data = base64.b64decode(case["model"])
        onnx.checker.check_model(onnx.load_from_string(data), full_check=True)
        session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
        outputs = session.run(None, {name: decoded(value) for name, value in case["inputs"].items()})
        return {"outputs": {output.name: encoded(array) for output, array in zip(session.get_outputs(), outputs)}}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


ask = json.load(sys.stdin)
json.dump(tiny() if ask is None else [run(case) for case in ask], sys.stdout)
