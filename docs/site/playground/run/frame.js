/*
 * Runs programs. It is the script of a frame without any rights ("sandbox"): its origin is no one's, so neither it nor a program in its worker
 * reaches the page, what the site has stored, or the network. The page sends modules, and then programs.
 */
const addresses = new Map();
const addressOf = (pieces) => {
  const texts = pieces.map((piece) => (typeof piece === "string" ? piece : addresses.get(piece.module)));
  return URL.createObjectURL(new Blob(texts, { type: "text/javascript" }));
};
let worker;
addEventListener("message", ({ data: { modules, program }, ports, source }) => {
  if (source !== parent) return;
  for (const { name, pieces } of modules ?? []) addresses.set(name, addressOf(pieces));
  worker?.terminate();
  if (program === undefined) return;
  // A module can't be the worker of such a frame in Chromium, so the worker is a script that imports the program.
  worker = new Worker(addresses.get("worker"));
  worker.postMessage(addressOf(program), ports);
});
