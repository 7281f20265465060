/**
 * Ways around the shapes, each with what happens and why that is sound: no size that is not exactly known ever passes for one that is.
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

// A number that could be any number is no size: it would be equal to all of them.
zeros([2, three]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, count]);
const exact = zeros([3]);
const loose = zeros([3]) as unknown as Vector<number>; // only a cast makes one, and then it fits nowhere
takesThree(exact);
// @ts-expect-error Argument of type 'Vector<number>' is not assignable to parameter of type 'Vector<3>'
takesThree(loose);
zeros([3]).dot(exact);
// @ts-expect-error dot: [3] by [${number}]: the shapes differ
zeros([3]).dot(loose);

// A named size is equal to itself alone: the number behind it may be another one tomorrow.
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"batch", number>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([batch]));
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"three", 3>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([three]));
zeros([three]).dot(zeros([three]));
// @ts-expect-error dot: [three=3] by [3]: the shapes differ
zeros([three]).dot(zeros([3]));

// A union of sizes (`n === 1 ? 2 : 3`) is one of them, and no one knows which: it needs a name, and loses its values.
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
// Nor does a union arise when a function asks for two vectors of one length: shapes are invariant.
takesPair(zeros([3]), zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[3]>' is not assignable to parameter of type 'Vector<3 | 5>'
takesPair(zeros([3]), zeros([5]));
// One tensor or another is neither: what it does has to be right for both.
const [known, either] = [zeros([3]), count === 1 ? zeros([3]) : zeros([5])];
takesThree(known);
// @ts-expect-error Argument of type 'Tensor<[3]> | Tensor<[5]>' is not assignable to parameter of type 'Vector<3>'
takesThree(either);
zeros([2, 3]).matmul(known);
// @ts-expect-error matmul: [2, 3] by [5]: the left has 3 columns, the right 5 rows
zeros([2, 3]).matmul(either);

// `let` forgets its value, for it may change: what is left is a number.
let changing = 3;
changing = 5;
const fixed = 3;
zeros([2, fixed]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, changing]);

// Without `as const` an array forgets its elements and its length. A literal in the call is remembered.
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

// Spread, sizes stay what they were: known ones known, forgotten ones forgotten.
expectType<Tensor<[2, 3, 5]>>(zeros([...remembered, 5]));
const kept = [...remembered, 5] as const;
const spread = [...forgotten, 5] as const;
zeros(kept);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros(spread);
// A shape of unknown rank is no shape to count in.
const closed: [2, 3] = [2, 3];
const open: [2, ...3[]] = [2, 3];
zeros(closed);
// @ts-expect-error a shape has to be a list of known length
zeros(open);
const counted = zeros(closed);
const opened = counted as unknown as Tensor<[2, ...3[]]>; // as it comes from code without types
counted.flatten();
// @ts-expect-error this: flatten: takes a tensor of a known number of axes
opened.flatten();

// `readonly` arrays are taken as they are; what can't be counted is refused, `readonly` or not.
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
// The shape of a tensor is frozen, so no one changes it afterwards.
x.shape.at(0);
// @ts-expect-error statement: Property 'push' does not exist on type 'readonly [2, 3]'
x.shape.push(0);

// An optional size may be missing. A default makes it whole.
const sizes: { readonly rows: 2; readonly columns?: 3 } = { rows: 2 };
zeros([sizes.rows]);
// @ts-expect-error is not assignable to type 'number & Refused<"a size known only at run time needs a name: dim(name, size)">'
zeros([sizes.columns]);
const optional: [2, 3?] = [2, 3];
zeros(closed);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros(optional);

// An enum is a number with several values, each of which TypeScript lets other numbers pass for.
enum Width { Narrow = 3, Wide = 5 }
const narrow = Width.Narrow;
zeros([2, fixed]);
// @ts-expect-error a size known only at run time needs a name: dim(name, size)
zeros([2, narrow]);

// Arrays from JSON have no lengths. `tensor` gives them a shape, and counts: a wrong promise is a ShapeError.
expectType<Matrix<2, 3>>(tensor(jsonRows, [2, 3]));
matrix(frozenRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(jsonRows);
matrix(frozenRows);
// @ts-expect-error matrix: an array of unknown length needs a shape: tensor(data, [dim(name, rows), columns])
matrix(oneOrTwoRows);

// What is `any` is let in by every parameter: no type can refuse it. What comes out says that nothing is known,
export function anything(value: any) {
  expectType<Tensor<number[]>>(zeros(value));
  expectType<Vector<number>>(vector(value));
  expectType<Matrix<number, number>>(matrix(value));
  expectType<Tensor<[2, ...number[]]>>(x.matmul(value));
  expectType<Tensor<number[]>>(x.sum(value));
  expectType<Tensor<[2, 3]>>(x.add(value)); // the left keeps its shape, whatever is added: what does not fit is refused at run time
}
const fromJson = vector(json);
takesThree(exact);
// @ts-expect-error Argument of type 'Vector<number>' is not assignable to parameter of type 'Vector<3>'
takesThree(fromJson);
// but for one: a single size of type `any` stays `any` in the shape, and fits every other. In generic code, where a size is a type
// parameter, the compiler can't tell the two apart, and refusing one would refuse both. So it is the run-time check of the next
// operation that finds it, as `any` is found everywhere in TypeScript; `dim(name, size)` takes the `any` away.
expectType<Matrix<any, 3>>(zeros([json[0], 3]));
const rows = dim("rows", json[1]);
takesThree(zeros([3]));
// @ts-expect-error Argument of type 'Tensor<[Dim<"rows", number>]>' is not assignable to parameter of type 'Vector<3>'
takesThree(zeros([rows]));

// A shape that is claimed instead of inferred is compared with the one that is given.
type Right = Matrix<2, 3>;
type Wrong = Matrix<3, 2>;
zeros<[2, 3]>([2, 3]);
// @ts-expect-error Type '3' is not assignable to type '5'
zeros<[2, 5]>([2, 3]);
x as Right;
// @ts-expect-error statement: Conversion of type 'Tensor<[2, 3]>' to type 'Wrong' may be a mistake
x as Wrong;

// Nothing else is a tensor. Its numbers are private, so no object looks like one, and no class can be derived from it:
// the package exports the type alone, and the constructor that a tensor leads to takes no `new`.
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

// In generic code a size is taken as `Size<N>`, and every use of N has to agree.
export function generic<N extends number, M extends number>(size: Size<N>, x: Matrix<N, M>): Matrix<N, M> {
  expectType<Matrix<N, 3>>(zeros([size, 3]));
  expectType<Scalar>(zeros([size]).dot(zeros([size])));
  return zeros(x.shape).add(x);
}
generic(3, zeros([3, 5]));
// @ts-expect-error Argument of type '3' is not assignable to parameter of type '7'
generic(3, zeros([7, 5]));
