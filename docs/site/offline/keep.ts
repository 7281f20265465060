/** Keeps a page in the browser, so that it works without a network from then on. */
import { pagesIn, withPages } from "./pages.js";

/** @param page - its file, such as "learn.html" */
export async function keep(page: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return; // as on addresses that aren't secure
  try {
    const { active, waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {};
    const others = [active, waiting, installing].flatMap((worker) => (worker ? pagesIn(worker.scriptURL) : []));
    const address = new URL("./sw.js", location.href).href;
    await navigator.serviceWorker.register(withPages(address, new Set([...others, page])));
  } catch {
    // A browser may forbid it, or have no room. The page works as before, as long as there is a network.
  }
}
