/**
 * Writes the same graph with fewer nodes, so that people can read it, and runtimes that don't optimise graphs have less to do. A dense layer
 * is one Gemm, and images keep their channels first from a convolution to the next.
 */
import { attribute, type Graph, type Node } from "./model.js";

/** Operators on single numbers, with one operand. */
const elementwise = new Set(["Abs", "Cast", "Cos", "Exp", "Log", "Neg", "Relu", "Sigmoid", "Sin", "Sqrt", "Tanh"]);

/** The graph without the nodes that aren't needed, with new names for the others. */
export function simplified(graph: Graph): Graph {
  const { nodes } = new Rewriting(graph);
  const node = named(graph, needed(graph, nodes));
  const used = new Set(node.flatMap(({ input }) => input));
  return { ...graph, node, initializer: graph.initializer.filter(({ name }) => used.has(name)) };
}

/** Goes through the nodes once, and writes each in a simpler way where its operands allow it. */
class Rewriting {
  readonly nodes: Node[] = [];
  /** The nodes by their results. */
  readonly #makers = new Map<string, Node>();
  /** Values that are the same as others. */
  readonly #same = new Map<string, string>();
  readonly #uses = new Map<string, number>();
  readonly #vectors: ReadonlySet<string>;

  constructor({ node, input, initializer }: Graph) {
    for (const name of node.flatMap((each) => each.input)) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    this.#vectors = new Set([
      ...input.filter(({ type }) => type.tensor_type.shape.dim.length === 1).map(({ name }) => name),
      ...initializer.filter(({ dims }) => dims.length === 1).map(({ name }) => name),
    ]);
    for (const each of node) this.#rewrite({ ...each, input: each.input.map((name) => this.#same.get(name) ?? name) });
  }

  #add(node: Node): void {
    this.nodes.push(node);
    for (const name of node.output) this.#makers.set(name, node);
  }

  /** The node whose result a value is, if it has this operator. */
  #maker(name: string | undefined, operator: string): Node | undefined {
    const node = this.#makers.get(name ?? "");
    return node?.op_type === operator ? node : undefined;
  }

  #isUsedOnce(name: string): boolean {
    return this.#uses.get(name) === 1;
  }

  #rewrite(node: Node): void {
    const [first = "", second = ""] = node.input;
    const [result = ""] = node.output;
    const inner = this.#maker(first, "Transpose");
    if (node.op_type === "Transpose") {
      const order = inner ? orderOf(node).map((axis) => orderOf(inner)[axis] as number) : orderOf(node); // there is one for each axis
      const source = inner?.input[0] ?? first;
      if (order.every((from, axis) => from === axis)) this.#same.set(result, source);
      else this.#add({ ...node, input: [source], attribute: [attribute("perm", order)] });
    } else if (elementwise.has(node.op_type) && inner && this.#isUsedOnce(first)) {
      const before = `${result} before it is transposed`;
      this.#add({ ...node, input: inner.input, output: [before] });
      this.#add({ ...inner, input: [before], output: [result] });
    } else if (node.op_type === "MatMul") {
      const matrices = node.input.map((name) => swapped(this.#maker(name, "Transpose")));
      this.#add(asGemm(node, matrices));
    } else if (node.op_type === "Add") {
      const [product, bias] = this.#maker(first, "Gemm") ? [first, second] : [second, first];
      const gemm = this.#maker(product, "Gemm");
      const isBias = gemm?.input.length === 2 && this.#isUsedOnce(product) && this.#vectors.has(bias);
      this.#add(isBias ? { ...gemm, input: [...gemm.input, bias], output: [result] } : node);
    } else this.#add(node);
  }
}

const orderOf = (transpose: Node): readonly number[] => transpose.attribute[0]?.ints ?? [];

/** The matrix whose rows and columns a node swaps. */
const swapped = (transpose: Node | undefined): string | undefined =>
  transpose && orderOf(transpose).length === 2 ? transpose.input[0] : undefined;

/** A product of matrices, one of which is swapped: Gemm swaps it by itself. */
function asGemm(product: Node, matrices: readonly (string | undefined)[]): Node {
  if (matrices.every((matrix) => matrix === undefined)) return product;
  const input = product.input.map((name, place) => matrices[place] ?? name);
  const swaps = ["transA", "transB"].flatMap((name, place) => (matrices[place] === undefined ? [] : [attribute(name, 1)]));
  return { ...product, op_type: "Gemm", input, attribute: swaps };
}

/** The nodes of which the outputs are made. */
function needed({ output }: Graph, nodes: readonly Node[]): Node[] {
  const names = new Set(output.map(({ name }) => name));
  const found = nodes.toReversed().filter((node) => {
    const isNeeded = node.output.some((name) => names.has(name));
    if (isNeeded) for (const name of node.input) names.add(name);
    return isNeeded;
  });
  return found.toReversed();
}

/** Names each node and its result by its operator, or the result by the output that it is. Of several results, that is the last. */
function named({ input, output, initializer }: Graph, nodes: readonly Node[]): Node[] {
  const taken = new Set([...input, ...output, ...initializer].map(({ name }) => name));
  const outputs = new Set(output.map(({ name }) => name));
  const results = new Set(nodes.flatMap((node) => node.output));
  const names = new Map<string, string>();
  const remaining = nodes.filter(({ op_type, input: [source = ""], output: [result = ""] }) => {
    const isCopy = op_type === "Identity" && outputs.has(result) && results.has(source) && !names.has(source);
    if (isCopy) names.set(source, result);
    return !isCopy;
  });
  const nameOf = (name: string): string => names.get(name) ?? name;
  return remaining.map((node) => {
    const name = free(node.op_type, taken);
    taken.add(name);
    for (const result of node.output) {
      const wish = result === node.output.at(-1) ? name : free(`${name}_unused`, taken);
      taken.add(wish);
      if (!outputs.has(nameOf(result))) names.set(result, wish);
    }
    return { ...node, name, input: node.input.map(nameOf), output: node.output.map(nameOf) };
  });
}

/** A name that isn't taken: the wish, or the wish with a number. */
export function free(wish: string, taken: ReadonlySet<string>): string {
  let name = wish;
  for (let next = 2; taken.has(name); next++) name = `${wish}_${next}`;
  return name;
}
