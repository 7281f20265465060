/** Numbers in words and formulas. */

/** Three significant digits or so, and a real minus sign. */
export function written(value: number): string {
  const size = Math.abs(value);
  const places = Number.isInteger(value) ? 0 : size >= 10 ? 2 : size >= 0.0995 ? 3 : 4;
  const text = value !== 0 && size < 0.001 ? value.toExponential(0) : value.toFixed(places);
  return text.replaceAll("-", "−");
}

/** The same in TeX, where very small numbers have more digits, too. */
export function inTex(value: number, digits = 2): string {
  if (value === 0 || Math.abs(value) >= 0.001) return (digits > 2 ? value.toPrecision(digits) : written(value)).replace("−", "-");
  const [mantissa = "", exponent = ""] = value.toExponential(digits - 1).split("e");
  return `${mantissa}{\\cdot}10^{${exponent}}`;
}

/** A factor: in brackets if it is negative. */
const factor = (value: number): string => (value < 0 ? `(${inTex(value)})` : inTex(value));

export const product = (...factors: readonly number[]): string => factors.map(factor).join(" \\cdot ");

/** The lines of a sum of products, of which it writes out the three that count most. */
export function sumOfProducts(terms: readonly (readonly [number, number])[]): string[] {
  const size = ([left, right]: readonly [number, number]): number => Math.abs(left * right);
  const greatest = [...terms].sort((one, other) => size(other) - size(one)).slice(0, 3);
  const lines = terms.filter((term) => greatest.includes(term)).map(([left, right]) => product(left, right));
  const more = terms.length > 3 ? ["\\cdots"] : [];
  return [...lines, ...more].map((line, index) => (index === 0 ? `&= ${line}` : `&\\quad {} + ${line}`));
}
