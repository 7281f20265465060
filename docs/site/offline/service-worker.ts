/**
 * The service worker of the site: once a page that is a program has loaded, it works without a network. `build.ts` bundles it.
 *
 * It never shows an old page. Files whose names hold a hash of their content can't change, so they come from the cache; any other file
 * comes from the network if there is one. Pages that it doesn't keep, such as typedoc's, it leaves to the browser.
 */
import { PrecacheController } from "workbox-precaching";
import { pagesIn } from "./pages.js";

/** The files of each page, which `build.ts` inserts. A file has no revision if its name changes with its content. */
declare const files: Readonly<Record<string, readonly { readonly url: string; readonly revision: string | null }[]>>;

// TypeScript has the types of pages and of workers in libraries that exclude each other, and the site's programs use those of pages.
interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
declare const clients: { claim(): Promise<void> };
declare function skipWaiting(): Promise<void>;

const controller = new PrecacheController();
controller.precache(pagesIn(location.href).flatMap((page) => [...(files[page] ?? [])])); // when it is installed; later, it drops old files

addEventListener("install", () => void skipWaiting());
addEventListener("activate", (event) => (event as Extendable).waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const fetching = event as Fetching;
  const { request } = fetching;
  const url = new URL(request.url);
  url.search = ""; // a page has the same text whatever comes after the question mark
  url.hash = "";
  const key = controller.getCacheKeyForURL(url.href);
  if (request.method !== "GET" || key === undefined) return;
  const kept = () => controller.matchPrecache(url.href);
  const fromCache = async () => (await kept()) ?? fetch(request);
  const fromNetwork = () =>
    fetch(request).catch(async (error) => {
      const found = await kept();
      if (found) return found;
      throw error;
    });
  fetching.respondWith(key === url.href ? fromCache() : fromNetwork());
});
