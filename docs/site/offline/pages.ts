/** The pages that a service worker keeps, in its own address: those that were opened. No one loads the compiler just to draw digits. */

export const pagesIn = (address: string): string[] => new URL(address).searchParams.getAll("page");

export const withPages = (address: string, pages: Iterable<string>): string => {
  const url = new URL(address);
  for (const page of [...pages].sort()) url.searchParams.append("page", page);
  return url.href;
};
