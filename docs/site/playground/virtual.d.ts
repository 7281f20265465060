/** What `build/plugin.ts` makes when the site is built. */
declare module "virtual:playground/files" {
  const files: import("./compiler/files.js").Files;
  export default files;
}
declare module "virtual:playground/modules" {
  const modules: readonly import("./run/module.js").Module[];
  export default modules;
}
declare module "virtual:playground/examples" {
  const examples: readonly import("./examples.js").Group[];
  export default examples;
}
