// Neither of these has types.
declare module "pbf/compile" {
  export const compile: (schema: unknown) => Record<string, unknown>;
}
declare module "protocol-buffers-schema" {
  const schema: { readonly parse: (text: string) => unknown };
  export default schema;
}
