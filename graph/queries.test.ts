import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inStableOrder, prerequisites } from "./order";
import { indexGraph } from "./queries";
import type { ResourceGraph, ResourceNode, Urn } from "./types";
import { makeUrn } from "./urn";

const scope = { project: "shop", stack: "prod" };
const urnOf = (name: string, parent?: Urn) => makeUrn({ type: "t:index:T", name, parent }, scope);

function node(name: string, more: Partial<ResourceNode> = {}): ResourceNode {
  return {
    urn: urnOf(name, more.parent),
    type: "t:index:T",
    name,
    custom: true,
    dependencies: [],
    propertyDependencies: {},
    inputs: {},
    outputs: {},
    protect: false,
    retainOnDelete: false,
    ...more,
  };
}

const graphOf = (resources: readonly ResourceNode[]): ResourceGraph => ({
  ...scope,
  basis: "program",
  resources,
});
const names = (nodes: readonly ResourceNode[] | undefined) => nodes?.map(({ name }) => name);

/** Programs as they can be: each resource has a parent and dependencies among those before it. */
const programs = fc
  .array(fc.record({ parent: fc.option(fc.nat()), needs: fc.array(fc.nat(), { maxLength: 4 }) }), {
    maxLength: 40,
  })
  .map((shapes) => {
    const nodes: ResourceNode[] = [];
    for (const [index, { parent, needs }] of shapes.entries()) {
      const pick = (at: number) => nodes[at % index]!.urn;
      nodes.push(
        node(`n${index}`, {
          ...(parent !== null && index > 0 && { parent: pick(parent) }),
          dependencies: index > 0 ? [...new Set(needs.map(pick))] : [],
        }),
      );
    }
    return nodes;
  });

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe("the order of a graph", () => {
  it("has everything that a resource needs before it, and every resource once", () => {
    fc.assert(
      fc.property(programs, (nodes) => {
        const ordered = inStableOrder(nodes);
        const position = new Map(ordered.map(({ urn }, index) => [urn, index]));
        expect(ordered).toHaveLength(nodes.length);
        for (const [index, at] of ordered.entries()) {
          for (const urn of prerequisites(at)) {
            expect(position.get(urn)).toBeLessThan(index);
          }
        }
      }),
    );
  });

  it("does not hang on the order of registration", () => {
    fc.assert(
      fc.property(
        programs.chain((nodes) => shuffled(nodes).map((other) => ({ nodes, other }))),
        ({ nodes, other }) => {
          expect(names(inStableOrder(other))).toEqual(names(inStableOrder(nodes)));
        },
      ),
    );
  });

  it("survives a chain longer than the call stack, and a cycle", () => {
    const chain = Array.from({ length: 50_000 }, (_, index) =>
      node(`n${String(index).padStart(5, "0")}`, {
        dependencies: index === 49_999 ? [] : [urnOf(`n${String(index + 1).padStart(5, "0")}`)],
      }),
    );
    expect(inStableOrder(chain).at(0)?.name).toBe("n49999");
    const [a, b] = [node("a", { dependencies: [urnOf("b")] }), node("b", { dependencies: [urnOf("a")] })];
    expect(names(inStableOrder([a, b]))).toEqual(["b", "a"]);
    expect(indexGraph(graphOf(chain)).cycles()).toEqual([]);
  });
});

describe("indexGraph", () => {
  const app = node("app");
  const net = node("net", { parent: app.urn });
  const subnet = node("subnet", { parent: net.urn });
  const account = node("account", {
    parent: app.urn,
    type: "azure-native:cognitiveservices/v20240601:Account",
  });
  const endpoint = node("endpoint", { parent: net.urn, dependencies: [subnet.urn, account.urn] });
  const zones = node("zones", { dependencies: [endpoint.urn, "urn:pulumi:prod::shop::gone::gone"] });
  const index = indexGraph(graphOf([app, net, subnet, account, endpoint, zones]));

  it("finds by URN and by canonical type", () => {
    expect(index.get(net.urn)).toBe(net);
    expect(index.get("nowhere")).toBeUndefined();
    expect(names(index.byType("azure-native:cognitiveservices:Account"))).toEqual(["account"]);
    expect(index.byType("azure-native:cognitiveservices:Deployment")).toEqual([]);
  });

  it("walks the tree of components", () => {
    expect(names(index.roots())).toEqual(["app", "zones"]);
    expect(names(index.children(app.urn))).toEqual(["net", "account"]);
    expect(names(index.descendants(app.urn))).toEqual(["net", "account", "subnet", "endpoint"]);
    expect(names(index.ancestors(endpoint.urn))).toEqual(["net", "app"]);
  });

  it("follows needs both ways", () => {
    expect(names(index.dependencies(zones.urn))).toEqual(["endpoint"]);
    expect(names(index.dependents(account.urn))).toEqual(["endpoint", "zones"]);
    expect(names(index.path(zones.urn, account.urn))).toEqual(["zones", "endpoint", "account"]);
    expect(names(index.path(zones.urn, zones.urn))).toEqual(["zones"]);
    expect(index.path(account.urn, zones.urn)).toBeUndefined();
  });

  it("finds cycles, a resource that needs itself included", () => {
    const a = node("a", { dependencies: [urnOf("b")] });
    const b = node("b", { dependencies: [urnOf("c")] });
    const c = node("c", { dependencies: [urnOf("a")] });
    const self = node("self", { dependencies: [urnOf("self")] });
    const cycles = indexGraph(graphOf([a, b, c, self, app])).cycles();
    expect(cycles.map((cycle) => names(cycle)?.sort())).toEqual([["a", "b", "c"], ["self"]]);
  });

  it("agrees with itself on any program", () => {
    fc.assert(
      fc.property(programs, (nodes) => {
        const random = indexGraph(graphOf(nodes));
        expect(random.cycles()).toEqual([]);
        for (const { urn } of nodes) {
          for (const dependent of random.dependents(urn)) {
            const path = random.path(dependent.urn, urn)!;
            expect([path.at(0)!.urn, path.at(-1)!.urn]).toEqual([dependent.urn, urn]);
            for (const [step, at] of path.entries()) {
              const next = path[step + 1];
              expect(next === undefined || prerequisites(at).includes(next.urn)).toBe(true);
            }
          }
          for (const below of random.descendants(urn)) {
            expect(random.ancestors(below.urn).map((above) => above.urn)).toContain(urn);
          }
        }
      }),
    );
  });

  it("takes time in line with the graph's size", () => {
    const chain = (size: number) =>
      graphOf(
        Array.from({ length: size }, (_, at) =>
          node(`n${at}`, { dependencies: at === 0 ? [] : [urnOf(`n${at - 1}`)] }),
        ),
      );
    const time = (graph: ResourceGraph) => {
      const started = performance.now();
      const built = indexGraph(graph);
      expect(built.dependents(urnOf("n0"))).toHaveLength(graph.resources.length - 1);
      expect(built.path(graph.resources.at(-1)!.urn, urnOf("n0"))).toHaveLength(graph.resources.length);
      built.cycles();
      return performance.now() - started;
    };
    // The best of three: what else the machine does only adds to the time.
    const best = (size: number) => Math.min(...[1, 2, 3].map(() => time(chain(size))));
    // Generous: quadratic work would take a hundred times as long.
    expect(best(20_000)).toBeLessThan(40 * Math.max(best(2_000), 5));
  });
});
