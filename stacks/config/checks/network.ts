import { IPv4 } from "ipaddr.js";
import { addressPlan, subnetRange } from "../../../components/network/address-plan";
import type { Draft } from "../draft";
import type { Path } from "../path";
import { sectionAddresses } from "../section-services";
import type { StackConfig } from "../schema";
import { accountsOf, type Check, type CheckFinding } from "./check";

type Range = [IPv4, number];

/** Ranges for private use. https://www.rfc-editor.org/rfc/rfc1918 */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parse);

/**
 * Ranges inside the private ones that the hosts of agents and container apps use themselves; the others that they use
 * are not private. https://learn.microsoft.com/azure/container-apps/networking, "Subnet address range restrictions"
 */
const reservedRanges = ["172.30.0.0/16", "172.31.0.0/16"].map(parse);

const prefixLimits = { shortest: 16, longest: 24 } as const;

/** Addresses of every subnet that Azure keeps. https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const addressesKeptByAzure = 5;

/** Addresses of the private endpoint of one account: one for each of its three host names. */
const addressesOfAccount = 3;

/** Addresses of the private endpoint of Azure Monitor, which a platform with zones of its own has. https://learn.microsoft.com/azure/azure-monitor/logs/private-link-configure */
const addressesOfMonitor = 11;

/** Addresses of the stores of one project of agents: two of Cosmos DB (global and regional), one of each other. */
const addressesOfAgentStores = 4;

/** There is one network, new or existing; the new one's address space is private, unreserved, and large enough. */
export const checkNetwork: Check = (config, { given }) => {
  const { network } = config;
  if (!network) return [];
  const existing = given(["network", "existing"]);
  if (existing && given(["network", "addressSpace"])) return [bothGiven];
  if (existing) return checkExisting(network.existing);
  if (!given(["network", "addressSpace"])) return [noneGiven];
  return network.addressSpace === undefined ? [] : checkAddressSpace(network.addressSpace, config);
};

const bothGiven: CheckFinding = {
  path: ["network", "existing"],
  message: "both an address space and an existing network are given",
  allowed: "network.addressSpace or network.existing, not both",
  fix: "remove addressSpace to use the existing network, or existing to build a new one",
};

const noneGiven: CheckFinding = {
  path: ["network", "addressSpace"],
  message: "neither an address space nor an existing network is given",
  allowed: "network.addressSpace or network.existing",
  fix: "add addressSpace, for example 10.40.0.0/20, or the IDs of an existing network",
};

function checkExisting(
  existing: NonNullable<Draft<StackConfig["network"]>["existing"]> | undefined,
): readonly CheckFinding[] {
  const network = existing?.virtualNetworkId;
  const subnet = existing?.privateEndpointSubnetId;
  if (!network || !subnet || subnet.toLowerCase().startsWith(`${network.toLowerCase()}/subnets/`)) return [];
  return [
    {
      path: ["network", "existing", "privateEndpointSubnetId"],
      message: "the subnet belongs to another network than virtualNetworkId",
      allowed: `${network}/subnets/<name>`,
      fix: "give the ID of a subnet of that network, or correct virtualNetworkId",
    },
  ];
}

function checkAddressSpace(addressSpace: string, config: Draft<StackConfig>): readonly CheckFinding[] {
  const path = ["network", "addressSpace"];
  const wrong = checkPrivateRange(addressSpace, path);
  if (wrong.length > 0) return wrong;
  const range = parse(addressSpace);
  const reserved = reservedRanges.find((other) => overlaps(range, other));
  if (!reserved) return checkEndpointSubnet(addressSpace, range[1], config);
  return [
    {
      path,
      message: `${addressSpace} overlaps ${reserved.join("/")}, which Azure's own hosts use inside agent and container subnets`,
      allowed: `a private range outside ${reservedRanges.map((other) => other.join("/")).join(" and ")}`,
      fix: "write another private range, for example 10.40.0.0/20",
    },
  ];
}

/** The address space of a network is a private range, written by its first address, of a usual size. */
export function checkPrivateRange(addressSpace: string, path: Path): readonly CheckFinding[] {
  const [address, prefix] = parse(addressSpace);
  const start = IPv4.networkAddressFromCIDR(addressSpace).toString();
  const finding = (message: string, allowed: string, fix: string): readonly CheckFinding[] => [
    { path, message, allowed, fix },
  ];
  if (prefix < prefixLimits.shortest || prefix > prefixLimits.longest) {
    return finding(
      `a /${prefix} is too ${prefix < prefixLimits.shortest ? "large" : "small"} for the platform's network`,
      `/${prefixLimits.shortest} to /${prefixLimits.longest}`,
      `write ${start}/20, the usual size`,
    );
  }
  if (start !== address.toString()) {
    return finding(
      `${addressSpace} is an address inside a range, not the range`,
      "the first address of the range",
      `write ${start}/${prefix}`,
    );
  }
  if (!privateRanges.some(([first, length]) => prefix >= length && address.match(first, length))) {
    return finding(
      `${addressSpace} is not a private range`,
      "a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
      "write a private range, for example 10.40.0.0/20",
    );
  }
  return [];
}

/** The subnet of private endpoints holds those of every account and of the vaults beside them. */
function checkEndpointSubnet(
  addressSpace: string,
  prefix: number,
  config: Draft<StackConfig>,
): readonly CheckFinding[] {
  const accounts = accountsOf(config).map(({ value }) => value);
  const vaults = new Set(accounts.map((account) => account.region)).size;
  const monitor = config.network?.dns?.mode === "own" ? addressesOfMonitor : 0;
  const projects = config.agents?.projects ?? [];
  const sandboxes = projects.some((project) => project?.codeExecution === true) ? 1 : 0;
  const agents = projects.length * addressesOfAgentStores + sandboxes;
  const flowLogs = config.operations?.flowLogs ? networksOf(config) : 0;
  const ofSections = monitor + agents + sectionAddresses(config) + flowLogs;
  const needed = accounts.length * addressesOfAccount + vaults + ofSections + addressesKeptByAzure;
  const plan = addressPlan["private-endpoints"];
  const size = 2 ** (32 - prefix - plan.newBits);
  if (needed <= size) return [];
  const enough = 32 - plan.newBits - Math.ceil(Math.log2(needed));
  return [
    {
      path: ["network", "addressSpace"],
      message:
        `the subnet of private endpoints, ${subnetRange(addressSpace, plan)}, has ${size} addresses, and ` +
        `${accounts.length} accounts with what belongs to them need ${needed}`,
      allowed: `/${prefixLimits.shortest} to /${enough}`,
      fix: `widen the address space to a /${enough}, or use fewer accounts`,
    },
  ];
}

/** Networks that a stack makes: the one in question, and one in each further region of the gateway. */
function networksOf({ gateway }: Draft<StackConfig>): number {
  return 1 + (gateway?.regions?.filter((region) => region?.addressSpace !== undefined).length ?? 0);
}

function parse(cidr: string): Range {
  return IPv4.parseCIDR(cidr);
}

function overlaps([a, aLength]: Range, [b, bLength]: Range): boolean {
  const shorter = Math.min(aLength, bLength);
  return a.match(b, shorter);
}
