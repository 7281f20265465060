/**
 * Packing for the matrix product: copies a block of an operand into panels, in the order in which the micro-kernel reads it. A
 * panel holds several lines (rows of A or columns of B) side by side, step by step. The operand may have any strides, so a
 * transposed operand costs the same as any other.
 */
import { copyFour, Float, FLOAT, LANES, NUMBER, transposeFour } from "./float32/vector";

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
    copyFour(source, target);
    copyFour(source + 4 * NUMBER, target + 4 * NUMBER);
    source += along;
    target += step;
  }
}

/** Copies four adjacent lines. */
function copyQuads(source: usize, along: usize, inner: i32, target: usize, step: usize): void {
  for (let k = 0; k < inner; k++) {
    copyFour(source, target);
    source += along;
    target += step;
  }
}

/** Copies four lines without gaps, transposing as many elements of each at a time as a vector has. Strides are in bytes. */
function transposeQuads(source: usize, across: usize, inner: i32, target: usize, step: usize): void {
  let k = 0;
  for (; k + LANES <= inner; k += LANES) {
    transposeFour(source, source + across, source + 2 * across, source + 3 * across, target, step);
    source += 16;
    target += LANES * step;
  }
  gatherLines(source, across, NUMBER, 4, inner - k, target, step, 4);
}

/** Copies any other lines, element by element. Lines that are missing from `room` become zeros. Strides are in bytes. */
function gatherLines(
  source: usize, across: usize, along: usize, lines: i32, inner: i32, target: usize, step: usize, room: i32,
): void {
  for (let k = 0; k < inner; k++) {
    let from = source;
    let line = 0;
    for (; line < lines; line++) {
      store<Float>(target + (<usize>line << FLOAT), load<Float>(from));
      from += across;
    }
    for (; line < room; line++) store<Float>(target + (<usize>line << FLOAT), 0);
    source += along;
    target += step;
  }
}
