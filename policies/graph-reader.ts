import { Unknown, canonicalType } from "../graph/types";
import type { ResourceGraph, ResourceNode, Urn } from "../graph/types";
import { PropertyTypeError, UnknownPropertyError, readProperties } from "./guard";
import type { GraphReader, PropertyReader, Reference, SecretSuspicion, Subject } from "./rule";
import { awsNamesOf, awsReferencesOf } from "./aws-names";
import { armKeyOfId, armKeyOfName, armKeyOfResource } from "./arm-id";
import { valuesAt } from "./property-path";
import { findSecrets } from "./secrets";

/** Opens a graph for rules. Every index is built once, so that a rule costs the same on ten resources and on 10,000. */
export function readGraph(graph: ResourceGraph): IndexedGraph {
  return new IndexedGraph(graph);
}

/** The graph behind a `GraphReader`, with the nodes that only the evaluator sees. */
export class IndexedGraph implements GraphReader {
  readonly basis: ResourceGraph["basis"];
  /** Custom resources other than Pulumi's own (stack, providers). */
  readonly custom: readonly ResourceNode[];
  private readonly byUrn = new Map<Urn, ResourceNode>();
  private readonly byType = new Map<string, ResourceNode[]>();
  private readonly byId = new Map<string, ResourceNode>();
  private armKeys: Map<string, ResourceNode> | undefined;
  private awsNames: Map<string, ResourceNode[]> | undefined;
  private readonly order = new Map<Urn, number>();
  private readonly referrerIndexes = new Map<string, ReferrerIndex>();

  constructor(graph: ResourceGraph) {
    this.basis = graph.basis;
    this.custom = graph.resources.filter((node) => node.custom && !node.type.startsWith("pulumi:"));
    graph.resources.forEach((node, position) => {
      this.byUrn.set(node.urn, node);
      this.order.set(node.urn, position);
      append(this.byType, canonicalType(node.type), node);
      if (typeof node.id === "string") this.byId.set(normalize(node.id), node);
    });
  }

  all(types: readonly string[]): readonly ResourceNode[] {
    const found = types.flatMap((type) => (type === "*" ? this.custom : (this.byType.get(type) ?? [])));
    return types.length < 2 ? found : found.sort((a, b) => this.position(a) - this.position(b));
  }

  suspicions(resource: Subject): readonly SecretSuspicion[] {
    const { inputs, outputs } = this.node(resource);
    const found = findSecrets(inputs, "inputs");
    return inputs === outputs ? found : [...found, ...findSecrets(outputs, "outputs")];
  }

  inputs(resource: Subject): PropertyReader {
    return readProperties(this.node(resource).inputs);
  }

  outputs(resource: Subject): PropertyReader {
    return readProperties(this.node(resource).outputs);
  }

  parent(resource: Subject): ResourceNode | undefined {
    return resource.parent === undefined ? undefined : this.byUrn.get(resource.parent);
  }

  references(resource: Subject, path: string, to: readonly string[]): readonly Reference[] {
    const node = this.node(resource);
    const values = valuesAt(node.inputs, path);
    const unknowns = values.filter(({ value }) => value instanceof Unknown);
    const sources = unknowns.length > 0 ? this.sources(node, path, to) : [];
    // As many sources as unknown IDs: which is which is open, but together they are these.
    const targets = sources.length === unknowns.length ? [...sources] : [];
    return values.map(({ value, at }) => {
      if (!(value instanceof Unknown)) return this.byReference(node, path, value, at, to);
      const target = targets.shift();
      if (!target) throw new UnknownPropertyError(at, value.reason);
      return { target };
    });
  }

  referrers(resource: Subject, from: readonly string[], path: string): readonly ResourceNode[] {
    return this.referrerIndex(resource, from, path).known.get(resource.urn) ?? [];
  }

  someReferrer(
    resource: Subject,
    from: readonly string[],
    path: string,
    condition: (referrer: Subject) => boolean = () => true,
  ): boolean {
    const index = this.referrerIndex(resource, from, path);
    let doubt: UnknownPropertyError | undefined;
    for (const referrer of index.known.get(resource.urn) ?? []) {
      try {
        if (condition(referrer)) return true;
      } catch (error) {
        if (!(error instanceof UnknownPropertyError)) throw error;
        doubt ??= error;
      }
    }
    doubt ??= index.unresolved;
    if (doubt) throw doubt;
    return false;
  }

  private byReference(
    node: ResourceNode,
    path: string,
    id: unknown,
    at: string,
    to: readonly string[],
  ): Reference {
    if (typeof id !== "string") throw new PropertyTypeError(at, "an ID", `a ${typeof id}`);
    if (node.type.startsWith("aws:")) {
      const target = this.byAwsName(id, to);
      return { id, ...(target && { target }) };
    }
    const target =
      this.byId.get(normalize(id)) ??
      this.byArmKey(id.includes("/") ? armKeyOfId(id) : armKeyOfName(node, path, id));
    return { id, ...(target && { target }) };
  }

  /** Names of AWS are only unique within a type: a role and a bucket may be called the same. */
  private byAwsName(text: string, to: readonly string[]): ResourceNode | undefined {
    this.awsNames ??= this.indexAwsNames();
    for (const name of awsReferencesOf(text)) {
      const found = this.awsNames
        .get(name)
        ?.find((node) => to.includes("*") || to.includes(canonicalType(node.type)));
      if (found) return found;
    }
    return undefined;
  }

  private indexAwsNames(): Map<string, ResourceNode[]> {
    const index = new Map<string, ResourceNode[]>();
    for (const node of this.custom) for (const name of awsNamesOf(node)) append(index, name, node);
    return index;
  }

  private byArmKey(key: string | undefined): ResourceNode | undefined {
    if (key === undefined) return undefined;
    this.armKeys ??= this.indexArmKeys();
    return this.armKeys.get(key);
  }

  private indexArmKeys(): Map<string, ResourceNode> {
    const index = new Map<string, ResourceNode>();
    for (const node of this.custom) {
      const key = typeof node.id === "string" ? armKeyOfId(node.id) : armKeyOfResource(node);
      if (key !== undefined) index.set(key, node);
    }
    return index;
  }

  private referrerIndex(to: Subject, from: readonly string[], path: string): ReferrerIndex {
    const type = canonicalType(to.type);
    const key = `${type} ${from.join()} ${path}`;
    let index = this.referrerIndexes.get(key);
    if (!index) {
      index = this.indexReferrers([type], from, path);
      this.referrerIndexes.set(key, index);
    }
    return index;
  }

  private indexReferrers(to: readonly string[], from: readonly string[], path: string): ReferrerIndex {
    const known = new Map<Urn, ResourceNode[]>();
    let unresolved: UnknownPropertyError | undefined;
    for (const referrer of this.all(from)) {
      try {
        const targets = new Set(this.references(referrer, path, to).map(({ target }) => target?.urn));
        for (const urn of targets) if (urn !== undefined) append(known, urn, referrer);
      } catch (error) {
        if (!(error instanceof UnknownPropertyError)) throw error;
        unresolved ??= new UnknownPropertyError(`${error.path} of ${referrer.name}`, error.reason);
      }
    }
    return { known, ...(unresolved && { unresolved }) };
  }

  /** Resources of the types `to` from which Pulumi says that the top-level property of the path has its value. */
  private sources(node: ResourceNode, path: string, to: readonly string[]): readonly ResourceNode[] {
    const property = path.split(/[.[]/, 1)[0] ?? path;
    return (node.propertyDependencies[property] ?? [])
      .map((urn) => this.byUrn.get(urn))
      .filter((source) => source !== undefined)
      .filter((source) => source.custom && (to.includes("*") || to.includes(canonicalType(source.type))));
  }

  private node(resource: Subject): ResourceNode {
    const node = this.byUrn.get(resource.urn);
    if (!node) throw new Error(`${resource.urn} is not a resource of this graph`);
    return node;
  }

  private position(node: ResourceNode): number {
    return this.order.get(node.urn) ?? 0;
  }
}

interface ReferrerIndex {
  readonly known: ReadonlyMap<Urn, ResourceNode[]>;
  /** The first reference that cannot be followed yet: it might be to any resource. */
  readonly unresolved?: UnknownPropertyError;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function normalize(id: string): string {
  return id.toLowerCase().replace(/^\/+|\/+$/g, "");
}
