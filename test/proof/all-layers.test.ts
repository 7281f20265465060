/** The list of layers that the tests go through has every layer of the library. It reads the sources, so it doesn't run in a browser. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allLayers } from "../nn/layers/all-layers.js";
import { root } from "../types/compiler.js";

/** Not layers of one tensor; and a layer that has no parameters of its own. They have tests of their own in test/nn/layers. */
const apart = ["cellOf", "crossAttention", "decoding", "scaledDotProductAttention", "unembedding"];

test("the list of layers has all of them", () => {
  const index = readFileSync(join(root, "src/nn/index.ts"), "utf8");
  const exported = [...index.matchAll(/export \{([^}]*)\} from "\.\/layers\/(?!activations)/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim()),
  );
  const makers = exported.filter((name) => /^[a-z]\w*$/.test(name) && !apart.includes(name));
  expect(makers.length).toBeGreaterThan(12);
  const made = Object.values(allLayers).map(String).join();
  expect(makers.filter((name) => !new RegExp(`\\b${name}\\)?\\(`).test(made))).toEqual([]);
});
