/** By default, tests compute in float64, so that they can expect exact results. */
import { reference, setEngine } from "../src/engine/current.js";

setEngine(reference);
