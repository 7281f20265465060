"""Cases for einsum. Each letter always has the same size, a prime."""

import numpy as np
from inputs import case, normal

SIZES = {"b": 11, "i": 2, "j": 3, "k": 5, "l": 7, "m": 3, "n": 2}

PRODUCTS = [
    "ij,jk->ik", "ij,kj->ik", "ji,jk->ik", "ji,kj->ik", "ij,jk->ki", "ij,j->i", "i,ij->j", "i,j->ij", "i,j->ji", "i,i->",
    "i,ijk->jk", "ijk,k->ij", "ijk,kl->ijl", "ijk,jkl->il", "ijk,kjl->li", "ijk,ljk->li", "ij,kl->ijkl", "ij,kl->kilj",
    "ij,kl->lk", ",ij->ij", "ij,->ji", ",->", "->", "i->i",
]  # fmt: skip
BATCHES = [
    "bij,bjk->bik", "bij,bkj->bik", "bji,bjk->bki", "bi,bj->bij", "bi,bi->b", "bi,bi->bi", "bij,bi->bj", "bij,b->ij",
    "bnij,bnjk->bnik", "bnij,bmij->bnm",
]  # fmt: skip
MANY = ["ij,jk,kl->il", "i,ij,j->", "ij,jk,ki->", "bi,ij,bj->b", "i,j,k->kji", "bij,jk,bkl->bil"]
REPEATED_OR_SUMMED = [
    "ii->", "ii->i", "iij->j", "iij->ij", "iji->j", "ijij->ij", "ijij->", "iii->i", "ij->", "ij->i", "ij->j", "ijk->k",
    "ijk->ki", "ii,ij->j", "ii,jj->", "ii,jj->ij", "iij,jk->k", "ij,kk->", "ij,ik->j", "bij,bij->i", "ij,ij->",
]  # fmt: skip
TRANSPOSES = ["ij->ji", "ijk->kij", "ijk->kji"]


def einsum():
    for subscripts in PRODUCTS + BATCHES + MANY + REPEATED_OR_SUMMED + TRANSPOSES:
        inputs = subscripts.split("->")[0]
        operands = [normal(*(SIZES[letter] for letter in term)) for term in inputs.split(",")]
        # NumPy doesn't accept an empty term for a number, but it does for an array without axes.
        yield case(subscripts, "einsum", [subscripts, *operands], np.array(np.einsum(subscripts, *operands)))
    empty = [normal(2, 0), normal(0, 3)]
    yield case("over nothing", "einsum", ["ij,jk->ik", *empty], np.einsum("ij,jk->ik", *empty))


PARTS = [einsum]
