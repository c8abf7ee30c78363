import type { Cloud, Resource } from "../cloud";
import { type Case, type Check, type Outcome, fail, pass } from "../check";
import { type Platform, type Standing, textAt, valueAt } from "../platform";
import { drifted, records, textIn, valueIn } from "../read";

export const egress: Check = {
  id: "egress",
  title: "Nothing leaves the network but by the way out that the stack gives it.",
  how: "Reads subnets, their routes, the firewall with its rules, and sandboxes of code from Resource Manager.",
  phase: "structure",
  cases: (platform) => [
    ...casesOf(platform, "network:Subnet", compareSubnet),
    ...casesOf(platform, "network:RouteTable", compareRoutes),
    ...casesOf(platform, "network:FirewallPolicyRuleCollectionGroup", compareRules),
    ...casesOf(platform, "app:ContainerAppsSessionPool", compareSandbox),
  ],
};

/** What is wrong with a resource that stands, in words, and what is right about it. */
interface Comparison {
  readonly wrong: readonly string[];
  readonly right: string;
}

function casesOf(
  platform: Platform,
  type: string,
  compare: (one: Standing, found: Resource) => Comparison,
): readonly Case[] {
  return platform.standing(`azure-native:${type}`).map((one) => ({
    subject: one.name,
    run: async (cloud: Cloud): Promise<Outcome> => {
      const found = await cloud.resource(one.id, one.apiVersion);
      if (!found) return fail("the resource does not exist", drifted);
      const { wrong, right } = compare(one, found);
      return wrong.length === 0 ? pass(right) : fail(wrong.join("; "), drifted);
    },
  }));
}

function compareSubnet({ node }: Standing, { properties }: Resource): Comparison {
  const ways = ["routeTable", "natGateway"].map((key) => ({
    key,
    declared: textAt(node, `inputs.${key}.id`),
    actual: textIn(properties, `${key}.id`),
  }));
  const closed = valueAt(node, "inputs.defaultOutboundAccess") === false;
  const [routes] = ways.flatMap(({ declared }) => declared ?? []);
  return {
    wrong: [
      ...(closed && properties["defaultOutboundAccess"] !== false
        ? ["its machines have Azure's default way out, and must have none"]
        : []),
      ...ways
        .filter(({ declared, actual }) => declared?.toLowerCase() !== actual?.toLowerCase())
        .map(({ key, declared, actual }) => `its ${key} is ${nameOf(actual)}, must be ${nameOf(declared)}`),
    ],
    right: routes === undefined ? "has no way out" : `leads by ${nameOf(routes)}`,
  };
}

function compareRoutes({ node }: Standing, { properties }: Resource): Comparison {
  const declared = records(node.inputs["routes"]).map(routeOf);
  const actual = records(properties["routes"]).map((route) => routeOf(valueIn(route, "properties")));
  return difference(declared, actual, (route) => `a route ${route}`);
}

function routeOf(route: unknown): string {
  const [to = "", type = "", address] = ["addressPrefix", "nextHopType", "nextHopIpAddress"].map((key) =>
    textIn(route, key),
  );
  return `${to} to ${address ?? type}`;
}

function compareRules({ node }: Standing, { properties }: Resource): Comparison {
  const [declared, actual] = [node.inputs, properties].map(({ ruleCollections }) =>
    records(ruleCollections).flatMap(allowed),
  ) as [string[], string[]];
  return difference(declared, actual, (way) => `a rule from ${way}`);
}

/** Every source and host of a collection of rules that lets calls through. */
function allowed(collection: Record<string, unknown>): string[] {
  if (textIn(collection, "action.type") !== "Allow") return [];
  return records(collection["rules"]).flatMap((rule) => {
    const [sources, hosts] = [
      rule["sourceAddresses"],
      rule["targetFqdns"] ?? rule["destinationAddresses"],
    ].map((list) => (Array.isArray(list) ? list.map(String) : ["anywhere"])) as [string[], string[]];
    return sources.flatMap((source) => hosts.map((host) => `${source} to ${host}`));
  });
}

function difference(
  declared: readonly string[],
  actual: readonly string[],
  told: (way: string) => string,
): Comparison {
  const missing = declared.filter((way) => !actual.includes(way));
  const more = actual.filter((way) => !declared.includes(way));
  return {
    wrong: [
      ...more.map((way) => `there is ${told(way)}, which the stack does not declare`),
      ...missing.map((way) => `${told(way)} is missing`),
    ],
    right: declared.length === 1 ? (declared[0] ?? "") : `${declared.length} ways, as declared`,
  };
}

function compareSandbox({ node }: Standing, { properties }: Resource): Comparison {
  const path = "sessionNetworkConfiguration.status";
  const [declared, actual] = [textAt(node, `inputs.${path}`), textIn(properties, path)];
  return {
    wrong:
      declared === actual
        ? []
        : [`its network is ${actual ?? "as Azure sets it"}, must be ${declared ?? "as Azure sets it"}`],
    right: actual ?? "as Azure sets it",
  };
}

function nameOf(id: string | undefined): string {
  return id?.split("/").at(-1) ?? "none";
}
