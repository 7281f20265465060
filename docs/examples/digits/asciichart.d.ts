/** The part of asciichart that the example uses; the package has no types. */
declare module "asciichart" {
  interface Options {
    /** The number of lines. */
    readonly height?: number;
    /** Where the line starts, in characters from the left. */
    readonly offset?: number;
    /** The label of a line of the chart. */
    readonly format?: (value: number) => string;
  }
  const asciichart: { plot(curves: readonly (readonly number[])[], options?: Options): string };
  export default asciichart;
}
