/**
 * Each sentence is written twice: as a type, and as the function of the same name that makes the string at run time. The function's
 * return type is the sentence's type, so the compiler compares the two. These tests check that every sentence has such a function,
 * and that an edit to one of them doesn't compile.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "@tsd/typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { type Compilation, compile, root, writeProject } from "./compiler.js";

/** Sentences without a function, and why only the compiler says them. */
const compilerOnly = {
  "at run time, an array has a length": [
    "flattenUnknown",
    "indicesUncounted",
    "lastAxisUnknown",
    "lengthUnnamed",
    "matrixUncounted",
    "layerMayBeMissing",
    "namesUncounted",
    "rankUnknown",
    "mayDiffer",
    "mayDifferBeside",
    "reshapeUncountable",
    "reshapeUncounted",
    "splitUncounted",
    "takesAnyNumber",
    "uncounted",
    "unlisted",
    "unnamedLayers",
    "unnamedShapes",
    "vectorUncounted",
  ],
  "at run time, sizes have no names": ["nameOfTheLibrary"],
  "at run time, what is missing is refused like any other value": [
    "mayBeMissing",
    "mayBeNull",
    "mayBeUndefined",
    "metricMayBeMissing",
    "metricsMayBeMissing",
    "noIndices",
    "noExamplesGiven",
    "noNumber",
    "noTensorAt",
    "optionMissing",
    "optionsMayBeMissing",
    "shapeMayBeNull",
    "shapeMayBeUndefined",
  ],
  "at run time, an argument has one value": [
    "axesUnknown",
    "axisUnknown",
    "biasUnknown",
    "dilationUnknown",
    "groupsUnknown",
    "mayLearnOneOrAnother",
    "notLiteral",
    "oneOfSeveral",
    "oneOfSeveralLists",
    "otherParameters",
    "otherShapes",
    "outputPaddingUnknown",
    "padUnknown",
    "paddingUnknown",
    "padsUnknown",
    "placeUnknown",
    "severalLayers",
    "severalShapes",
    "severalTensors",
    "sliceOfAnIndex",
    "returnsUnknown",
    "sliceRangeUnknown",
    "sliceRangesUnknown",
    "strideUnknown",
  ],
  "at run time, a size is a number": [
    "ambiguous",
    "anonymous",
    "axesUnknown",
    "batchesDiffer",
    "countsUnknown",
    "groupUnknown",
    "inAxesUnknown",
    "ofAnySize",
    "placesUnknown",
    "rangeUnknown",
    "reshapeUnknown",
    "shareUnknown",
    "shorterUnknown",
    "sliceRangeFromEnd",
    "vmapTakesAnyNumber",
    "widthUnknown",
  ],
  "at run time, the message says what it is instead": [
    "classWeightsOther",
    "elementIsAnArray",
    "metricOfOne",
    "noAdjustable",
    "noFunction",
    "noGroup",
    "noGroups",
    "noList",
    "noMetrics",
    "noOptions",
    "noProgram",
    "noTensor",
    "notPerAxisAtAll",
    "otherLast",
    "takesATensor",
    "takesTensors",
  ],
  "at run time, the message names the place in the tree": [
    "auxiliaryIsNoTensor",
    "givesNoTensors",
    "hasNoTensors",
    "nameless",
    "noLayerOfTensors",
    "noTensors",
    "sequentialOfTakesDifferent",
    "takesNoTensors",
    "takesOnlyTensors",
    "unlikeTheFirst",
  ],
  "at run time, it is one of the numbers that an option counts, and a RangeError": ["noBatch"],
  "it is a hint in generic code": ["reshapeElse"],
};

/** Functions without a type, and why the compiler doesn't say their sentences. */
const runTimeOnly = {
  "it depends on a value": [
    "loneNumber",
    "noEntry",
    "noOrder",
    "notFinite",
    "notPositive",
    "notSymmetric",
    "nothingToReduce",
    "singular",
    "tooManyAxes",
    "tooManyElements",
    "valueCountsAsZero",
    "valuesAreEqual",
    "looksElsewhere",
    "noInput",
  ],
  "the signature takes only operands that unify": ["contractionMismatch", "noAxisOfExamples", "noSequences"],
  "the types of the two differ": [
    "errorMismatch",
    "maskOfMemory",
    "maskOfOtherPlaces",
    "memoryMismatch",
    "noNumbers",
    "noTensor",
    "outputMismatch",
    "sequentialOfDiffers",
    "stepMismatch",
  ],
  "while a function runs, the compiler doesn't know whether it is recorded": ["escaped", "onlyShapes", "unreadable"],
};

/** Types that contain words, but are not sentences. */
const wordsOnly = [
  "Among",
  "BatchSize",
  "Called",
  "Described",
  "Kinds",
  "Listed",
  "Needs",
  "NoModel",
  "NoTensorsOfAnyKind",
  "NotWholeFrom",
  "OneForm",
  "OneOfTensors",
  "PerAxisForm",
  "ResidualOn",
  "ReversedOn",
  "SeveralModels",
  "Unfit",
  "Untrainable",
  "What",
  "WhyEnds",
  "WhyNoMetrics",
  "WrongOptions",
  "cellOfTakesARecurrentLayer",
  "decodingTakesALayer",
  "dense",
  "freezeTakesALayer",
  "maskedTakesALayer",
  "noAdjustable",
  "residual",
  "residualTakesALayer",
  "reversed",
  "reversedTakesALayer",
  "sliceNeedsRangesOfItsAxes",
  "splitMakesUpTheAxis",
  "takesAProgram",
  "takesANetwork",
  "unembeddingTakesAnEmbedding",
];

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.startsWith("engine/kernels/"), // another language
);
const sources = files.map((file) => {
  const text = readFileSync(join(root, "src", file), "utf8");
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
});

/** The text of a string or a template, in a type or a value, without what is inserted. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isLiteralTypeNode(node)) return textOf(node.literal);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateLiteralTypeNode(node) && !ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…");
}
const inWords = (node: ts.Node): boolean => / [a-z]/.test(textOf(node)?.replaceAll(/: |, /g, "") ?? "");

/** What a type is, whichever way its conditions go. */
const outcomes = (type: ts.TypeNode): ts.TypeNode[] =>
  ts.isConditionalTypeNode(type) ? [...outcomes(type.trueType), ...outcomes(type.falseType)] : [type];

const aliases = sources.flatMap(({ file, tree }) =>
  tree.statements.filter(ts.isTypeAliasDeclaration).map((type) => ({ file, type })),
);
const sentences = aliases.filter(({ type }) => /^[a-z]/.test(type.name.text) && outcomes(type.type).some(inWords));

interface Constant {
  readonly file: string;
  readonly name: string;
  readonly declaration: ts.VariableDeclaration;
}
const constants = sources.flatMap(({ file, tree }) =>
  tree.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }): Constant[] =>
      declarationList.declarations.map((declaration) => ({ file, name: declaration.name.getText(), declaration })),
    ),
);
const functionOf = ({ declaration: { initializer } }: Constant): ts.ArrowFunction | undefined =>
  initializer && ts.isArrowFunction(initializer) ? initializer : undefined;

/** Whether a constant's type, or what it returns, is the type of its name, of the parameters of its own. */
function isTied(constant: Constant): boolean {
  const made = functionOf(constant);
  const parameters = made?.typeParameters?.map(({ name }) => name.text) ?? [];
  const type = made ? made.type : constant.declaration.type;
  return type?.getText() === `${constant.name}${parameters.length > 0 ? `<${parameters.join(", ")}>` : ""}`;
}
const tied = constants.filter(
  (constant) =>
    isTied(constant) && sentences.some(({ file, type }) => file === constant.file && type.name.text === constant.name),
);

test("every sentence has its function, or only the compiler says it", () => {
  const has = (file: string, name: string) => tied.some((constant) => constant.file === file && constant.name === name);
  const untied = sentences.map(({ file, type }) => ({ file, name: type.name.text })).filter(({ file, name }) => !has(file, name));
  expect(untied.map(({ name }) => name).sort()).toEqual(Object.values(compilerOnly).flat().sort());
  expect(tied.length).toBeGreaterThan(45);
});

test("every function that makes a sentence returns its type, or only the run time says it", () => {
  const untied = constants.filter((constant) => {
    const body = functionOf(constant)?.body;
    return body && inWords(body) && !tied.includes(constant);
  });
  expect(untied.map(({ name }) => name).sort()).toEqual(Object.values(runTimeOnly).flat().sort());
});

test("every sentence in a type has a name", () => {
  const named = new Set(sentences.flatMap(({ type }) => outcomes(type.type)));
  const found = new Set<string>();
  const visit = (node: ts.Node, name: string): void => {
    if (ts.isTypeNode(node) && inWords(node) && !named.has(node)) found.add(name);
    ts.forEachChild(node, (child) => visit(child, name));
  };
  for (const { tree } of sources) {
    for (const statement of tree.statements)
      visit(statement, "name" in statement ? (statement as ts.TypeAliasDeclaration).name.text : "");
  }
  expect([...found].sort()).toEqual([...wordsOnly].sort());
});

// ── Wrong edits ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A template, taken apart: what is inserted, and the texts around it, one more. */
interface Template {
  readonly texts: readonly string[];
  readonly inserted: readonly string[];
}
const edits: Readonly<Record<string, (template: Template) => Template | undefined>> = {
  "another word": ({ texts, inserted }) => ({ texts: texts.with(-1, `${texts.at(-1)} indeed`), inserted }),
  "operands swapped": ({ texts, inserted: [first, second, ...others] }) =>
    first && second && first !== second ? { texts, inserted: [second, first, ...others] } : undefined,
  "a value missing": ({ texts, inserted }) =>
    inserted.length > 0
      ? { texts: texts.toSpliced(-2, 2, texts.slice(-2).join("")), inserted: inserted.slice(0, -1) }
      : undefined,
};

function templateOf(node: ts.Node): Template | undefined {
  if (!ts.isTemplateExpression(node)) return { texts: [textOf(node) ?? ""], inserted: [] };
  const spans = node.templateSpans;
  return {
    texts: [node.head.text, ...spans.map(({ literal }) => literal.text)],
    inserted: spans.map(({ expression }) => expression.getText()),
  };
}
const written = ({ texts, inserted }: Template): string =>
  `\`${texts.map((text, index) => text + (inserted[index] === undefined ? "" : `\${${inserted[index]}}`)).join("")}\``;

/** A copy of a constant with an edit, on one line; undefined where there is nothing to edit. */
function edited(constant: Constant, edit: (template: Template) => Template | undefined, name: string): string | undefined {
  const { declaration } = constant;
  const sentence = functionOf(constant)?.body ?? declaration.initializer;
  const template = sentence && templateOf(sentence);
  const wrong = template && edit(template);
  if (!sentence || !wrong) return undefined;
  const before = declaration.getText().slice(constant.name.length, sentence.getStart() - declaration.getStart());
  return `const ${name}${before}${written(wrong)};`.replaceAll(/\s+/g, " ");
}

/** The wrong lines, below the file that they belong to. */
const wrongs = tied.flatMap((constant) =>
  Object.entries(edits).flatMap(([what, edit], index) => {
    const line = edited(constant, edit, `${constant.name}${index}`);
    return line === undefined ? [] : [{ ...constant, what, line }];
  }),
);
const programs = Object.fromEntries(
  sources.map(({ file, text }) => [
    `src/${file}`,
    [text, ...wrongs.filter((wrong) => wrong.file === file).map(({ line }) => line)].join("\n"),
  ]),
);

describe("edits", () => {
  let compilation: Compilation;
  beforeAll(async () => {
    compilation = await compile("7.0", await writeProject("tied", programs)); // the others compile the same sources, unedited
  }, 120_000);

  test.each(wrongs)("$name with $what doesn't compile", ({ file, line }) => {
    const place = (programs[`src/${file}`] ?? "").split("\n").indexOf(line) + 1;
    const found = compilation.diagnostics.filter((diagnostic) => diagnostic.file === `src/${file}` && diagnostic.line === place);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining("is not assignable to type")]);
  });

  test("nothing else fails in these files", () => {
    const lines = new Set(wrongs.map(({ line }) => line));
    const others = compilation.diagnostics.filter(({ file, line }) => !lines.has(programs[file]?.split("\n")[line - 1] ?? ""));
    expect(others.filter(({ file }) => wrongs.some((wrong) => file === `src/${wrong.file}`))).toEqual([]);
  });
});
