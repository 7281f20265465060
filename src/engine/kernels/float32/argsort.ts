/** The order of the numbers in the rows of a matrix. */
import { FLOAT, FLOAT64 } from "./vector";

/** The number of values that a digit of a key has. */
const VALUES: i32 = 256;
/** The size of a table with a count for each value of each digit, in bytes. */
const COUNTS: usize = 4096;
/** Rows of up to this many numbers are sorted by insertion. */
const SHORT: i32 = 24;

/**
 * For each place in a row, the index of the number that belongs there. NaN comes last, and equal numbers stay in order.
 *
 * A number becomes a key: 32 bits that have the order of the numbers, and its index below them. Keys are put in order by their four
 * digits of eight bits, from the lowest to the highest.
 */
export function argsort(x: usize, rows: i32, columns: i32, result: usize, work: usize): void {
  const first = work + COUNTS;
  const second = first + (<usize>columns << FLOAT64);
  for (; rows > 0; rows--) {
    let keys = first;
    let room = second;
    if (columns <= SHORT) insert(x, columns, keys);
    else {
      countDigits(x, columns, keys, work);
      for (let digit: usize = 0; digit < 4; digit++) {
        distribute(keys, columns, 32 + 8 * digit, work + (digit << 10), room);
        const sorted = room;
        room = keys;
        keys = sorted;
      }
    }
    for (let i = 0; i < columns; i++) {
      store<f32>(result, <f32>load<u32>(keys));
      keys += 8;
      result += 4;
    }
    x += <usize>columns << FLOAT;
  }
}

/** The key of a number. Zeros of both signs are equal, and so are all NaNs. */
@inline
function keyOf(x: usize, index: i32): u64 {
  const bits = load<i32>(x + (<usize>index << FLOAT));
  const size = bits & 0x7fffffff;
  let key = <u32>(bits ^ (bits >> 31 | 0x80000000));
  if (size == 0) key = 0x80000000;
  if (size > 0x7f800000) key = 0xffffffff;
  return <u64>key << 32 | <u64>index;
}

function insert(x: usize, n: i32, keys: usize): void {
  for (let i = 0; i < n; i++) {
    const key = keyOf(x, i);
    let place = keys + (<usize>i << FLOAT64);
    for (; place > keys && load<u64>(place - 8) > key; place -= 8) store<u64>(place, load<u64>(place - 8));
    store<u64>(place, key);
  }
}

/** Writes the keys, and how often each of their digits has each value. */
function countDigits(x: usize, n: i32, keys: usize, counts: usize): void {
  memory.fill(counts, 0, COUNTS);
  for (let i = 0; i < n; i++) {
    let key = keyOf(x, i);
    store<u64>(keys, key);
    key >>= 32;
    for (let digit: usize = 0; digit < 4; digit++) {
      const count = counts + (digit << 10) + (<usize>(key & 255) << 2);
      store<i32>(count, load<i32>(count) + 1);
      key >>= 8;
    }
    keys += 8;
  }
}

/** Puts keys in the order of one of their digits. Keys with the same digit stay in order. */
function distribute(keys: usize, n: i32, shift: u64, counts: usize, result: usize): void {
  for (let value = 0; value < VALUES; value++) {
    const count = counts + (value << 2);
    const keysOfValue = load<u32>(count);
    store<u32>(count, result); // where the next key with this value goes
    result += <usize>keysOfValue << FLOAT64;
  }
  for (; n > 0; n--) {
    const key = load<u64>(keys);
    const place = counts + (<usize>(key >> shift & 255) << 2);
    const to = load<u32>(place);
    store<u64>(to, key);
    store<u32>(place, to + 8);
    keys += 8;
  }
}
