/** Lets the host do other work while a training runs. */
import { now } from "../../engine/host.js";

// TypeScript's library for the language declares none of these. Every host has setTimeout; not every host has the other two.
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare const MessageChannel: (new () => { readonly port1: Port; readonly port2: Port }) | undefined;
declare function setTimeout(callback: () => void): unknown;

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: undefined): void;
  close(): void;
}

/**
 * Returns a function to be called before each step. It lets the host do other work if the step would otherwise end more than one screen
 * frame after the last time it did.
 */
export function breather(): () => Promise<void> | undefined {
  const frame = 16; // milliseconds
  let awake = now();
  let last = awake;
  return () => {
    const time = now();
    const step = time - last;
    last = time;
    if (time - awake + step <= frame) return undefined;
    return new Promise((resolve) => {
      soon(() => {
        awake = now();
        last = awake;
        resolve();
      });
    });
  };
}

/** Calls back once the host has done the work that is already waiting. A timer would wait 1 ms in Node and 4 ms in a page. */
function soon(callback: () => void): void {
  if (typeof setImmediate === "function") setImmediate(callback);
  else if (typeof MessageChannel === "function") {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close(); // an open port would keep the process alive in Deno
      callback();
    };
    port2.postMessage(undefined);
  } else setTimeout(callback);
}
