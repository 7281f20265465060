/** Starts the compiler first: it reads its files while the page loads the editor. */
import CompilerWorker from "./compiler/worker.js?worker";
import "./playground.css";

export const worker = new CompilerWorker();
import("./main.js");
