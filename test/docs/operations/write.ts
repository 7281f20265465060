/** Writes `docs/operations.md`: `npm run operations`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../types/compiler.js";
import { page } from "./page.js";

writeFileSync(join(root, "docs/operations.md"), page());
