/**
 * Ways around the shapes. Each test shows what happens and why it is sound: a size that isn't known exactly never passes for one
 * that is.
 */
import { dim, identity, type Matrix, matrix, type Scalar, ShapeError, type Size, type Tensor, tensor, type Vector, vector, zeros } from "conformable";
import { expectType } from "tsd";

const count: number = JSON.parse("3");
const json = JSON.parse("[2, 3]");
const jsonRows: number[][] = JSON.parse("[[1, 2, 3], [5, 7, 11]]");
const oneOrTwoRows: [[1, 2]] | [[1, 2], [3, 5]] = JSON.parse("[[1, 2]]");
const batch = dim("batch", count);
const three = dim("three", 3);
const x = zeros([2, 3]);
const takesThree = (_: Vector<3>): void => {};
const takesMatrix = (_: Matrix<2, 3>): void => {};
const takesPair = <N extends number>(_x: Vector<N>, _y: Vector<N>): void => {};

// `number` isn't a size: it would equal every other size.
zeros([2, three]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, count]);
const exact = zeros([3]);
const loose = zeros([3]) as unknown as Vector<number>; // only a cast creates one, and then it fits nowhere
takesThree(exact);
// @ts-expect-error Argument of type 'Vector<number>' is not assignable to parameter of type 'Vector<3>'
takesThree(loose);
zeros([3]).dot(exact);
// @ts-expect-error dot: [3] by [${number}]: the shapes differ
zeros([3]).dot(loose);

// A named size equals only itself, because its value may be different the next time.
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"batch", number>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([batch]));
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"three", 3>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([three]));
zeros([three]).dot(zeros([three]));
// @ts-expect-error dot: [three=3] by [3]: the shapes differ
zeros([three]).dot(zeros([3]));

// A union of sizes (`n === 1 ? 2 : 3`) is one of them, but the compiler doesn't know which. It needs a name, and loses its
// values.
const oneOrOther = count === 1 ? 2 : 3;
const named = dim("named", oneOrOther);
zeros([three, 5]);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros([oneOrOther, 5]);
zeros([named]).dot(zeros([named]));
// @ts-expect-error dot: [named] by [3]: the shapes differ
zeros([named]).dot(zeros([3]));
identity(3);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
identity(oneOrOther);
// A function that asks for two vectors of the same length can't infer a union either, because shapes are invariant.
takesPair(zeros([3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Vector<3 | 5>'
takesPair(zeros([3]), zeros([5]));
// A union of tensors has to be correct for each of its members.
const [known, either] = [zeros([3]), count === 1 ? zeros([3]) : zeros([5])];
takesThree(known);
// @ts-expect-error Argument of type 'Tensor<[3]> | Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
takesThree(either);
zeros([2, 3]).matmul(known);
// @ts-expect-error matmul: the shape of this tensor may be one of several
zeros([2, 3]).matmul(either);

// `let` doesn't keep its literal value, since it may change. Its type is `number`.
let changing = 3;
changing = 5;
const fixed = 3;
zeros([2, fixed]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, changing]);

// Without `as const`, an array doesn't keep its elements and its length. A literal in the call does.
const remembered = [2, 3] as const;
const forgotten = [2, 3];
const names = [batch, three] as const;
const either2 = [batch, three];
zeros(remembered);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros(forgotten);
zeros(names);
// @ts-expect-error a size that may be one of several needs a name: dim(name, size)
zeros(either2);
x.reshape(remembered);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
x.reshape(forgotten);

// Spreading an array neither adds nor removes knowledge about its sizes.
expectType<Tensor<[2, 3, 5]>>(zeros([...remembered, 5]));
const kept = [...remembered, 5] as const;
const spread = [...forgotten, 5] as const;
zeros(kept);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros(spread);
// A shape of unknown rank can't be used.
const closed: [2, 3] = [2, 3];
const open: [2, ...3[]] = [2, 3];
zeros(closed);
// @ts-expect-error a shape has to be a list of known length
zeros(open);
const counted = zeros(closed);
const opened = counted as unknown as Tensor<[2, ...3[]]>; // as it may come from untyped code
counted.flatten();
// @ts-expect-error this: flatten: takes a tensor of a known number of axes
opened.flatten();

// `readonly` arrays are accepted. An array that can't be counted is refused, `readonly` or not.
const frozen: readonly number[] = forgotten;
const frozenRows = [[1, 2, 3], [5, 7, 11]] as const;
expectType<Matrix<2, 3>>(zeros(remembered));
expectType<Matrix<2, 3>>(matrix(frozenRows));
zeros(remembered);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros(frozen);
vector(remembered);
// @ts-expect-error vector: an array of unknown length needs a shape: tensor(data, [dim(name, length)])
vector(frozen);
// The shape of a tensor is frozen, so that it can't be changed later.
x.shape.at(0);
// @ts-expect-error statement: Property 'push' does not exist on type 'readonly [2, 3]'
x.shape.push(0);

// An optional size may be missing. With a default it is accepted.
const sizes: { readonly rows: 2; readonly columns?: 3 } = { rows: 2 };
zeros([sizes.rows]);
// @ts-expect-error a size is a whole number from 0 up, and this one may be undefined
zeros([sizes.columns]);
const optional: [2, 3?] = [2, 3];
zeros(closed);
// @ts-expect-error a size is a whole number from 0 up, and this one may be undefined
zeros(optional);

// An enum is a number with several values, and TypeScript lets other numbers pass for each of them.
enum Width { Narrow = 3, Wide = 5 }
const narrow = Width.Narrow;
zeros([2, fixed]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, narrow]);

// Arrays from JSON have no known lengths. `tensor` gives them a shape and counts them; a wrong shape is a ShapeError.
expectType<Matrix<2, 3>>(tensor(jsonRows, [2, 3]));
matrix(frozenRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(jsonRows);
matrix(frozenRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(oneOrTwoRows);

// Every parameter accepts `any`, so no type can refuse it. The type of the result is `any`, like that of a refused call, or it says that
// nothing is known,
export function anything(value: any) {
  expectType<any>(zeros(value));
  expectType<Vector<number>>(vector(value));
  expectType<Matrix<number, number>>(matrix(value));
  expectType<any>(x.matmul(value)); // the operand may be what a refused call returned
  expectType<Tensor<number[]>>(x.sum(value));
  expectType<Tensor<[2, 3]>>(x.add(value)); // the left operand keeps its shape, whatever is added; the run time refuses what doesn't fit
}
const fromJson = vector(json);
takesThree(exact);
// @ts-expect-error Argument of type 'Vector<number>' is not assignable to parameter of type 'Vector<3>'
takesThree(fromJson);
// with one exception: a single size of type `any` stays `any` in the shape, and fits every other size. In generic code, where a
// size is a type parameter, the compiler can't tell the two apart, and refusing one would refuse both. So the run-time check of
// the next operation finds it. `dim(name, size)` removes the `any`.
expectType<Matrix<any, 3>>(zeros([json[0], 3]));
const rows = dim("rows", json[1]);
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"rows", number>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([rows]));

// A shape that is stated explicitly is compared with the argument.
type Right = Matrix<2, 3>;
type Wrong = Matrix<3, 2>;
zeros<[2, 3]>([2, 3]);
// @ts-expect-error Type '3' is not assignable to type '5'
zeros<[2, 5]>([2, 3]);
x as Right;
// @ts-expect-error statement: Conversion of type 'Tensor<[2, 3]>' to type 'Wrong' may be a mistake
x as Wrong;

// Nothing else is a tensor. The numbers of a tensor are private, so no object looks like one, and no class can be derived from
// it. The package exports only the type, and the constructor of a tensor can't be called with `new`.
type LookAlike = { [Name in keyof Matrix<2, 3>]: Matrix<2, 3>[Name] };
const lookAlike: LookAlike = x;
const copied = { ...x };
const { constructor: Constructor } = x;
takesMatrix(x);
// @ts-expect-error Argument of type 'LookAlike' is not assignable to parameter of type 'Matrix<2, 3>'
takesMatrix(lookAlike);
takesMatrix(x);
// @ts-expect-error Argument of type '{}' is not assignable to parameter of type 'Matrix<2, 3>'
takesMatrix(copied);
new ShapeError("3");
// @ts-expect-error statement: This expression is not constructable.
new Constructor("3");

// In generic code, a size is taken as `Size<N>`, and every use of N has to agree.
export function generic<N extends number, M extends number>(size: Size<N>, x: Matrix<N, M>): Matrix<N, M> {
  expectType<Matrix<N, 3>>(zeros([size, 3]));
  expectType<Scalar>(zeros([size]).dot(zeros([size])));
  return zeros(x.shape).add(x);
}
generic(3, zeros([3, 5]));
// @ts-expect-error Argument of type '3' is not assignable to parameter of type '7'
generic(3, zeros([7, 5]));
