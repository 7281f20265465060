/** The examples of the menu. */

interface Example {
  readonly title: string;
  readonly code: string;
}
export interface Group {
  readonly title: string;
  readonly examples: readonly Example[];
}
