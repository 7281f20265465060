/** Runs programs in a frame without rights, and stops them. */
import modules from "virtual:playground/modules";
import type { Output } from "../compiler/compiler.js";
import script from "./frame.js?raw";
import { piecesOf } from "./module.js";
import type { Report } from "./report.js";

const names = new Set(modules.map(({ name }) => name));

export interface Runner {
  /** Runs a program. The one before is stopped. */
  run(program: Output, receive: (report: Report) => void): void;
  stop(): void;
}

/** @param place - the element that holds the frame */
export async function openRunner(place: HTMLElement): Promise<Runner> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "Runs the program";
  // The page's policy holds here too. This one adds that nothing may be loaded or sent at all.
  const policy = "default-src 'none'; script-src 'unsafe-inline' blob: 'wasm-unsafe-eval'; worker-src blob:";
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  place.append(frame);
  await loaded;

  let port: MessagePort | undefined;
  const post = (message: object, ports: MessagePort[] = []) => frame.contentWindow?.postMessage(message, "*", ports); // it has no origin
  post({ modules });
  return {
    run(program, receive) {
      port?.close();
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = ({ data }) => receive(data);
      post({ program: piecesOf(program, (name) => (names.has(name) ? name : undefined)) }, [channel.port2]);
    },
    stop() {
      port?.close();
      post({});
    },
  };
}
