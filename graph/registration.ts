import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition as WirePosition } from "@pulumi/pulumi/proto/source_pb";
import { v5 } from "uuid";
import { toMap } from "./struct";
import { Unknown } from "./types";
import type { PropertyMap, ResourceNode, SourcePosition, Urn } from "./types";
import { makeUrn, stackType } from "./urn";
import { isUnknownValue, mapFromWire } from "./wire";

/** Where a program runs. */
export interface Scope {
  readonly project: string;
  readonly stack: string;
  /** Absolute path of the project: source positions outside it are left out, as the engine does. */
  readonly root: string;
}

/** The resource that a program registers, as it asks for it: the cloud has not answered yet. */
export function registeredNode(
  request: RegisterResourceRequest,
  scope: Scope,
  parent: ResourceNode | undefined,
): ResourceNode {
  const custom = request.getCustom();
  const inputs = mapFromWire(toMap(request.getObject()));
  return {
    ...identityOf(request, scope),
    custom,
    propertyDependencies: propertyDependenciesOf(request),
    inputs,
    outputs: custom ? inputs : {},
    // The engine hands both down to children that do not say otherwise.
    protect: request.hasProtect() ? request.getProtect() === true : (parent?.protect ?? false),
    retainOnDelete: request.hasRetainondelete()
      ? request.getRetainondelete() === true
      : (parent?.retainOnDelete ?? false),
    ...(custom && providerOf(request, scope)),
    // The stack itself is constructed by whoever runs the program, on no line of it.
    ...(request.getType() !== stackType && sourceOf(request, scope.root)),
  };
}

/** A resource that a program looks up by its ID. */
export function externalNode(request: ReadResourceRequest, scope: Scope, outputs: PropertyMap): ResourceNode {
  const id = request.getId();
  return {
    ...identityOf(request, scope),
    custom: true,
    external: true,
    id: isUnknownValue(id) ? new Unknown("the ID to look up is not known yet") : id,
    propertyDependencies: {},
    inputs: {},
    outputs,
    protect: false,
    retainOnDelete: false,
    ...providerOf(request, scope),
    ...sourceOf(request, scope.root),
  };
}

export function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** The ID of a provider, which the engine makes up. Here it is the same in every run. */
export function providerId(urn: Urn): string {
  return v5(urn, v5.URL);
}

/**
 * The provider that the engine makes for resources that name none, one for each package and version, or undefined when the
 * resource needs none.
 */
export function defaultProvider(
  request: RegisterResourceRequest | ReadResourceRequest,
  scope: Scope,
): (ResourceNode & { readonly id: string }) | undefined {
  const [pkg = "", , resource] = request.getType().split(":");
  if (request.getProvider() !== "" || pkg === "pulumi" || resource === undefined) {
    return undefined;
  }
  const version = request.getVersion();
  const type = `pulumi:providers:${pkg}`;
  const name = version === "" ? "default" : `default_${version.replace(/[.+-]/g, "_")}`;
  const urn = makeUrn({ type, name }, scope);
  const inputs: PropertyMap = version === "" ? {} : { version };
  return {
    urn,
    type,
    name,
    custom: true,
    id: providerId(urn),
    dependencies: [],
    propertyDependencies: {},
    inputs,
    outputs: inputs,
    protect: false,
    retainOnDelete: false,
  };
}

function providerOf(
  request: RegisterResourceRequest | ReadResourceRequest,
  scope: Scope,
): Pick<ResourceNode, "provider"> {
  const standard = defaultProvider(request, scope);
  if (standard !== undefined) {
    return { provider: `${standard.urn}::${standard.id}` };
  }
  return request.getProvider() === "" ? {} : { provider: request.getProvider() };
}

function identityOf(
  request: RegisterResourceRequest | ReadResourceRequest,
  scope: Scope,
): Pick<ResourceNode, "urn" | "type" | "name" | "parent" | "dependencies"> {
  const [type, name] = [request.getType(), request.getName()];
  const parent = request.getParent() || undefined;
  return {
    urn: makeUrn({ type, name, parent }, scope),
    type,
    name,
    ...(parent !== undefined && { parent }),
    dependencies: sorted(request.getDependenciesList()),
  };
}

function propertyDependenciesOf(request: RegisterResourceRequest): Record<string, readonly Urn[]> {
  return Object.fromEntries(
    [...request.getPropertydependenciesMap().entries()]
      .map(([property, dependencies]) => [property, sorted(dependencies.getUrnsList())] as const)
      .filter(([, urns]) => urns.length > 0),
  );
}

function sorted(urns: readonly Urn[]): readonly Urn[] {
  return [...new Set(urns)].sort();
}

/** The innermost line of the project's own code that led to the registration. */
function sourceOf(
  request: RegisterResourceRequest | ReadResourceRequest,
  root: string,
): Pick<ResourceNode, "sourcePosition"> {
  const frames = request.getStacktrace()?.getFramesList() ?? [];
  for (const position of [request.getSourceposition(), ...frames.map((frame) => frame.getPc())]) {
    const sourcePosition = position && positionOf(position, root);
    if (sourcePosition !== undefined) {
      return { sourcePosition };
    }
  }
  return {};
}

function positionOf(position: WirePosition, root: string): SourcePosition | undefined {
  if (!position.getUri().startsWith("file:")) {
    return undefined;
  }
  const path = relative(root, fileURLToPath(position.getUri())).split(sep);
  return path[0] === ".." || path.includes("node_modules")
    ? undefined
    : { file: path.join("/"), line: position.getLine(), column: position.getColumn() };
}
