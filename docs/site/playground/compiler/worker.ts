/** The compiler in a worker, so that the page goes on while it works. */

import files from "virtual:playground/files";
import { expose } from "comlink";
import { openCompiler } from "./compiler.js";

expose(openCompiler(files));
