import { z } from "zod";
import { inStableOrder } from "./order";
import type { ResourceGraph, ResourceNode, SourcePosition } from "./types";
import { parseUrn, stackType } from "./urn";
import { mapFromWire } from "./wire";

/** A file that is not a readable state; the message says what is wrong and what would do. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

const properties = z.record(z.string(), z.unknown()).nullish();

const resourceSchema = z.object({
  urn: z.string().refine((urn) => parseUrn(urn) !== undefined, {
    error: "must be a URN (urn:pulumi:<stack>::<project>::<type>::<name>)",
  }),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  parent: z.string().optional(),
  inputs: properties,
  outputs: properties,
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  external: z.boolean().default(false),
  /** True for the old half of a replacement that still has to be deleted. */
  delete: z.boolean().default(false),
  provider: z.string().optional(),
  sourcePosition: z.string().optional(),
});

const deploymentSchema = z.object({ resources: z.array(resourceSchema).nullish() });

const supportedVersions = [3, 4];

/**
 * The graph of a deployed stack of any Pulumi program, from what `pulumi stack export` prints (or from the stack's file in a
 * `file://` backend), parsed as JSON.
 *
 * Secrets stay secrets; encrypted ones hold an unknown. Resources that a replacement has yet to delete are left out: their
 * URN is that of their successor.
 *
 * @throws StateFileError when it is something else, naming the place.
 */
export function graphFromState(exported: unknown): ResourceGraph {
  const parsed = deploymentSchema.safeParse(deploymentOf(exported));
  if (!parsed.success) {
    const lines = parsed.error.issues
      .slice(0, 10)
      .map(({ path, message }) => `  ${pathText(path)}: ${message}`);
    throw new StateFileError(
      [`the state file is damaged in ${parsed.error.issues.length} places:`, ...lines].join("\n"),
    );
  }
  const resources = (parsed.data.resources ?? []).filter((resource) => !resource.delete).map(nodeOf);
  const root = resources.find(({ type }) => type === stackType) ?? resources[0];
  const scope = root === undefined ? undefined : parseUrn(root.urn);
  if (scope === undefined) {
    throw new StateFileError("the state holds no resources: deploy the stack first, or export another one");
  }
  return { project: scope.project, stack: scope.stack, basis: "state", resources: inStableOrder(resources) };
}

function deploymentOf(file: unknown): unknown {
  if (!isObject(file)) {
    throw new StateFileError(
      "a state is a JSON object as `pulumi stack export` prints it, got " +
        (Array.isArray(file) ? "an array" : JSON.stringify(file)),
    );
  }
  if ("terraform_version" in file) {
    throw new StateFileError(
      "this is a state of Terraform; export a Pulumi stack with `pulumi stack export`",
    );
  }
  if ("steps" in file) {
    throw new StateFileError("this is a preview (`pulumi preview --json`), which is not a state");
  }
  const version = file["version"];
  const deployment = isObject(file["checkpoint"]) ? file["checkpoint"]["latest"] : file["deployment"];
  if (version === undefined || deployment === undefined) {
    throw new StateFileError(
      "this is not a state: `version` and `deployment` are missing; export one with `pulumi stack export`",
    );
  }
  if (typeof version !== "number" || !supportedVersions.includes(version)) {
    throw new StateFileError(
      `the state has version ${JSON.stringify(version)}, must be ${supportedVersions.join(" or ")}; export it again with a current Pulumi CLI`,
    );
  }
  return deployment;
}

function nodeOf(resource: z.infer<typeof resourceSchema>): ResourceNode {
  const { urn, type, custom, id, parent, protect, retainOnDelete, provider } = resource;
  const sourcePosition = positionOf(resource.sourcePosition);
  return {
    urn,
    type,
    name: parseUrn(urn)?.name ?? urn,
    custom,
    ...(resource.external && { external: true }),
    ...(id !== undefined && { id }),
    ...(parent !== undefined && parent !== "" && { parent }),
    dependencies: [...new Set(resource.dependencies)].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {})
        .map(([property, urns]) => [property, [...new Set(urns)].sort()] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
    inputs: mapFromWire(resource.inputs ?? {}, unreadable),
    outputs: mapFromWire(resource.outputs ?? {}, unreadable),
    protect,
    retainOnDelete,
    ...(provider !== undefined && provider !== "" && { provider }),
    ...(sourcePosition && { sourcePosition }),
  };
}

const unreadable = { unknown: "not known when the state was written", ciphertext: "encrypted in the state" };

/** `project:///stacks/azure.ts#12,3` as the engine writes it. Lines outside the project, or in a package, are nobody's to fix. */
function positionOf(text: string | undefined): SourcePosition | undefined {
  const [, file, line, column] = /^project:\/\/\/([^#]+)#(\d+),(\d+)$/.exec(text ?? "") ?? [];
  return file === undefined || file.startsWith("../") || file.includes("node_modules/")
    ? undefined
    : { file, line: Number(line), column: Number(column) };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}.${String(part)}`),
    "deployment",
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
