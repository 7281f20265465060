/**
 * Threads in different hosts: Node has them in modules, browsers as globals. They are separate from the engine's other needs
 * (../host.ts), since only programs that ask for threads need them.
 */

/** One end of a connection to a worker. */
export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

interface BrowserWorker extends Port {
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate(): void;
}

interface NodeWorker {
  once(event: "message" | "error", listener: (value: unknown) => void): void;
  removeAllListeners(event: "error"): void;
  postMessage(message: unknown): void;
  unref(): void;
  terminate(): void;
}

interface NodeModules {
  readonly os: { availableParallelism(): number };
  readonly worker_threads: {
    readonly Worker: new (program: string, options: { eval: true; execArgv: string[] }) => NodeWorker;
    readonly parentPort: Port | null;
  };
}

interface Host {
  readonly process?: { getBuiltinModule?<Name extends keyof NodeModules>(name: Name): NodeModules[Name] };
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly crossOriginIsolated?: boolean;
  readonly Worker?: new (url: string) => BrowserWorker;
  readonly Blob: new (parts: string[], options: { type: string }) => object;
  readonly URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
}
// Some hosts have these, and others don't.
const host = globalThis as unknown as Host;

// There is no import, because bundlers for browsers would follow it.
const node = <Name extends keyof NodeModules>(name: Name) => host.process?.getBuiltinModule?.(name);

/** The number of threads that can run at the same time. */
export const cores = (): number => node("os")?.availableParallelism() ?? host.navigator?.hardwareConcurrency ?? 1;

/** The worker's end of its connection. In a browser, that is the worker's global object. */
export const parentPort = (): Port => node("worker_threads")?.parentPort ?? (globalThis as unknown as Port);

/** A sentence that says what this host lacks for threads, or undefined if it has everything. */
export function lacking(): string | undefined {
  if (host.crossOriginIsolated === false) {
    return (
      "the page is not cross-origin isolated, so its threads can't share memory: serve it with the headers " +
      "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp"
    );
  }
  if (!node("worker_threads") && !host.Worker) return "this host has no workers (Node has them for us from version 20.16 on)";
  return cores() < 2 ? "this machine has one core" : undefined;
}

/** Whether this thread may block. A browser's main thread may not. */
export function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1); // the value isn't 1, so this returns at once
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a worker for each task and sends it the task. The promise resolves when all have answered. From then on, they don't keep
 * the process alive. If one can't start, all of them are stopped.
 */
export async function startWorkers(program: string, tasks: readonly unknown[]): Promise<void> {
  const workers = tasks.map((task) => (node("worker_threads") ? startInNode(program, task) : startInBrowser(program, task)));
  try {
    await Promise.all(workers.map(({ ready }) => ready));
  } catch (error) {
    for (const { worker } of workers) worker.terminate();
    throw error;
  }
}

interface Started {
  readonly worker: { terminate(): void };
  readonly ready: Promise<void>;
}

function startInNode(program: string, task: unknown): Started {
  const { Worker } = node("worker_threads") as NodeModules["worker_threads"]; // the caller has checked that it exists
  const worker = new Worker(program, { eval: true, execArgv: [] }); // without the loaders of this process
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", () => {
      worker.removeAllListeners("error"); // later errors should be visible
      worker.unref();
      resolve();
    });
    worker.postMessage(task);
  });
  return { worker, ready };
}

function startInBrowser(program: string, task: unknown): Started {
  const Worker = host.Worker as NonNullable<Host["Worker"]>; // the caller has checked that it exists
  const url = host.URL.createObjectURL(new host.Blob([program], { type: "text/javascript" }));
  const worker = new Worker(url);
  const ready = new Promise<void>((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message ?? "a page's policy may forbid it"));
    worker.onmessage = () => {
      worker.onerror = null;
      host.URL.revokeObjectURL(url);
      resolve();
    };
    worker.postMessage(task);
  });
  return { worker, ready };
}
