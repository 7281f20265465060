/** Draws pictures as text. */
import type { Tensor } from "conformable";

const shades = [" ", "░", "▒", "▓", "█"];

/**
 * Draws grey pictures side by side, as lines of text. A pixel is two characters wide, because a character is about twice as high as it
 * is wide.
 *
 * @param pictures - the pictures, from 0 (paper) to 1 (ink); anything below and above is drawn like these
 */
export function drawn<Count extends number, Height extends number, Width extends number>(
  pictures: Tensor<[Count, Height, Width]>,
): string {
  const rows = pictures
    .clip(0, 1)
    .multiply(shades.length - 1)
    .round()
    .permute([1, 0, 2]); // row by row through all pictures
  return rows
    .unstack(0)
    .map((row) =>
      row
        .toArray()
        .map((line) => line.map((shade) => shades[shade]?.repeat(2)).join(""))
        .join("   "),
    )
    .map((line) => `  ${line}`.trimEnd())
    .join("\n");
}
