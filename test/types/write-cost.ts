/** Writes `docs/proof/cost.md`: `npm run cost`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./compiler.js";
import { operationRows, programRows, report } from "./cost.js";

writeFileSync(join(root, "docs/proof/cost.md"), report(await operationRows(), await programRows()));
