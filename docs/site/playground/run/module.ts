/** JavaScript modules as data, from the page to the frame that runs programs. */

/** The text of a module. An object stands where the text has the address of another module. */
export type Pieces = readonly (string | { readonly module: string })[];

export interface Module {
  readonly name: string;
  readonly pieces: Pieces;
}

/** Text with the names of modules in it, and their places. */
export interface Imports {
  readonly code: string;
  readonly imports: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** @param nameOf - the module that a name means in this text, or undefined if the name stays */
export function piecesOf({ code, imports }: Imports, nameOf: (name: string) => string | undefined): Pieces {
  const pieces: (string | { readonly module: string })[] = [];
  let place = 0;
  for (const { name, start, end } of [...imports].sort((one, other) => one.start - other.start)) {
    const module = nameOf(name);
    if (module === undefined) continue;
    pieces.push(code.slice(place, start), { module });
    place = end;
  }
  return [...pieces, code.slice(place)];
}
