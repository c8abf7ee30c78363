import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mermaid } from "./mermaid";
import type { ResourceGraph, ResourceNode, Urn } from "./types";
import { makeUrn } from "./urn";
import { graphViews } from "./views";

const scope = { project: "shop", stack: "prod" };

function node(type: string, name: string, more: Partial<ResourceNode> = {}): ResourceNode {
  return {
    urn: makeUrn({ type, name, parent: more.parent }, scope),
    type,
    name,
    custom: !type.startsWith("shop:"),
    dependencies: [],
    propertyDependencies: {},
    inputs: {},
    outputs: {},
    protect: false,
    retainOnDelete: false,
    ...more,
  };
}

const graphOf = (...resources: ResourceNode[]): ResourceGraph => ({ ...scope, basis: "program", resources });
const needs = (...nodes: ResourceNode[]) => ({ propertyDependencies: { x: nodes.map(({ urn }) => urn) } });

interface Picture {
  readonly boxes: ReadonlyMap<string, string>;
  readonly frames: ReadonlyMap<string, string>;
  readonly arrows: readonly string[];
}

/** Reads the part of Mermaid's flowchart syntax that is written here, and fails at anything else. */
function read(text: string): Picture {
  const [header, ...lines] = text.trimEnd().split("\n");
  expect(header).toBe("flowchart TB");
  const boxes = new Map<string, string>();
  const frames = new Map<string, string>();
  const arrows: string[] = [];
  let depth = 0;
  const label = String.raw`\["((?:[^"#&<>\x60\\{}\[\]|;%\n]|#\d+;)+)"\]`;
  for (const line of lines) {
    const box = new RegExp(`^ +(n_\\w+)${label}$`).exec(line);
    const frame = new RegExp(`^ +subgraph (g_\\w+)${label}$`).exec(line);
    const arrow = /^ {2}(n_\w+) --> (n_\w+)$/.exec(line);
    const style = /^ {2}style (n_\w+) stroke-dasharray: 4 4$/.exec(line);
    if (box) {
      expect(boxes.has(box[1]!)).toBe(false);
      boxes.set(box[1]!, decode(box[2]!));
    } else if (frame) {
      expect(frames.has(frame[1]!)).toBe(false);
      frames.set(frame[1]!, decode(frame[2]!));
      depth++;
    } else if (arrow) {
      expect([boxes.has(arrow[1]!), boxes.has(arrow[2]!), depth]).toEqual([true, true, 0]);
      arrows.push(`${boxes.get(arrow[1]!)!} -> ${boxes.get(arrow[2]!)!}`);
    } else if (style) {
      expect(boxes.has(style[1]!)).toBe(true);
    } else if (/^ +end$/.test(line)) {
      depth--;
    } else {
      expect(line).toMatch(/^ {2}%% [^{}%]*$/);
    }
  }
  expect(depth).toBe(0);
  return { boxes, frames, arrows };
}

const decode = (label: string) =>
  label.replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const labels = (picture: Picture) => [...picture.boxes.values()];

const platform = node("shop:index:Platform", "shop-prod");
const net = node("shop:index:Network", "shop-prod-net", { parent: platform.urn });
const vnet = node("azure-native:network:VirtualNetwork", "shop-prod-net-vnet", { parent: net.urn });
const subnet = node("azure-native:network:Subnet", "shop-prod-net-subnet", {
  parent: net.urn,
  ...needs(vnet),
});
const account = node("azure-native:cognitiveservices:Account", "shop-prod-account", { parent: platform.urn });
const chat = node("azure-native:cognitiveservices:Deployment", "shop-prod-chat", {
  parent: platform.urn,
  ...needs(account),
});
const endpoint = node("azure-native:network:PrivateEndpoint", "shop-prod-endpoint", {
  parent: platform.urn,
  ...needs(account, subnet, vnet),
});
const provider = node("pulumi:providers:azure-native", "default");
const everything = graphOf(platform, provider, net, vnet, subnet, account, chat, endpoint);

describe("mermaid", () => {
  it("draws frames for components and arrows to what a resource needs, implied ones left out", () => {
    const picture = read(mermaid(everything));
    expect(labels(picture)).toEqual([
      "VirtualNetwork: net-vnet",
      "Subnet: net-subnet",
      "Account: account",
      "Deployment: chat",
      "PrivateEndpoint: endpoint",
    ]);
    expect([...picture.frames.values()]).toEqual(["Network: net"]);
    expect(picture.arrows).toEqual([
      "Subnet: net-subnet -> VirtualNetwork: net-vnet",
      "Deployment: chat -> Account: account",
      "PrivateEndpoint: endpoint -> Account: account",
      "PrivateEndpoint: endpoint -> Subnet: net-subnet",
    ]);
  });

  it("says what a view does not show", () => {
    const picture = read(mermaid(everything, { view: "models" }));
    expect(labels(picture)).toEqual([
      "Account: account",
      "Deployment: chat",
      "not in this view: 1 VirtualNetwork, 1 Subnet, 1 PrivateEndpoint",
    ]);
  });

  it("collapses alike resources of one component to stay below the limit", () => {
    const zones = Array.from({ length: 9 }, (_, index) =>
      node("azure-native:privatedns:PrivateZone", `z${index}`, { parent: net.urn }),
    );
    const link = node("azure-native:privatedns:VirtualNetworkLink", "link", { ...needs(...zones) });
    const picture = read(mermaid(graphOf(platform, net, ...zones, link, account), { maxNodes: 3 }));
    expect(labels(picture)).toEqual([
      "9 x PrivateZone",
      "Account: shop-prod-account",
      "VirtualNetworkLink: link",
    ]);
    expect(picture.arrows).toEqual(["VirtualNetworkLink: link -> 9 x PrivateZone"]);
  });

  it("counts every resource exactly once, whatever must be collapsed or left out", () => {
    const types = [
      "network:Subnet",
      "keyvault:Vault",
      "cognitiveservices:Account",
      "authorization:RoleAssignment",
    ];
    const programs = fc
      .array(
        fc.record({
          type: fc.constantFrom(...types),
          parent: fc.option(fc.nat()),
          need: fc.option(fc.nat()),
        }),
        {
          maxLength: 60,
        },
      )
      .map((shapes) => {
        const components = Array.from({ length: 5 }, (_, index) => node("shop:index:Part", `part${index}`));
        const resources: ResourceNode[] = [];
        for (const [index, { type, parent, need }] of shapes.entries()) {
          const of: Urn | undefined = parent === null ? undefined : components[parent % 5]!.urn;
          resources.push(
            node(`azure-native:${type}`, `r"${index}#<b>\``, {
              ...(of !== undefined && { parent: of }),
              ...(need !== null && index > 0 && needs(resources[need % index]!)),
            }),
          );
        }
        return graphOf(...components, ...resources);
      });
    fc.assert(
      fc.property(
        programs,
        fc.constantFrom(...graphViews),
        fc.integer({ min: 1, max: 45 }),
        (graph, view, maxNodes) => {
          const boxes = labels(read(mermaid(graph, { view, maxNodes })));
          const drawn = boxes.filter((label) => !/^(not in this view|too many to draw): /.test(label));
          expect(drawn.length).toBeLessThanOrEqual(maxNodes);
          const counted = boxes
            .flatMap((label) => label.replace(/^(not in this view|too many to draw): /, "").split(", "))
            .reduce((sum, label) => sum + Number(/^(\d+) /.exec(label)?.[1] ?? 1), 0);
          expect(counted).toBe(graph.resources.filter(({ custom }) => custom).length);
        },
      ),
    );
  });

  it("gives the same picture for the same graph", () => {
    expect(mermaid(everything)).toBe(mermaid(structuredClone(everything)));
  });
});
