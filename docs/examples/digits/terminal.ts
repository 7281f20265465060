/** What the example asks of the terminal: the seed that was typed, colours, headings. */
import { parseArgs } from "node:util";

/** Whether someone is looking. Elsewhere, in a file or a pipe, there are no colours and no moving bar. */
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

/** The number after `--seed`, else 1. Ends the program, with a sentence, where something else was typed. */
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
