/**
 * Packing for the matrix product: copies a block of an operand into panels, in the order in which the micro-kernel reads it. A
 * panel holds several lines (rows of A or columns of B) side by side, step by step. The operand may have any strides, so a
 * transposed operand costs the same as any other.
 */
import { FLOAT } from "./vector";

/**
 * Packs one panel: `count` lines that are `across` elements apart, each with `inner` elements that are `along` elements apart.
 * `width` lines are written; missing ones become zeros.
 */
export function packPanel(source: usize, across: usize, along: usize, count: i32, inner: i32, width: i32, target: usize): void {
  for (let line = 0; line < width; line += 4) {
    const room = min(4, width - line);
    const lines = max(0, min(room, count - line));
    const from = source + ((<usize>line * across) << FLOAT);
    const to = target + (<usize>line << FLOAT);
    const step = <usize>width << FLOAT;
    if (across == 1 && min(width, count) - line >= 8) {
      copyOctets(from, along << FLOAT, inner, to, step);
      line += 4; // the loop adds another four
    } else if (lines == 4 && across == 1) copyQuads(from, along << FLOAT, inner, to, step);
    else if (lines == 4 && along == 1) transposeQuads(from, across << FLOAT, inner, to, step);
    else gatherLines(from, across << FLOAT, along << FLOAT, lines, inner, to, step, room);
  }
}

/** Copies eight adjacent lines, which halves the work of the loop. Strides are in bytes. */
function copyOctets(source: usize, along: usize, inner: i32, target: usize, step: usize): void {
  for (let k = 0; k < inner; k++) {
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    source += along;
    target += step;
  }
}

/** Copies four adjacent lines. */
function copyQuads(source: usize, along: usize, inner: i32, target: usize, step: usize): void {
  for (let k = 0; k < inner; k++) {
    v128.store(target, v128.load(source));
    source += along;
    target += step;
  }
}

/** Copies four lines without gaps, transposing four by four elements at a time. Strides are in bytes. */
function transposeQuads(source: usize, across: usize, inner: i32, target: usize, step: usize): void {
  let k = 0;
  for (; k + 4 <= inner; k += 4) {
    const a = v128.load(source);
    const b = v128.load(source + across);
    const c = v128.load(source + 2 * across);
    const d = v128.load(source + 3 * across);
    const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<i64>(abLow, cdLow, 0, 2));
    v128.store(target + step, v128.shuffle<i64>(abLow, cdLow, 1, 3));
    v128.store(target + 2 * step, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
    v128.store(target + 3 * step, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
    source += 16;
    target += 4 * step;
  }
  gatherLines(source, across, 4, 4, inner - k, target, step, 4);
}

/** Copies any other lines, element by element. Lines that are missing from `room` become zeros. Strides are in bytes. */
function gatherLines(
  source: usize, across: usize, along: usize, lines: i32, inner: i32, target: usize, step: usize, room: i32,
): void {
  for (let k = 0; k < inner; k++) {
    let from = source;
    let line = 0;
    for (; line < lines; line++) {
      store<f32>(target + (<usize>line << FLOAT), load<f32>(from));
      from += across;
    }
    for (; line < room; line++) store<f32>(target + (<usize>line << FLOAT), 0);
    source += along;
    target += step;
  }
}
