/** What `object-inspect` needs of Node's `util`: objects that have a text of their own for Node show it here too. */
const custom = Symbol.for("nodejs.util.inspect.custom");
const print = (value: { [custom](): unknown }): string => String(value[custom]());
export const inspect = Object.assign(print, { custom });
