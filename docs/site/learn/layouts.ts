/** Where the entries of a tensor lie in its picture. */

/** A picture with a cell for each entry (i, j), of a vector (i, 0), on a grid of columns and rows. */
export interface Layout {
  /** The sizes of the tensor: a vector has one column. */
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly cell: readonly [width: number, height: number];
  /** The number of cells from left to right and from top to bottom. */
  readonly cells: readonly [across: number, down: number];
  /** The same for each tile of the picture. A picture without tiles is one tile. */
  readonly tile: readonly [across: number, down: number];
  /** Whether each row of the matrix is a picture of its own. */
  readonly isTiled: boolean;
  /** The cell of an entry. */
  cellOf(i: number, j: number): readonly [column: number, row: number];
  /** The upper left corner of a cell. */
  cornerOf(cell: readonly [column: number, row: number]): readonly [x: number, y: number];
  /** The cell at a point. */
  cellAt(x: number, y: number): readonly [column: number, row: number];
  /** The entry in a cell, if there is one. */
  entryAt(column: number, row: number): readonly [i: number, j: number] | undefined;
}

/** The gap between pictures that are tiles of a larger one. */
const gap = 4;

/**
 * @param name - `matrix`; `transposed`; `row`, for a vector; `grid`, for a vector in lines of `wide` entries; `tiles`, for a matrix
 *   whose rows are pictures of `wide` columns, six of them side by side, or five if there are ten
 */
export function layoutOf(name: string, shape: readonly number[], wide: number, cell: readonly [number, number]): Layout {
  const [rows = 1, columns = 1] = shape;
  const across = name === "tiles" ? (rows % 6 === 0 ? 6 : 5) : 1;
  const tall = Math.ceil(columns / wide);
  const placed: readonly [number, number] =
    name === "tiles"
      ? [across * wide, Math.ceil(rows / across) * tall]
      : name === "grid"
        ? [wide, Math.ceil(rows / wide)]
        : name === "row" || name === "transposed"
          ? [rows, columns]
          : [columns, rows];
  const [tileWidth, tileHeight] = name === "tiles" ? [wide, tall] : placed;
  const [width, height] = cell;

  const cellOf = (i: number, j: number): readonly [number, number] => {
    if (name === "tiles") {
      return [(i % across) * wide + (j % wide), Math.floor(i / across) * tall + Math.floor(j / wide)];
    }
    if (name === "grid") return [i % wide, Math.floor(i / wide)];
    return name === "row" || name === "transposed" ? [i, j] : [j, i];
  };
  const entryOf = (column: number, row: number): readonly [number, number] => {
    if (name === "tiles") {
      return [Math.floor(row / tall) * across + Math.floor(column / wide), (row % tall) * wide + (column % wide)];
    }
    if (name === "grid") return [row * wide + column, 0];
    return name === "row" || name === "transposed" ? [column, row] : [row, column];
  };
  const start = (place: number, tile: number, size: number): number => place * size + Math.floor(place / tile) * gap;
  const placeAt = (point: number, tile: number, size: number): number => {
    const whole = tile * size + gap;
    const before = Math.floor(point / whole);
    return before * tile + Math.min(tile - 1, Math.floor((point - before * whole) / size));
  };
  return {
    rows,
    columns,
    cell,
    cells: placed,
    tile: [tileWidth, tileHeight],
    cellOf,
    isTiled: name === "tiles",
    width: start(placed[0] - 1, tileWidth, width) + width,
    height: start(placed[1] - 1, tileHeight, height) + height,
    cornerOf: ([column, row]) => [start(column, tileWidth, width), start(row, tileHeight, height)],
    cellAt: (x, y) => [placeAt(x, tileWidth, width), placeAt(y, tileHeight, height)],
    entryAt: (column, row) => {
      if (column < 0 || row < 0 || column >= placed[0] || row >= placed[1]) return undefined;
      const [i, j] = entryOf(column, row);
      return i < rows && j < columns ? [i, j] : undefined;
    },
  };
}
