"""Cases for comparing two tensors as wholes."""

import numpy as np
from inputs import INFINITY, NAN, SPECIAL, case, normal, show


def whole():
    for shape in [(), (7,), (3, 5), (2, 3, 5), (0, 3)]:
        x = normal(*shape)
        for name, y in {"itself": x, "others": x + 0.01}.items():
            yield case(f"{show(x)} with {name}", "equals", [x, y], bool(np.array_equal(x, y)))
            yield case(f"{show(x)} with {name}", "allClose", [x, y], bool(np.allclose(x, y)))
    yield case("[2], 0 and -0", "equals", [np.array([0.0, -0.0]), np.array([-0.0, 0.0])], True)
    yield case("[1], NaN", "equals", [np.array([NAN]), np.array([NAN])], bool(np.array_equal([NAN], [NAN])))

    for left in SPECIAL:
        for right in [NAN, INFINITY, -INFINITY, 0.0, 1e300, 1.0]:
            a, b = np.array([left, 1]), np.array([right, 1])
            yield case(f"[2], {left} and {right}", "allClose", [a, b], bool(np.allclose(a, b)))
    for a, b in [(1, 1 + 0.9e-5), (1, 1 + 1.1e-5), (0, 0.9e-8), (0, 1.1e-8), (100, 101), (101, 100), (-100, -101), (1e300, 1.000001e300)]:
        for relative, absolute in [(1e-5, 1e-8), (0.0, 0.0), (0.0, 1.0), (0.00995, 0.0)]:
            given = [np.array([a, 0.0]), np.array([b, 0.0]), {"relative": relative, "absolute": absolute}]
            expected = bool(np.allclose(a, b, rtol=relative, atol=absolute))
            yield case(f"[2], {a} and {b} within {relative} and {absolute}", "allClose", given, expected)


PARTS = [whole]
