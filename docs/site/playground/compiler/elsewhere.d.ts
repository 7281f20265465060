/**
 * Modules that a browser doesn't have, for examples of the guide that import them: what these examples need of their types. Such
 * programs are checked on the page, and run elsewhere.
 */
declare module "node:assert/strict" {
  const assert: {
    ok(value: unknown, message?: string | Error): asserts value;
    equal<T>(actual: unknown, expected: T, message?: string | Error): asserts actual is T;
    deepEqual<T>(actual: unknown, expected: T, message?: string | Error): asserts actual is T;
    notDeepEqual(actual: unknown, expected: unknown, message?: string | Error): void;
    throws(run: () => unknown, error?: unknown, message?: string | Error): void;
  };
  export default assert;
}

declare module "node:worker_threads" {
  interface MessagePort {
    postMessage(value: unknown, transferred?: readonly (ArrayBuffer | MessagePort)[]): void;
    on(event: "message", listener: (value: unknown) => void): this;
  }
  class MessageChannel {
    readonly port1: MessagePort;
    readonly port2: MessagePort;
  }
}

declare module "cli-progress" {
  class SingleBar {
    constructor(options: { readonly format?: string });
    start(total: number, startValue: number, payload?: object): void;
    update(current: number, payload?: object): void;
    stop(): void;
  }
}

declare module "vitest" {
  interface Matchers<T> {
    readonly not: Matchers<T>;
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toThrow(expected?: unknown): void;
    toBeAllClose(expected: unknown, tolerances?: object): void; // which an example adds, and the next one uses
  }
  type Matcher = (
    this: { readonly isNot: boolean },
    // biome-ignore lint/suspicious/noExplicitAny: as in Vitest, since a matcher compares what it is given
    received: any,
    expected: unknown,
    tolerances?: object,
  ) => { pass: boolean; message(): string };
  const expect: {
    <T>(value: T): Matchers<T>;
    extend(matchers: Readonly<Record<string, Matcher>>): void;
  };
  const test: (name: string, run: () => void | Promise<void>) => void;
}

/** Draws plots. */
declare module "@observablehq/plot" {
  export function plot(options?: object): { readonly outerHTML: string };
  export function line(points: readonly object[], options?: object): object;
  export function dot(points: readonly object[], options?: object): object;
  export function text(points: readonly object[], options?: object): object;
}

/** A document outside a browser. */
declare module "linkedom" {
  export function parseHTML(html: string): { readonly document: object };
}
