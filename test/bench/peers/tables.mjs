/** Tables for the terminal and for documents. */

/**
 * @typedef {{ header: string[], rows: string[][] }} Table The first column has text, and the others have numbers.
 */

/** @param {Table} table */
export function plainTable({ header, rows }) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column] + 2))).join("");
  return ["", ...[header, ...rows].map(line)].join("\n");
}

/** @param {Table} table */
export function markdownTable({ header, rows }) {
  const line = (/** @type {string[]} */ row) => `| ${row.join(" | ")} |`;
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return ["", ...[header, rule, ...rows].map(line)].join("\n");
}

/** A number with three significant digits, or more if it is large. */
export function figure(/** @type {number} */ value) {
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(value)));
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export const ratio = (/** @type {number} */ value) => `${value.toFixed(2)}x`;
