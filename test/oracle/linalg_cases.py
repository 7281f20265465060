"""Cases for `conformable/linalg`.

Solutions, inverses and determinants are computed with fractions, from the float64 numbers of the matrix, so they are exact before they are
rounded. Everything else is NumPy's. `within` is the absolute error that is allowed: what float64 can promise for the condition of the matrix.
"""

from fractions import Fraction

import numpy as np
from inputs import INFINITY, case, normal, show

EPSILON = np.finfo(float).eps


def allowed(name, operation, given, expected, within):
    return {**case(name, operation, given, expected), "within": float(within)}


def size(*arrays):
    return max((float(np.abs(x).max()) for x in arrays if x.size), default=0.0)


def eliminated(a, b):
    """The solution of a x = b, and the determinant of a, by Gauss and Jordan's elimination with fractions."""
    rows = [[Fraction(x) for x in one] + [Fraction(x) for x in other] for one, other in zip(a.tolist(), b.tolist())]
    n, determinant = len(rows), Fraction(1)
    for step in range(n):
        pivot = next(row for row in range(step, n) if rows[row][step] != 0)
        if pivot != step:
            rows[step], rows[pivot] = rows[pivot], rows[step]
            determinant = -determinant
        determinant *= rows[step][step]
        rows[step] = [x / rows[step][step] for x in rows[step]]
        for row in range(n):
            if row != step and rows[row][step] != 0:
                rows[row] = [x - rows[row][step] * y for x, y in zip(rows[row], rows[step])]
    return np.array([[float(x) for x in row[n:]] for row in rows]), float(determinant)


def hilbert(n):
    return np.array([[1 / (i + j + 1) for j in range(n)] for i in range(n)])


def vandermonde(n):
    return np.vander(np.arange(1, n + 1) / n)


def graded(n, rows, columns):
    """Rows and columns that become smaller, each by this factor."""
    return normal(n, n) * rows ** np.arange(n)[:, None] * columns ** np.arange(n)


ILL_CONDITIONED = {
    "Hilbert's, 5": hilbert(5),
    "Hilbert's, 8": hilbert(8),
    "Hilbert's, 11": hilbert(11),
    "Vandermonde's, 7": vandermonde(7),
    "Vandermonde's, 11": vandermonde(11),
}


def square_matrices():
    for n in (1, 2, 3, 7, 13):
        yield f"[{n}, {n}]", normal(n, n)
    yield from ILL_CONDITIONED.items()
    yield "graded by rows", graded(7, 1e-2, 1.0)
    yield "graded by columns", graded(7, 1.0, 1e-3)
    yield "graded by both", graded(7, 1e-2, 1e-2)


def scaled_condition(a):
    """The condition, after rows and columns are divided by their greatest numbers."""
    rows = a / np.abs(a).max(axis=1, keepdims=True)
    return np.linalg.cond(rows / np.abs(rows).max(axis=0))


def equations():
    for name, a in square_matrices():
        n = len(a)
        by = n * EPSILON * (5 + 0.01 * scaled_condition(a))
        for width in (1, 3):
            b = normal(n, width)
            x, _ = eliminated(a, b)
            within = by * size(x)
            yield allowed(f"{name} with {show(b)}", "linalg.solve", [a, b], x, within)
            if width == 1:
                yield allowed(f"{name} with [{n}]", "linalg.solve", [a, b[:, 0]], x[:, 0], within)
        inverse, determinant = eliminated(a, np.eye(n))
        yield allowed(name, "linalg.inverse", [a], inverse, by * size(inverse))
        yield allowed(name, "linalg.determinant", [a], np.array(determinant), by * abs(determinant))
    yield case("singular", "linalg.determinant", [np.array([[1.0, 2], [2, 4]])], np.array(0.0))
    for batch in ((2,), (2, 5)):
        a, b = normal(*batch, 3, 3), normal(*batch, 3, 7)
        x, within = np.linalg.solve(a, b), 1e-12
        yield allowed(f"{show(a)} with {show(b)}", "linalg.solve", [a, b], x, within * size(x))
        inverse = np.linalg.inv(a)
        yield allowed(show(a), "linalg.inverse", [a], inverse, within * size(inverse))
        yield allowed(show(a), "linalg.determinant", [a], np.linalg.det(a), within)


def positive(values, axis):
    """1 or -1 for each column, so that its number with the greatest absolute value becomes positive."""
    index = np.argmax(np.abs(values), axis=axis, keepdims=True)
    return np.sign(np.take_along_axis(values, index, axis))


def any_matrices():
    for shape in [(1, 1), (2, 2), (5, 3), (3, 5), (1, 7), (7, 1), (13, 13), (23, 7), (2, 3, 5), (5, 2, 3, 3)]:
        yield f"{list(shape)}", normal(*shape)


def decompositions():
    for name, a in [*any_matrices(), *ILL_CONDITIONED.items()]:
        u, s, vt = np.linalg.svd(a, full_matrices=False)
        within = 100 * EPSILON * size(a)
        values = {} if name in ILL_CONDITIONED else {"u": u * positive(u, -2), "vTransposed": vt * np.swapaxes(positive(u, -2), -1, -2)}
        # The vectors of singular values that are close are not determined to many digits.
        if values:
            gaps = np.abs(np.diff(s, axis=-1, append=0) if s.shape[-1] > 1 else s)
            yield allowed(name, "linalg.svd", [a], {"singularValues": s, **values}, within / max(gaps.min(), 1e-9))
        yield allowed(f"{name}, singular values", "linalg.svd.singularValues", [a], s, within)
        q, r = np.linalg.qr(a)
        diagonal = np.diagonal(r, axis1=-2, axis2=-1)
        signs = np.where(diagonal < 0, -1.0, 1.0)
        if name not in ILL_CONDITIONED:
            q, r = q * signs[..., None, :], r * signs[..., :, None]
            least = np.abs(diagonal).min()
            yield allowed(name, "linalg.qr", [a], {"q": q, "r": r}, 100 * EPSILON * max(size(a) ** 2, size(a)) / min(least, 1))
        if a.ndim == 2:
            yield allowed(name, "linalg.lu", [a], lu(a), 100 * EPSILON * size(a) * len(a))
    for n, batch in [(1, ()), (2, ()), (3, ()), (13, ()), (3, (5,))]:
        a = normal(*batch, n, n)
        symmetric = a + np.swapaxes(a, -1, -2)
        values, vectors = np.linalg.eigh(symmetric)
        gap = np.diff(values, axis=-1).min() if n > 1 else 1
        expected = {"eigenvalues": values, "eigenvectors": vectors * positive(vectors, -2)}
        yield allowed(show(a), "linalg.eigh", [symmetric], expected, 100 * EPSILON * size(symmetric) / min(gap, 1))
        definite = a @ np.swapaxes(a, -1, -2) + np.eye(n)
        yield allowed(show(a), "linalg.cholesky", [definite], np.linalg.cholesky(definite), 100 * EPSILON * size(definite))
    for name, a in {"Hilbert's, 5": hilbert(5), "Hilbert's, 11": hilbert(11)}.items():
        lower = np.linalg.cholesky(a)
        yield allowed(name, "linalg.cholesky", [a], lower, 0.1 * len(a) * EPSILON * np.linalg.cond(a) ** 0.5)
        yield allowed(name, "linalg.eigh.eigenvalues", [a], np.linalg.eigvalsh(a), 100 * EPSILON)


def lu(a):
    """Elimination with partial pivoting, column by column, as textbooks write it."""
    m, n = a.shape
    k = min(m, n)
    order, work = np.arange(m), a.copy()
    for step in range(k):
        pivot = step + np.argmax(np.abs(work[step:, step]))
        work[[step, pivot]], order[[step, pivot]] = work[[pivot, step]], order[[pivot, step]]
        work[step + 1 :, step] /= work[step, step]
        work[step + 1 :, step + 1 :] -= np.outer(work[step + 1 :, step], work[step, step + 1 :])
    return {"permutation": np.eye(m)[:, order], "lower": np.tril(work[:, :k], -1) + np.eye(m, k), "upper": np.triu(work[:k])}


def ranks():
    for name, a in any_matrices():
        within = 1e-11
        yield allowed(name, "linalg.pseudoInverse", [a], np.linalg.pinv(a), within * max(1, size(np.linalg.pinv(a)) ** 2))
        yield case(name, "linalg.matrixRank", [a], np.linalg.matrix_rank(a).astype(float))
        if a.ndim == 2:
            b = normal(len(a), 2)
            x = np.linalg.lstsq(a, b, rcond=None)[0]
            yield allowed(f"{name} with {show(b)}", "linalg.leastSquares", [a, b], x, within * max(1, size(x) ** 2))
            yield allowed(f"{name} with [{len(a)}]", "linalg.leastSquares", [a, b[:, 0]], x[:, 0], within * max(1, size(x) ** 2))
    low = normal(7, 2) @ normal(2, 5)
    yield allowed("of rank 2", "linalg.pseudoInverse", [low], np.linalg.pinv(low, rcond=1e-12), 1e-11)
    yield case("of rank 2", "linalg.matrixRank", [low], np.array(2.0))
    b = normal(7)
    yield allowed("of rank 2", "linalg.leastSquares", [low, b], np.linalg.lstsq(low, b, rcond=1e-12)[0], 1e-11)
    for tolerance in (0.5, 0.05):
        a = np.diag([1.0, 0.3, 0.01])
        options = {"tolerance": tolerance}
        yield case(f"within {tolerance}", "linalg.matrixRank", [a, options], np.array(float(np.linalg.matrix_rank(a, rtol=tolerance))))
        yield allowed(f"within {tolerance}", "linalg.pseudoInverse", [a, options], np.linalg.pinv(a, rcond=tolerance), 1e-12)
    fit = vandermonde(23)[:, -7:]
    b = fit @ normal(7)
    x = np.linalg.lstsq(fit, b, rcond=None)[0]
    yield allowed("a polynomial of degree 6", "linalg.leastSquares", [fit, b], x, EPSILON * np.linalg.cond(fit) * size(x))


ORDERS = {"frobenius": "fro", "nuclear": "nuc", 1: 1, 2: 2, INFINITY: np.inf}


def measures():
    for name, a in any_matrices():
        for order, numpy_order in ORDERS.items():
            expected = np.linalg.norm(a, numpy_order, axis=(-2, -1))
            yield allowed(f"{name}, {order}", "linalg.norm", [a, {"order": order}], expected, 1e-13 * size(expected))
        if a.shape[-1] == a.shape[-2]:
            yield allowed(name, "linalg.trace", [a], np.trace(a, axis1=-2, axis2=-1), 1e-14 * size(a))
    v = normal(7)
    yield case("[7]", "linalg.norm", [v], np.linalg.norm(v))
    for order in (1, 2, INFINITY):
        yield case(f"[7], {order}", "linalg.norm", [v, {"order": order}], np.linalg.norm(v, order))


PARTS = [equations, decompositions, ranks, measures]
