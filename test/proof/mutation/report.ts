/** The report that is printed and written when all mutants have been judged. */
import { kinds, type Mutant, mutants } from "./mutants.js";
import { required, unnoticed } from "./unnoticed.js";

/** What noticed each mutant, or an empty text if nothing did. */
export type Verdicts = Readonly<Record<string, string>>;

/** The errors in the list of unnoticed mutants. */
export function discrepancies(verdicts: Verdicts): string[] {
  const listed = new Set(unnoticed.flatMap((group) => group.mutants));
  const explained = new Set(unnoticed.flatMap((group) => (group.as === "explained" ? group.mutants : [])));
  return mutants.flatMap(({ name, declaration }) => {
    const verdict = verdicts[name];
    if (verdict === undefined) return [`not judged: ${name}`];
    if (verdict === "" && !listed.has(name)) return [`not noticed: ${name}`];
    if (verdict !== "" && listed.has(name)) return [`listed, but noticed by ${verdict}: ${name}`];
    return explained.has(name) && required.has(declaration) ? [`has to be noticed: ${name}`] : [];
  });
}

export function report(verdicts: Verdicts): string {
  const rows = Object.keys(kinds).map((kind) =>
    row(
      `\`${kind}\``,
      mutants.filter((mutant) => mutant.kind === kind),
      verdicts,
    ),
  );
  const head = "| | mutants | noticed | equivalent | explained | score |\n|---|---|---|---|---|---|";
  return `# Mutation of the signatures

This page is written by \`npm run test:mutation\`; don't edit it. [The proof](README.md#mutation-of-the-signatures) explains how it works.

${head}
${scores(verdicts).join("\n")}

The score is the share of mutants that the tests notice, not counting the equivalent ones. The core operations are \`matmul\`, \`outer\`, \`transpose\`,
\`add\`, \`reshape\`, \`dense\`, \`sequential\`, \`backpropagate\`, the losses and the optimisers, with every type that they use. For these, every mutant has
to be noticed or equivalent.

## By kind of change

${head}
${rows.join("\n")}

## What goes unnoticed, and why

The mutants marked *Explained* were examined in groups, not one by one. They may differ from the original in ways that no test states.

${unnoticed.map((group) => section(group)).join("\n\n")}
`;
}

/** The rows of a table: mutants, noticed, equivalent, explained, score. */
export function scores(verdicts: Verdicts): string[] {
  const isRequired = ({ declaration }: Mutant): boolean => required.has(declaration);
  return [
    row("the core operations", mutants.filter(isRequired), verdicts),
    row(
      "the other declarations",
      mutants.filter((mutant) => !isRequired(mutant)),
      verdicts,
    ),
    row("all", mutants, verdicts),
  ];
}

function row(title: string, all: readonly Mutant[], verdicts: Verdicts): string {
  const listedAs = (...as: string[]): number => {
    const names = new Set(unnoticed.flatMap((group) => (as.includes(group.as) ? group.mutants : [])));
    return all.filter(({ name }) => names.has(name)).length;
  };
  const noticed = all.filter(({ name }) => verdicts[name] !== "").length + listedAs("noticed elsewhere");
  const [equivalent, explained] = [listedAs("equivalent"), listedAs("explained")];
  const score = (100 * noticed) / (all.length - equivalent);
  const counts = [all.length, noticed, equivalent, explained].map((count) => count.toLocaleString("en"));
  return `| ${title} | ${counts.join(" | ")} | ${Number.isInteger(score) ? score : score.toFixed(1)} % |`;
}

const section = ({ as, because, mutants: names }: (typeof unnoticed)[number]): string =>
  `**${as[0]?.toUpperCase()}${as.slice(1)}.** ${because}\n\n${names.map((name) => `- ${code(name)}`).join("\n")}`;

/** Template types contain backticks themselves. */
const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
