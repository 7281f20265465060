/** Makes programs of the guide's examples, many of which leave out their imports. */
import { readFileSync } from "node:fs";
import ts from "typescript";

const parse = (code: string): ts.SourceFile => ts.createSourceFile("example.ts", code, ts.ScriptTarget.ESNext, true);

/** The names that an entry of the package exports, and whether each is only a type. */
function exportsOf(declarations: string): (readonly [name: string, isType: boolean])[] {
  const { statements } = parse(readFileSync(new URL(`../../../../dist/${declarations}`, import.meta.url), "utf8"));
  return statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name, isTypeOnly }) => [name.text, isTypeOnly || statement.isTypeOnly] as const)
      : [],
  );
}
/** Where examples without imports have their names from. A name that is in both comes from the first. */
const modules = new Map([
  ["conformable", exportsOf("index.d.ts")],
  ["conformable/nn", exportsOf("nn/index.d.ts")],
]);

/** The names that code uses, and those that it declares itself. */
function namesIn(code: string): { readonly used: ReadonlySet<string>; readonly declared: ReadonlySet<string> } {
  const [used, declared] = [new Set<string>(), new Set<string>()];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isMember = (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
      if (ts.isDeclarationStatement(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) {
        if (parent.name === node) declared.add(node.text);
        else used.add(node.text);
      } else if (!isMember) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(code));
  return { used, declared };
}

/** The example as a program of its own: with the imports that it leaves out. */
export function programOf(code: string): string {
  if (/^import /m.test(code)) return code;
  const { used, declared } = namesIn(code);
  const taken = new Set(declared);
  const imports = [...modules].flatMap(([module, names]) => {
    const needed = names
      .filter(([name]) => used.has(name) && !taken.has(name))
      .sort(([one], [other]) => one.localeCompare(other));
    for (const [name] of needed) taken.add(name);
    const list = needed.map(([name, isType]) => (isType ? `type ${name}` : name));
    return list.length > 0 ? [`import { ${list.join(", ")} } from "${module}";\n`] : [];
  });
  return imports.length > 0 ? `${imports.join("")}\n${code}` : code;
}
