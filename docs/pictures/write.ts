/**
 * Writes the pictures of the guide.
 *
 *     npm run pictures
 *     npm run pictures -- --train    trains the networks of the plots again
 */
import { readFileSync, writeFileSync } from "node:fs";
import { diagrams } from "./diagrams.js";
import { plots } from "./plots.js";
import { type Recorded, record } from "./record.js";
import { fileOf } from "./svg.js";

const path = (name: string) => new URL(name, import.meta.url);
if (process.argv.includes("--train")) writeFileSync(path("training.json"), `${JSON.stringify(await record())}\n`);
const recorded: Recorded = JSON.parse(readFileSync(path("training.json"), "utf8"));
for (const picture of [...diagrams(), ...plots(recorded)]) writeFileSync(path(`${picture.name}.svg`), fileOf(picture));
