/**
 * Makes the examples on the site show what an editor shows: the type of the name under the pointer, and underlined errors. All
 * examples are compiled together, as files in docs/examples that exist only in memory.
 */
import { fileURLToPath } from "node:url";
import * as library from "conformable";
import * as networks from "conformable/nn";
import ts from "typescript";

/** A highlighted example, and the text below it: an error message, or the program's output. */
const highlighted =
  /(<pre><code class="(?:ts|typescript)">)(.*?)(<\/code><button type="button">Copy<\/button><\/pre>\s*(?:<pre><code class="text">(.*?)<\/code>)?)/gs;

/**
 * Examples in the comments of methods have no imports. They get the imports of the whole package, except names that they declare
 * themselves. The imports are appended at the end, so that they don't shift any positions.
 */
const programOf = (code) => {
  const names = (module) => Object.keys(module).filter((name) => !new RegExp(`^const ${name}\\b`, "m").test(code));
  const imports = `
import { type Matrix, type Shape, type Tensor, type Vector, ${names(library).join(", ")} } from "conformable";
import { ${names(networks)
    .filter((name) => !(name in library)) // a name may be in both modules
    .join(", ")} } from "conformable/nn";`;
  return `${code}${/^import /m.test(code) ? "" : imports}\nexport {};`;
};

/** Splits HTML into tags and characters. */
const piecesOf = (html) => html.match(/<[^>]*>|&[^;]*;|[^<&]/g) ?? [];
const characters = { "<br/>": "\n", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
const characterOf = (piece) => characters[piece] ?? (piece.startsWith("<") ? "" : piece);
export const textOf = (html) => piecesOf(html).map(characterOf).join("");
const attribute = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Takes HTML pages by name. Returns them with types added, and the examples whose compiler errors differ from those on the page. */
export function withTypes(pages) {
  const codes = new Set([...pages.values()].flatMap((page) => [...page.matchAll(highlighted)].map(([, , html]) => textOf(html))));
  const files = new Map(
    [...codes].map((code, index) => [code, fileURLToPath(new URL(`examples/page-${index}.ts`, import.meta.url))]),
  );
  const service = serviceOf(new Map([...files].map(([code, file]) => [file, programOf(code)])));
  const faults = [];
  const typed = (name, page) =>
    page.replaceAll(highlighted, (_, start, html, end, below = "") => {
      const code = textOf(html);
      const file = files.get(code);
      const wrong = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
      const said = wrong.map(({ messageText }) => messageText.messageText ?? messageText).join(" ");
      const shown = textOf(below).trim().replaceAll("\n", " ");
      const expected = /^\w*Error: /.test(shown) ? "" : shown;
      if (said !== expected) faults.push(`${name}: the compiler says ${said || "nothing"}\nof ${code}`);
      return start + annotate(html, typesIn(service, file, code.length), wrong) + end;
    });
  return { pages: new Map([...pages].map(([name, page]) => [name, typed(name, page)])), faults };
}

/** The compiler's language service, on files that exist only in this map. */
function serviceOf(files) {
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [...files.keys()],
    getProjectVersion: () => "1", // files never change, so the service needn't compare them all before each answer
    getScriptVersion: () => "",
    getScriptSnapshot: (file) => {
      const text = files.get(file) ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCompilationSettings: () => ({
      strict: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: ["node"],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
}

/** What an editor shows for each name in the first `length` characters of a file, by the name's position. */
function typesIn(service, file, length) {
  const types = new Map();
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.end <= length) {
      const parts = service.getQuickInfoAtPosition(file, node.getStart())?.displayParts ?? [];
      const text = parts.map((part) => part.text).join("");
      types.set(node.getStart(), { text: text.replace(/^\(alias\) |\nimport .*/g, ""), end: node.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(service.getProgram().getSourceFile(file));
  return types;
}

/** An example with the types of its names, and its errors underlined. */
function annotate(html, types, wrong) {
  let [out, place, end, underlined] = ["", 0, 0, false];
  for (const piece of piecesOf(html)) {
    const character = characterOf(piece);
    const isWrong = !piece.startsWith("<") && wrong.some(({ start, length }) => start <= place && place < start + length);
    if (underlined && !isWrong) out += "</span>";
    if (isWrong && !underlined) out += `<span class="wrong">`;
    const type = character && types.get(place);
    if (type) out += `<span data-type="${attribute(type.text)}" tabindex="-1">`;
    out += piece;
    if (type) end = type.end;
    place += character.length;
    if (character && place === end) out += "</span>";
    underlined = isWrong;
  }
  return out;
}
