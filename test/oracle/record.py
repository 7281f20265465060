"""Records the results of NumPy, so that the library can be compared with an independent implementation.

    pip install --requirement test/oracle/requirements.txt
    python3 test/oracle/record.py

writes `numpy.json` next to this file, and `numpy.test.ts` runs each case through the public API. The script runs only with the version of
NumPy in `requirements.txt`, since another version may round a last digit differently and so change unrelated cases.

The cases are in `tensor_cases.py`, `network_cases.py`, `einsum_cases.py`, `algebra_cases.py`, `image_cases.py`, `sequence_cases.py`,
`equality_cases.py`, `function_cases.py`, `linalg_cases.py`, `order_cases.py` and `structure_cases.py`. Everything is float64, with fixed
seeds. Inputs are rounded to two decimals, which keeps the file small; results have all their digits. The sizes within a case are different
primes, so that axes can't be confused.

A case is {operation, name, given, expected}, one per line. The operation is a method of a tensor ("matmul"), a function of the library
("sumBatch"), or a function of `conformable/nn` ("nn.dense") or `conformable/linalg` ("linalg.solve"). A tensor is {shape, data}, with its
numbers in row-major order. JSON can't represent NaN and infinities, so they are strings. A method that has the name of a function is
written "x.diagonal".
"""

import json
import re
import sys
import warnings
from pathlib import Path

import numpy as np

sys.dont_write_bytecode = True
import algebra_cases  # noqa: E402
import einsum_cases  # noqa: E402
import equality_cases  # noqa: E402
import function_cases  # noqa: E402
import image_cases  # noqa: E402
import linalg_cases  # noqa: E402
import network_cases  # noqa: E402
import order_cases  # noqa: E402
import sequence_cases  # noqa: E402
import structure_cases  # noqa: E402
import tensor_cases  # noqa: E402

# Add new cases at the end. All cases draw from the same generator, so the cases before them then stay the same.
PARTS = tensor_cases.PARTS + network_cases.PARTS + einsum_cases.PARTS + algebra_cases.PARTS + image_cases.PARTS
PARTS += sequence_cases.PARTS + network_cases.LAST + equality_cases.PARTS + function_cases.PARTS
PARTS += linalg_cases.PARTS + order_cases.PARTS + structure_cases.PARTS + image_cases.LATER


PINNED = re.fullmatch(r"numpy==(.+)\n", Path(__file__).with_name("requirements.txt").read_text(encoding="utf-8"))[1]


def encode(value):
    if isinstance(value, (np.ndarray, np.generic)):
        return {"shape": list(np.shape(value)), "data": encode(np.ravel(value).tolist())}
    if isinstance(value, dict):
        return {key: encode(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [encode(entry) for entry in value]
    return encode_number(value) if isinstance(value, float) else value


def encode_number(value):
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    is_negative_zero = value == 0 and np.signbit(value)
    return int(value) if value.is_integer() and abs(value) < 1e6 and not is_negative_zero else value  # 3 is shorter than 3.0


def main():
    if np.__version__ != PINNED:
        sys.exit(f"the values are recorded with NumPy {PINNED}, and this is {np.__version__}")
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):  # overflow and the mean of no numbers are intended
        cases = [case for part in PARTS for case in part()]
    names = {(case["operation"], case["name"]) for case in cases}
    assert len(names) == len(cases), "two cases have one name"

    lines = [json.dumps(encode(case), separators=(",", ":"), allow_nan=False, ensure_ascii=False) for case in cases]
    path = Path(__file__).with_name("numpy.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(cases)} cases from NumPy {PINNED}, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
