import { isPropertyMap, Secret, Unknown } from "../graph/types";
import type { PropertyMap, PropertyValue } from "../graph/types";
import type { PropertyReader } from "./rule";

/** A rule read a property that is not known yet; the evaluator turns it into the outcome `unknown`. */
export class UnknownPropertyError extends Error {
  override readonly name = "UnknownPropertyError";
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path || "the resource"} is not known: ${reason}`);
  }
}

/** A property holds a value of another type than the rule reads; the evaluator turns it into the outcome `broken`. */
export class PropertyTypeError extends Error {
  override readonly name = "PropertyTypeError";
  constructor(path: string, wanted: string, found: string) {
    super(`${path || "the resource"} is ${found} where the rule reads ${wanted}`);
  }
}

/** Opens the properties of a resource for a rule: see `PropertyReader`. */
export function readProperties(properties: PropertyMap, path = ""): PropertyReader {
  return new GuardedReader(properties, path, false);
}

class GuardedReader implements PropertyReader {
  constructor(
    private readonly properties: PropertyMap,
    readonly path: string,
    private readonly secret: boolean,
  ) {}

  has(path: string): boolean {
    return this.read(path).value !== undefined;
  }

  string(path: string): string | undefined {
    return this.typed(path, "a string", isString);
  }

  number(path: string): number | undefined {
    return this.typed(path, "a number", isNumber);
  }

  boolean(path: string): boolean | undefined {
    return this.typed(path, "true or false", isBoolean);
  }

  strings(path: string): readonly string[] {
    return this.elements(path).map(({ value, at }) => {
      if (typeof value !== "string") throw new PropertyTypeError(at, "a string", describe(value));
      return value;
    });
  }

  list(path: string): readonly PropertyReader[] {
    return this.elements(path).map(({ value, secret, at }) => {
      if (!isPropertyMap(value)) throw new PropertyTypeError(at, "an object", describe(value));
      return new GuardedReader(value, at, secret);
    });
  }

  object(path: string): PropertyReader | undefined {
    const { value, secret } = this.read(path);
    if (value === undefined) return undefined;
    if (!isPropertyMap(value)) throw new PropertyTypeError(this.at(path), "an object", describe(value));
    return new GuardedReader(value, this.at(path), secret);
  }

  keys(path = ""): readonly string[] {
    const { value } = this.read(path);
    if (value === undefined) return [];
    if (!isPropertyMap(value)) throw new PropertyTypeError(this.at(path), "an object", describe(value));
    return Object.keys(value).filter((key) => value[key] !== undefined);
  }

  value(path: string): PropertyValue | undefined {
    const { value, secret } = this.read(path);
    if (value === undefined) return undefined;
    refuseUnknowns(value, this.at(path));
    return secret ? new Secret(value) : value;
  }

  show(path: string): string {
    const { value, secret } = this.read(path);
    if (value === undefined) return "not set";
    return secret ? "[secret]" : JSON.stringify(value);
  }

  private typed<T extends PropertyValue>(
    path: string,
    wanted: string,
    is: (value: PropertyValue) => value is T,
  ): T | undefined {
    const { value } = this.read(path);
    if (value === undefined) return undefined;
    if (!is(value)) throw new PropertyTypeError(this.at(path), wanted, describe(value));
    return value;
  }

  private elements(path: string): { value: PropertyValue; secret: boolean; at: string }[] {
    const { value, secret } = this.read(path);
    if (value === undefined) return [];
    if (!isList(value)) throw new PropertyTypeError(this.at(path), "a list", describe(value));
    return value.map((element, index) => {
      const at = `${this.at(path)}[${index}]`;
      const opened = open(element, at);
      return { value: opened.value, secret: secret || opened.secret, at };
    });
  }

  /** Walks the path; absent and null both read `undefined`. */
  private read(path: string): { value: PropertyValue | undefined; secret: boolean } {
    let value: PropertyValue = this.properties;
    let secret = this.secret;
    let at = this.path;
    for (const step of steps(path)) {
      if (!isPropertyMap(value)) throw new PropertyTypeError(at, "an object", describe(value));
      at = at ? `${at}.${step}` : step;
      const next: PropertyValue | undefined = value[step];
      if (next === undefined || next === null) return { value: undefined, secret };
      const opened = open(next, at);
      value = opened.value;
      secret ||= opened.secret;
    }
    return { value, secret };
  }

  private at(path: string): string {
    return [this.path, path].filter(Boolean).join(".");
  }
}

/** Looks inside a secret, and refuses an unknown. */
function open(value: PropertyValue, at: string): { value: PropertyValue; secret: boolean } {
  let secret = false;
  while (value instanceof Secret) {
    secret = true;
    value = value.value;
  }
  if (value instanceof Unknown) throw new UnknownPropertyError(at, value.reason);
  return { value, secret };
}

function refuseUnknowns(value: PropertyValue, at: string): void {
  const { value: opened } = open(value, at);
  if (isList(opened))
    opened.forEach((element, index) => {
      refuseUnknowns(element, `${at}[${index}]`);
    });
  else if (isPropertyMap(opened))
    for (const [key, element] of Object.entries(opened))
      if (element !== undefined) refuseUnknowns(element, at ? `${at}.${key}` : key);
}

function isString(value: PropertyValue): value is string {
  return typeof value === "string";
}

function isNumber(value: PropertyValue): value is number {
  return typeof value === "number";
}

function isBoolean(value: PropertyValue): value is boolean {
  return typeof value === "boolean";
}

function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

/** Names the kind of a value without its content, which may be confidential. */
function describe(value: PropertyValue): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `a ${typeof value}`;
}

const splitPaths = new Map<string, readonly string[]>();

/** A rule asks the same few paths of every resource: split each once. */
function steps(path: string): readonly string[] {
  let split = splitPaths.get(path);
  if (!split) {
    split = path === "" ? [] : path.split(".");
    splitPaths.set(path, split);
  }
  return split;
}
