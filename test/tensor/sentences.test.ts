/**
 * The messages at run time. These tests run the files of `test-d` without their types, like a plain JavaScript program. The
 * correct programs have to work. For wrong ones, `ShapeError` has to give the same message as the compiler, if the sizes are
 * literals. (Names, and what the compiler can't see, concern only the compiler.)
 */
import { readdirSync, readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import * as library from "../../src/index.js";
import * as inferred from "../../src/inferred/index.js";
import * as io from "../../src/io/index.js";
import * as linalg from "../../src/linalg/index.js";
import * as networks from "../../src/nn/index.js";

const folder = new URL("../../test-d/", import.meta.url);
/** Its messages would have to come from another thread: test/io/transfer.test.ts runs the sentences. */
const withoutMessages = "messages.test-d.ts";
const files = readdirSync(folder).filter((file) => file.endsWith(".test-d.ts") && file !== withoutMessages);

/** What only the compiler refuses: a missing or different name, a length or an axis that it can't see, or a type. */
const onlyTheCompiler =
  /needs a (name|shape)|may be undefined|where it has to (give|take) tensors|^(hessian|valueAndGrad).*return a Scalar|has to have tensors|takes a tree of tensors|^vmap: (the function|the length of inAxes|inAxes)|one of several|by name|of (a )?known|computed from|\w<|literal|one by one|takes that entry|assignable|must have a|^No overload|does not exist in type|^Expected|^Property|^Conversion|constructable|\b(batch|time|hidden|wide|three|named|examples)\b|\$|\w=\d|^\w+$/;

interface Outcome {
  readonly sentence: string;
  readonly error: unknown;
}

/** Runs a file with each wrong line in a function of its own, and returns what each of them threw. */
async function run(file: string): Promise<Outcome[]> {
  const text = readFileSync(new URL(file, folder), "utf8");
  const source = text
    .replaceAll(/^import .*?;$/gms, "")
    .replaceAll(/^export /gm, "")
    .replaceAll(
      /^( *)\/\/ @ts-expect-error (?:later: |this: |statement: )?(.+)\n *(.+?);?$/gm,
      (_, indent, sentence, code) => `${indent}attempt(${JSON.stringify(sentence)}, async () => ${code});`,
    );
  const outcomes: Promise<Outcome>[] = [];
  const attempt = (sentence: string, code: () => Promise<unknown>) => {
    outcomes.push(
      code().then(
        () => ({ sentence, error: undefined }),
        (error) => ({ sentence, error }),
      ),
    );
  };
  const deferred = /import \{[^}]*\} from "conformable\/inferred"/.test(text) ? inferred : {};
  const algebra = text.includes('from "conformable/linalg"') ? linalg : {};
  const imported = /import \{([^}]*)\} from "conformable\/nn"/.exec(text)?.[1] ?? ""; // a name may be in both modules
  const layers = Object.entries(networks).filter(([name]) => new RegExp(`\\b${name}\\b`).test(imported));
  const scope = {
    ...library,
    ...io,
    ...Object.fromEntries(layers),
    ...deferred,
    ...algebra,
    nn: networks,
    inferred,
    attempt,
    expectType: () => {},
  };
  await new AsyncFunction(...Object.keys(scope), transformSync(source, { loader: "ts", target: "esnext" }).code)(
    ...Object.values(scope),
  );
  return Promise.all(outcomes);
}

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

let refused = 0;
test.each(files)("%s", async (file) => {
  const outcomes = (await run(file)).filter(({ sentence }) => !onlyTheCompiler.test(sentence));
  refused += outcomes.length;
  for (const { sentence, error } of outcomes) {
    expect(error, sentence).toBeInstanceOf(
      /not a layer$|: takes a layer made by embedding/.test(sentence) ? TypeError : library.ShapeError,
    );
    expect((error as Error).message).toBe(sentence);
  }
});

test("there were programs to refuse", () => {
  expect(refused).toBeGreaterThan(80);
});
