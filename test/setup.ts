/** Tests compute in float64 unless they say otherwise: what they expect is exact. */
import { reference, setEngine } from "../src/engine/current.js";

setEngine(reference);
