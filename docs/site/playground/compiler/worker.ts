/** The compiler in a worker, so that the page goes on while it works. The first message is the program that the page opens with. */

import files from "virtual:playground/files";
import { expose } from "comlink";
import { openCompiler } from "./compiler.js";

addEventListener("message", ({ data }: MessageEvent<string>) => expose(openCompiler(files, data)), { once: true });
