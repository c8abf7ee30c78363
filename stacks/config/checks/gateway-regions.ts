import { IPv4 } from "ipaddr.js";
import type { Draft } from "../draft";
import type { Path } from "../path";
import type { StackConfig } from "../schema";
import { elements, type CheckFinding } from "./check";
import { checkZones } from "./gateway-zones";
import { checkPrivateRange } from "./network";

type RegionDraft = Draft<NonNullable<StackConfig["gateway"]>["regions"][number]>;

/** The further regions of a gateway: each one new, with units for its zones, and a network that can be joined to the first. */
export function checkGatewayRegions(config: Draft<StackConfig>, existing: boolean): readonly CheckFinding[] {
  const entries = elements(config.gateway?.regions, ["gateway", "regions"]);
  return entries.flatMap(({ value, path }, index) => [
    ...checkNew(
      value,
      path,
      config,
      entries.slice(0, index).map((entry) => entry.value),
    ),
    ...checkZones(value, path),
    ...checkPlace(value, path, config, existing),
    ...checkRange(
      value,
      path,
      config,
      entries.slice(0, index).map((entry) => entry.value),
    ),
  ]);
}

function checkNew(
  { region }: RegionDraft,
  path: Path,
  { environment }: Draft<StackConfig>,
  earlier: readonly RegionDraft[],
): readonly CheckFinding[] {
  if (region === undefined) return [];
  const isHome = region === environment?.region;
  if (!isHome && !earlier.some((other) => other.region === region)) return [];
  return [
    {
      path: [...path, "region"],
      message: isHome
        ? `the gateway stands in ${region} already: it is the primary region`
        : `the gateway stands in ${region} already: it is listed twice`,
      allowed: "each region once, and not environment.region",
      fix: "remove the entry, or name another region",
    },
  ];
}

/** A network is made where the stack makes its own; a hub's owner makes it elsewhere. */
function checkPlace(
  { subnetId, addressSpace, networkWatcher }: RegionDraft,
  path: Path,
  { network }: Draft<StackConfig>,
  existing: boolean,
): readonly CheckFinding[] {
  const ownZones = network?.dns?.mode !== "existing";
  if (subnetId !== undefined && addressSpace !== undefined) {
    return [
      {
        path: [...path, "subnetId"],
        message: "both a subnet and an address space are given",
        allowed: "subnetId or addressSpace, not both",
        fix: "remove addressSpace to use the existing subnet, or subnetId to build a network",
      },
    ];
  }
  if (subnetId !== undefined && networkWatcher !== undefined) {
    return [
      {
        path: [...path, "networkWatcher"],
        message:
          "a network watcher is given for a network that is somebody else's, whose flows are its owner's to log",
        allowed: "only together with addressSpace",
        fix: "remove networkWatcher",
      },
    ];
  }
  if (subnetId !== undefined) return [];
  if (existing || !ownZones) {
    return [
      {
        path: [...path, "subnetId"],
        message: existing
          ? "the platform's network stands already, and a network of this region is its owner's to make and to join"
          : "the hub's DNS zones have one address for each name, and endpoints of this region need zones of their own",
        allowed: "the ARM ID of a subnet of that region",
        fix: "add subnetId, and have the hub lead that network to the accounts' private endpoints",
      },
    ];
  }
  if (addressSpace !== undefined) return [];
  return [
    {
      path: [...path, "addressSpace"],
      message: "the gateway needs a network in this region",
      allowed: "addressSpace, or subnetId of a network that stands already",
      fix: "add addressSpace, for example 10.41.0.0/22",
    },
  ];
}

function checkRange(
  { addressSpace }: RegionDraft,
  path: Path,
  { network }: Draft<StackConfig>,
  earlier: readonly RegionDraft[],
): readonly CheckFinding[] {
  if (addressSpace === undefined) return [];
  const at = [...path, "addressSpace"];
  const wrong = checkPrivateRange(addressSpace, at);
  if (wrong.length > 0) return wrong;
  const others = [network?.addressSpace, ...earlier.map((other) => other.addressSpace)];
  const met = others.find((other) => other !== undefined && overlaps(addressSpace, other));
  if (met === undefined) return [];
  return [
    {
      path: at,
      message: `${addressSpace} overlaps ${met}, and the two networks are joined`,
      allowed: "a range that no other network of the platform has",
      fix: "write another private range",
    },
  ];
}

function overlaps(one: string, other: string): boolean {
  const [a, b] = [IPv4.parseCIDR(one), IPv4.parseCIDR(other)] as const;
  return a[1] <= b[1] ? b[0].match(a[0], a[1]) : a[0].match(b[0], b[1]);
}
