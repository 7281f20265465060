/** Einstein summation: the shape of the result, and every way in which the letters can be wrong. */
import { type Dim, dim, einsum, type Matrix, type Scalar, type Tensor, type Vector, zeros } from "conformable";
import { expectType } from "tsd";

const batch = dim("batch", 11 as number);
const [list, table, deep] = [zeros([3]), zeros([7, 3]), zeros([7, 5, 3])];

// ── einsum: a letter for each axis ──
expectType<Matrix<2, 5>>(einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5])));
expectType<Tensor<[7, 2, 5]>>(einsum("bij,bjk->bik", zeros([7, 2, 3]), zeros([7, 3, 5])));
expectType<Vector<3>>(einsum("ij->j", zeros([2, 3])));
expectType<Scalar>(einsum("ii->", zeros([3, 3])));
expectType<Vector<3>>(einsum("ii->i", zeros([3, 3])));
expectType<Scalar>(einsum("i,ij,j->", zeros([2]), zeros([2, 3]), zeros([3])));
expectType<Tensor<[5, 2, 3]>>(einsum("ijk->kij", zeros([2, 3, 5])));
expectType<Tensor<[Dim<"batch">, 2, 3]>>(einsum("bi,bj->bij", zeros([batch, 2]), zeros([batch, 3])));

// As people write it: with spaces, with any leading axes, and without an arrow.
expectType<Matrix<2, 5>>(einsum("ij, jk -> ik", zeros([2, 3]), zeros([3, 5])));
expectType<Tensor<[7, 2, 5]>>(einsum("...ij,...jk->...ik", zeros([7, 2, 3]), zeros([7, 3, 5])));
expectType<Tensor<[Dim<"batch">, 7, 2, 5]>>(einsum("...ij, jk -> ...ik", zeros([batch, 7, 2, 3]), zeros([3, 5])));
expectType<Matrix<2, 5>>(einsum("...ij,...jk->...ik", zeros([2, 3]), zeros([3, 5])));
expectType<Matrix<3, 5>>(einsum("i...j->j...", zeros([2, 5, 3])));
expectType<Matrix<2, 5>>(einsum("ij,jk", zeros([2, 3]), zeros([3, 5])));
expectType<Matrix<3, 2>>(einsum("ji", zeros([2, 3])));
expectType<Scalar>(einsum("ii", zeros([3, 3])));
expectType<Tensor<[7, 2, 5]>>(einsum("...Ij, jk", zeros([7, 2, 3]), zeros([3, 5])));

// The subscripts.
einsum("ij,jk", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: 'ij,jπ' has no '->' before the axes of the result
einsum("ij,jπ", zeros([2, 3]), zeros([3, 5]));
einsum("...ij->...ji", zeros([7, 2, 3]));
// @ts-expect-error einsum: '..ij->...ji': '.' is not a letter
einsum("..ij->...ji", zeros([7, 2, 3]));
einsum("...ij->...ji", zeros([7, 2, 3]));
// @ts-expect-error einsum: '......ij->...ji': '.' is not a letter
einsum("......ij->...ji", zeros([7, 2, 3]));
einsum("kij->kji", zeros([7, 2, 3]));
// @ts-expect-error einsum: index '...' of the result is in no operand
einsum("kij->...ji", zeros([7, 2, 3]));
einsum("ij->ji", zeros([2, 3]));
// @ts-expect-error einsum: 'ij->1i': '1' is not a letter
einsum("ij->1i", zeros([2, 3]));
einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: index 'l' of the result is in no operand
einsum("ij,jk->il", zeros([2, 3]), zeros([3, 5]));
einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: index 'i' of the result is repeated
einsum("ij,jk->ii", zeros([2, 3]), zeros([3, 5]));

// The operands.
einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: index 'j' is 3 and 7
einsum("ij,jk->ik", zeros([2, 3]), zeros([7, 5]));
einsum("ii->", zeros([3, 3]));
// @ts-expect-error einsum: index 'i' is 3 and 2
einsum("ii->", zeros([3, 2]));
einsum("bi,bj->bij", zeros([batch, 2]), zeros([batch, 3]));
// @ts-expect-error einsum: index 'b' is batch and 13
einsum("bi,bj->bij", zeros([batch, 2]), zeros([13, 3]));
einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: 'jkl' does not name each axis of [3, 5] once
einsum("ij,jkl->ik", zeros([2, 3]), zeros([3, 5]));
einsum("ij->", zeros([2, 3]));
// @ts-expect-error einsum: 'i' does not name each axis of [2, 3] once
einsum("i->", zeros([2, 3]));
einsum("ij,jk->ik", zeros([2, 3]), zeros([3, 5]));
// @ts-expect-error einsum: 'ijjk->ik' names the axes of 1, not of 2 operands
einsum("ijjk->ik", zeros([2, 3]), zeros([3, 5]));
einsum("...ij,...jk->...ik", zeros([7, 2, 3]), zeros([7, 3, 5]));
// @ts-expect-error einsum: '...' is [7] and [11]
einsum("...ij,...jk->...ik", zeros([7, 2, 3]), zeros([11, 3, 5]));
einsum("...i,...i->...", table, table);
// @ts-expect-error einsum: '...' is [7] and [7, 5]
einsum("...i,...i->...", table, deep);
einsum("...i,...j->...ij", zeros([batch, 2]), zeros([batch, 3]));
// @ts-expect-error einsum: '...' is [batch] and [13]
einsum("...i,...j->...ij", zeros([batch, 2]), zeros([13, 3]));
einsum("...ij->...", table);
// @ts-expect-error einsum: '...ij' does not name each axis of [3] once
einsum("...ij->...", list);

// In generic code, the letters work in the same way.
export function generic<N extends number, M extends number>(x: Matrix<N, M>, y: Vector<M>, z: Vector<N>) {
  expectType<Vector<N>>(einsum("nm,m->n", x, y));
  einsum("nm,m->n", x, y);
  // @ts-expect-error Argument of type '[Matrix<N, M>, Vector<N>]' is not assignable
  einsum("nm,m->n", x, z);
  expectType<Vector<N>>(einsum("...m, m", x, y));
  einsum("...m, m", x, y);
  // @ts-expect-error Argument of type '[Matrix<N, M>, Vector<N>]' is not assignable
  einsum("...m, m", x, z);
}
