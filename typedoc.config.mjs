/** The API reference, with formulas rendered by KaTeX. A formula that KaTeX can't read fails the build: see docs/site.mjs. */
import markdownItKatex from "@vscode/markdown-it-katex";
import katex from "katex";
import { OptionDefaults } from "typedoc";
import { categoryOrder } from "./docs/groups.mjs";

/** @type {Partial<import("typedoc").TypeDocOptions>} */
export default {
  name: "conformable",
  entryPoints: [
    "src/index.ts",
    "src/nn/index.ts",
    "src/io/index.ts",
    "src/linalg/index.ts",
    "src/onnx/index.ts",
    "src/inferred/index.ts",
    "src/stablehlo/index.ts",
  ],
  tsconfig: "tsconfig.build.json",
  projectDocuments: [
    ...[
      "get-started",
      "shapes-in-types",
      "backpropagation",
      "training",
      "networks",
      "linear-algebra",
      "data",
      "save-and-load",
      "from-pytorch",
      "into-onnx",
      "in-a-worker",
      "derivatives",
      "programs",
      "many-machines",
      "testing",
    ].map((page) => `docs/guide/${page}.md`),
    "docs/performance.md",
    "docs/guide/bundlers.md",
    "docs/ecosystem.md",
    "docs/interop.md",
    "docs/operations.md",
    ...["errors", "coming-from", "how-the-types-work"].map((page) => `docs/guide/${page}.md`),
  ],
  plugin: ["./docs/groups.mjs"],
  categorizeByGroup: false,
  categoryOrder,
  navigation: { includeCategories: true, includeGroups: false, compactFolders: false },
  navigationLinks: { Playground: "playground.html", "A network that learns": "learn.html" }, // docs/open.mjs completes the addresses
  visibilityFilters: {}, // there is nothing on the site to filter out
  out: "docs/api",
  customJs: "docs/site.js",
  favicon: "docs/site/public/icon.svg",
  markdownItOptions: { html: true, linkify: false }, // x.as is a method, and no address
  readme: "README.md",
  includeVersion: true,
  disableSources: true, // the sources have no public address to link to
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  highlightLanguages: [...OptionDefaults.highlightLanguages, "python"],
  treatWarningsAsErrors: true,
  // The types behind the signatures aren't public. The error messages and the text explain them.
  validation: { notExported: false, invalidLink: true, rewrittenLink: true, notDocumented: true, unusedMergeModuleWith: true },
  requiredToBeDocumented: ["Class", "Interface", "TypeAlias", "Function", "Variable", "Method", "Property", "Accessor"],
  customCss: "docs/site.css",
  markdownItLoader(markdownIt) {
    markdownIt.use(markdownItKatex.default ?? markdownItKatex, { katex, strict: "error" });
  },
};
