"""Checks ONNX models and runs each on several inputs in onnxruntime."""

import base64
import json
import sys

import numpy
import onnx
import onnxruntime

OPTIONS = onnxruntime.SessionOptions()
OPTIONS.intra_op_num_threads = 1  # how work is shared among threads changes the last digits


def decoded(value):
    return numpy.frombuffer(base64.b64decode(value["float32"]), "<f4").reshape(value["shape"])


def encoded(array):
    return {"shape": list(array.shape), "float32": base64.b64encode(array.astype("<f4").tobytes()).decode()}


def run(case):
    """The outputs of each run of a model, or what is wrong with it."""
    try:
        data = base64.b64decode(case["model"])
        onnx.checker.check_model(onnx.load_from_string(data), full_check=True)
        session = onnxruntime.InferenceSession(data, OPTIONS, providers=["CPUExecutionProvider"])
        names = [given.name for given in session.get_inputs()]
        runs = [session.run(None, dict(zip(names, map(decoded, inputs)))) for inputs in case["runs"]]
        return {"runs": [[encoded(output) for output in outputs] for outputs in runs]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {' '.join(str(error).split())}"}


onnxruntime.set_default_logger_severity(3)  # errors are in the answer
json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
