import type { Json } from "../store/store";
import { CloudError } from "./error";
import { at, isObject } from "./json";

/** What a template's expressions may ask of the cloud around them. */
export interface TemplateScope {
  /** Values of the template's parameters. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Answers the keys of a resource. */
  readonly listKeys: (resourceId: string) => Json;
}

type Term = string | number | Call;

interface Call {
  readonly name: string;
  readonly args: readonly Term[];
  /** Properties of the result, `.primaryKey`. */
  readonly path: readonly string[];
}

/** Functions of the template language that this cloud knows, and how many arguments each takes. */
const functions: Readonly<Record<string, readonly [least: number, most: number]>> = {
  concat: [1, Infinity],
  listKeys: [2, 3],
  parameters: [1, 1],
};

/**
 * A value of a template: an expression where it is a text in brackets (`[[` begins a plain one), else itself.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 *
 * @throws CloudError InvalidTemplate for what cannot be read, or needs a function that this cloud does not have
 */
export function templateValue(value: Json, scope: TemplateScope): Json {
  if (typeof value === "string") {
    const term = parseTemplateText(value);
    return term === undefined ? value.replace(/^\[\[/, "[") : evaluate(term, scope);
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => templateValue(one, scope));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : [[name, templateValue(inner, scope)] as const],
  );
  return Object.fromEntries(entries);
}

/** Throws what Resource Manager says of a template before it begins: unreadable expressions, parameters that nobody gave. */
export function checkTemplate(value: Json | undefined, parameters: TemplateScope["parameters"]): void {
  if (typeof value === "string") {
    const term = parseTemplateText(value);
    if (term !== undefined) checkTerm(term, parameters);
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) checkTemplate(inner, parameters);
  }
}

function checkTerm(term: Term, parameters: TemplateScope["parameters"]): void {
  if (typeof term !== "object") return;
  const [name] = term.args;
  if (term.name === "parameters" && typeof name === "string" && !(name in parameters)) {
    throw invalid(
      `The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
    );
  }
  for (const arg of term.args) checkTerm(arg, parameters);
}

function evaluate(term: Term, scope: TemplateScope): Json {
  if (typeof term !== "object") return term;
  const args = term.args.map((arg) => evaluate(arg, scope));
  const result = apply(term.name, args, scope);
  if (term.path.length === 0) return result;
  const found = at(result, term.path.join("."));
  if (found !== undefined) return found;
  throw invalid(`The language expression property '${term.path.join(".")}' doesn't exist.`);
}

function apply(name: string, args: readonly Json[], scope: TemplateScope): Json {
  const [first = ""] = args.map(textOf);
  if (name === "concat") return args.map(textOf).join("");
  return name === "listKeys" ? scope.listKeys(first) : (scope.parameters[first] ?? null);
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function parseTemplateText(text: string): Term | undefined {
  if (!text.startsWith("[") || text.startsWith("[[") || !text.endsWith("]")) return undefined;
  const tokens = text.slice(1, -1).match(/'(?:[^']|'')*'|[A-Za-z_]\w*|\d+|[(),.]|\S/g) ?? [];
  const reader = new Reader(tokens, text);
  const term = reader.term();
  reader.end();
  return term;
}

/** Reads an expression from left to right. */
class Reader {
  private position = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly text: string,
  ) {}

  term(): Term {
    const token = this.next();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^\d+$/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) throw this.unreadable();
    return this.call(token);
  }

  end(): void {
    if (this.position < this.tokens.length) throw this.unreadable();
  }

  private call(written: string): Call {
    const name = Object.keys(functions).find((known) => known.toLowerCase() === written.toLowerCase());
    const [least, most] = functions[name ?? ""] ?? [];
    if (name === undefined || least === undefined || most === undefined) {
      throw invalid(
        `The template function '${written}' is not valid. Please see https://aka.ms/arm-template-expressions for usage details.`,
      );
    }
    this.expect("(");
    const args: Term[] = [];
    while (this.peek() !== ")") {
      if (args.length > 0) this.expect(",");
      args.push(this.term());
    }
    this.expect(")");
    if (args.length < least || args.length > most) throw this.unreadable();
    const path: string[] = [];
    while (this.peek() === ".") {
      this.next();
      path.push(this.next());
    }
    return { name, args, path };
  }

  private peek(): string | undefined {
    return this.tokens[this.position];
  }

  private next(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw this.unreadable();
    this.position += 1;
    return token;
  }

  private expect(token: string): void {
    if (this.next() !== token) throw this.unreadable();
  }

  private unreadable(): CloudError {
    return invalid(`Unable to parse language expression '${this.text.slice(1, -1)}'.`);
  }
}

function invalid(message: string): CloudError {
  return new CloudError(400, "InvalidTemplate", `Deployment template validation failed: '${message}'`);
}
