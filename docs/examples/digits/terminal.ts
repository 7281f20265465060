/** What the examples need from the terminal: the seed from the command line, colours and headings. */
import { parseArgs } from "node:util";

/** Whether the output goes to a terminal. In a file or a pipe there are no colours and there is no progress bar. */
export const isTerminal = process.stdout.isTTY === true;
const { NO_COLOR } = process.env; // see no-color.org
const hasColours = isTerminal && !NO_COLOR;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

export function paint(colour: keyof typeof codes, text: string): string {
  return hasColours ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text;
}

export function heading(text: string): void {
  console.log(`\n${paint("bold", text)}\n`);
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The number after `--seed`, or 1 by default. If it isn't a number, prints a message and ends the program. */
export function seedFromArguments(): number {
  try {
    const { seed } = parseArgs({ options: { seed: { type: "string", default: "1" } } }).values;
    if (!/^\d+$/.test(seed) || !Number.isSafeInteger(Number(seed))) throw new Error(`--seed takes a whole number, not "${seed}"`);
    return Number(seed);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
