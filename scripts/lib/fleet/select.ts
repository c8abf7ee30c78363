import { minimatch } from "minimatch";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { exitCode, Failure } from "../failure";
import { projectRoot } from "../paths";
import { projectName, stackNames } from "../stack-file";

/** A stack of the fleet, as far as choosing and ordering need it. Its file may still have problems. */
export interface FleetStack {
  readonly name: string;
  /** The tags of the environment, and beside them `environment`, `organization`, `region` and `protected`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Stacks whose outputs it reads. */
  readonly needs: readonly string[];
  readonly cloud: "azure" | "aws";
}

export interface Selection {
  /** Patterns of names (`prod-*`, `{eu,us}-*`); `!` before one takes out. Empty: all. */
  readonly stacks: readonly string[];
  /** `key=value`, where the value may be a pattern too. All of them must hold. */
  readonly tags: readonly string[];
}

/**
 * The stacks that a selection names, by name.
 *
 * @throws Failure when there are none: a fleet run of nothing would look like a good one
 */
export function selectStacks(selection: Selection, fleet: readonly FleetStack[]): readonly FleetStack[] {
  const wanted = selection.stacks.filter((pattern) => !pattern.startsWith("!"));
  const unwanted = selection.stacks.filter((pattern) => pattern.startsWith("!")).map((each) => each.slice(1));
  const tags = selection.tags.map(parseTag);
  const unknown = wanted.filter((pattern) => !fleet.some(({ name }) => minimatch(name, pattern)));
  if (unknown.length > 0) throw nothing(`no stack is named ${unknown.join(", ")}`, fleet);
  const chosen = fleet.filter(
    ({ name, tags: own }) =>
      (wanted.length === 0 || wanted.some((pattern) => minimatch(name, pattern))) &&
      !unwanted.some((pattern) => minimatch(name, pattern)) &&
      tags.every(([key, value]) => own[key] !== undefined && minimatch(own[key], value)),
  );
  if (chosen.length === 0) throw nothing("no stack is selected", fleet);
  return chosen;
}

function parseTag(text: string): readonly [string, string] {
  const [, key, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (key === undefined || value === undefined)
    throw new Failure(
      `--tag ${text} is not of the form key=value`,
      exitCode.usage,
      "For example: --tag region=swedencentral",
    );
  return [key, value];
}

function nothing(what: string, fleet: readonly FleetStack[]): Failure {
  const names = fleet.map(({ name }) => name);
  const shown = names.length > 12 ? [...names.slice(0, 12), `and ${names.length - 12} more`] : names;
  return new Failure(what, exitCode.usage, `Stacks are: ${shown.join(", ") || "none"}.`);
}

/** Every stack that has a file. A file that cannot be read has no tags; its own run says what is wrong with it. */
export function readFleet(root: string = projectRoot): readonly FleetStack[] {
  return stackNames(root).map((name) => {
    const document = parseDocument(fs.readFileSync(path.join(root, "stacks", `Pulumi.${name}.yaml`), "utf8"));
    const config = document.errors.length > 0 ? undefined : mapOf(document.toJS())["config"];
    const sectionOf = (section: string) => mapOf(mapOf(config)[`${projectName}:${section}`]);
    const { tags, name: environment, organization, region, protected: guarded } = sectionOf("environment");
    const needed = sectionOf("secondary")["stack"];
    return {
      name,
      tags: textsOf({ ...mapOf(tags), environment, organization, region, protected: guarded ?? false }),
      cloud: mapOf(config)[`${projectName}:aws`] === undefined ? "azure" : "aws",
      needs: typeof needed === "string" ? [needed.split("/").at(-1) ?? needed] : [],
    };
  });
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(values).filter(([, value]) =>
    ["string", "boolean", "number"].includes(typeof value),
  );
  return Object.fromEntries(texts.map(([key, value]) => [key, String(value)]));
}

/** The stacks in waves: each needs only such of earlier waves. Those that need each other come last, together. */
export function waves(stacks: readonly FleetStack[]): readonly (readonly FleetStack[])[] {
  const result: (readonly FleetStack[])[] = [];
  let left = stacks;
  while (left.length > 0) {
    const free = left.filter(({ needs }) => !needs.some((name) => left.some((other) => other.name === name)));
    const wave = free.length > 0 ? free : left;
    result.push(wave);
    left = left.filter((stack) => !wave.includes(stack));
  }
  return result;
}
