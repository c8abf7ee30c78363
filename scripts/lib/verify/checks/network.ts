import ipaddr from "ipaddr.js";
import { canonicalType } from "../../../../graph/types";
import type { Cloud, Resource } from "../cloud";
import { type Case, type Check, type Outcome, fail, pass, skipped } from "../check";
import { type Answer, answerOf, madeUpKey } from "../call";
import { type Account, type Platform, type Standing, valueAt } from "../platform";
import { drifted, records, textIn } from "../read";

/** The private endpoint of a resource in the platform's own network, else in any, by which checks name what they need. */
export function endpointOf(platform: Platform, target: string): Standing | undefined {
  const found = endpointsTo(platform, target);
  const home = platform.config.environment.region;
  return found.find(({ node }) => node.inputs["location"] === home) ?? found[0];
}

function endpointsTo(platform: Platform, target: string): readonly Standing[] {
  return endpoints(platform).filter(({ node }) =>
    connections(node.inputs).some((id) => id.toLowerCase() === target.toLowerCase()),
  );
}

export function endpoints(platform: Platform): readonly Standing[] {
  return platform.standing("azure-native:network:PrivateEndpoint");
}

function connections(inputs: Standing["node"]["inputs"]): readonly string[] {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].flatMap((key) =>
    records(inputs[key]).flatMap((one) => textIn(one, "privateLinkServiceId") ?? []),
  );
}

export const privateEndpoints: Check = {
  id: "private-endpoints",
  title: "Every private endpoint stands, and its connection is approved.",
  how: "Reads each private endpoint of the state from Resource Manager.",
  phase: "structure",
  cases: (platform) =>
    endpoints(platform).map(({ name, id, apiVersion }) => ({
      subject: name,
      run: async (cloud): Promise<Outcome> => {
        const endpoint = await cloud.resource(id, apiVersion);
        if (!endpoint) return fail("the private endpoint does not exist", drifted);
        const states = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
          .flatMap((key) => records(endpoint.properties[key]))
          .map((one) => textIn(one, "properties.privateLinkServiceConnectionState.status") ?? "not told");
        const wrong = states.filter((state) => state !== "Approved");
        if (states.length === 0 || wrong.length > 0)
          return fail(
            `its connection is ${wrong.join(", ") || "not there"}, must be Approved`,
            "Approve the connection on the resource that the endpoint leads to (Networking, private access), or delete the endpoint and run `cornerstone up`.",
          );
        const state = textIn(endpoint.properties, "provisioningState");
        return state === "Succeeded"
          ? pass(`${states.length} connection approved`)
          : fail(`the endpoint is in state ${String(state)}, must be Succeeded`, drifted);
      },
    })),
};

export const privateNames: Check = {
  id: "private-names",
  title: "Inside the network, every name of a service leads to its private endpoint.",
  how: "Takes names and addresses from the endpoint's network interface, and resolves each name by DNS; so it does with the gateway's own.",
  phase: "structure",
  eventual: true,
  cases: (platform) => [
    ...gateways(platform).map(({ name, id, apiVersion }) => ({
      subject: name,
      run: async (cloud: Cloud): Promise<Outcome> => {
        if (!cloud.positions.has("network")) return skipped(outside);
        const found = await cloud.resource(id, apiVersion);
        const fqdn = `${id.split("/").at(-1) ?? ""}.azure-api.net`;
        // One address a region: the name leads to every one of them.
        const regions = [found?.properties, ...records(found?.properties["additionalLocations"])];
        const addresses = regions.flatMap((region) =>
          ((region?.["privateIPAddresses"] ?? []) as readonly string[]).slice(0, 1),
        );
        return compareNames(
          addresses.map((address) => ({ fqdn, address })),
          cloud,
        );
      },
    })),
    ...endpoints(platform).map(({ name, id, apiVersion, node }) => ({
      subject: name,
      run: async (cloud: Cloud): Promise<Outcome> => {
        if (!cloud.positions.has("network")) return skipped(outside);
        const [target = ""] = connections(node.inputs);
        const main = endpointOf(platform, target);
        const elsewhere = main !== undefined && main.id !== id;
        if (elsewhere && !cloud.resolveFrom)
          return skipped(`names of this network are looked at from inside of it: here, ${main.name} answers`);
        const endpoint = await cloud.resource(id, apiVersion);
        const [nic] = records(endpoint?.properties["networkInterfaces"]);
        const found = nic && (await cloud.resource(textIn(nic, "id") ?? "", apiVersion));
        if (!found) return skipped("the endpoint has no network interface to compare with");
        return compareNames(served(found), cloud, elsewhere);
      },
    })),
  ],
};

/** Gateways that stand inside the network, and have no endpoint. */
function gateways(platform: Platform): readonly Standing[] {
  return platform
    .standing("azure-native:apimanagement:ApiManagementService")
    .filter(({ node }) => node.inputs["virtualNetworkType"] === "Internal");
}

/** Why a check that needs the network was not tried. */
export const outside =
  "this machine is outside of the network: run it on one inside, or without --from internet";

/** Names of a network interface, with their addresses. */
function served({ properties }: Resource): readonly { fqdn: string; address: string }[] {
  return records(properties["ipConfigurations"]).flatMap((configuration) => {
    const address = textIn(configuration, "properties.privateIPAddress");
    const link = configuration["properties"] as Record<string, unknown> | undefined;
    const fqdns =
      (link?.["privateLinkConnectionProperties"] as { fqdns?: string[] } | undefined)?.fqdns ?? [];
    return address === undefined ? [] : fqdns.map((fqdn) => ({ fqdn, address }));
  });
}

async function compareNames(
  names: readonly { fqdn: string; address: string }[],
  cloud: Cloud,
  fromThere = false,
): Promise<Outcome> {
  if (names.length === 0) return skipped("the network interface names no host");
  const wrong: string[] = [];
  for (const { fqdn, address } of names) {
    const addresses =
      fromThere && cloud.resolveFrom ? await cloud.resolveFrom(address, fqdn) : await cloud.resolve(fqdn);
    if (addresses.includes(address)) continue;
    const seen = addresses.length === 0 ? "nothing" : addresses.map(describe).join(", ");
    wrong.push(`${fqdn} leads to ${seen}, must lead to ${address}`);
  }
  return wrong.length === 0
    ? pass(names.map(({ fqdn, address }) => `${fqdn} ${address}`).join(", "))
    : fail(
        wrong.join("; "),
        "Compare the endpoint's DNS zone group, the A records of the private zones, and the links of those zones to the network; `cornerstone drift` names what was changed.",
      );
}

function describe(address: string): string {
  return `${address} (${ipaddr.parse(address).range() === "private" ? "private" : "public"})`;
}

/** Properties that close a resource to the internet, and what they must be. */
const doors = ["publicNetworkAccess", "publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"];

export const publicAccess: Check = {
  id: "public-access",
  title: "Nothing answers the internet.",
  how: "Reads what closes each resource from Resource Manager, and calls each AI account from outside where that can be done.",
  phase: "calls",
  cases: (platform) => closed(platform).map((one) => doorCase(one, platform)),
};

/** Every resource that the stack closes to the internet. */
function closed(platform: Platform): readonly Standing[] {
  const types = new Set(platform.graph.resources.map(({ type }) => canonicalType(type)));
  return [...types].flatMap((type) =>
    type.startsWith("azure-native:")
      ? platform.standing(type).filter(({ node }) => doors.some((door) => isShut(declared(node, door))))
      : [],
  );
}

function declared(node: Standing["node"], name: string): unknown {
  return valueAt(node, `inputs.properties.${name}`) ?? valueAt(node, `inputs.${name}`);
}

function isShut(value: unknown): boolean {
  return typeof value === "string" && value.toLowerCase() === "disabled";
}

function doorCase(resource: Standing, platform: Platform): Case {
  const { name, id, apiVersion, node } = resource;
  return {
    subject: name,
    run: async (cloud) => {
      const found = await cloud.resource(id, apiVersion);
      if (!found) return fail("the resource does not exist", drifted);
      const open = doors.filter((door) => isShut(declared(node, door)) && !isShut(found.properties[door]));
      if (open.length > 0)
        return fail(
          open.map((door) => `${door} is ${String(found.properties[door])}, must be Disabled`).join("; "),
          drifted,
        );
      const account = platform.accounts.find((each) => each.id === id);
      const told = "closed by its configuration";
      if (!account || !cloud.positions.has("internet")) return pass(told);
      return callFromOutside(account, platform, cloud, told);
    },
  };
}

function isClosed({ status, code }: Extract<Answer, { ok: false }>): boolean {
  return status === 403 && code !== "AuthenticationTypeDisabled";
}

async function callFromOutside(
  account: Account,
  platform: Platform,
  cloud: Cloud,
  told: string,
): Promise<Outcome> {
  const deployment = platform.deployments.find((one) => one.account === account);
  const [speaker] = cloud.speakers(
    platform.principals.filter(({ mayCall }) => mayCall.has(account.id.toLowerCase())),
  );
  if (!deployment) return pass(`${told}; there is no deployment to call`);
  const client = cloud.client(account.address, "internet", speaker ?? { key: madeUpKey });
  const answer = await answerOf(client, deployment);
  // A name that does not resolve, or a connection that is not taken, is as closed as a refusal of whoever calls from outside.
  if (!answer.ok && (answer.status === undefined || isClosed(answer)))
    return pass(`${told}; a call from the internet is refused: ${answer.said}`);
  return fail(
    answer.ok
      ? `${deployment.deployment} answers a call from the internet`
      : `a call from the internet gets as far as "${answer.said}", must be refused as from outside`,
    drifted,
  );
}
