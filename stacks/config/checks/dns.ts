import { allPrivateDnsZones, privateDnsZones } from "../../../catalog/private-dns-zones";
import { nearest } from "../nearest";
import { sectionServices, type ServiceSections } from "../section-services";
import type { Check, CheckFinding } from "./check";

/** Names of the private DNS zones that every platform's private endpoints need. */
export const neededZones: readonly string[] = [
  ...(privateDnsZones("Microsoft.CognitiveServices/accounts", "account") ?? []),
  ...(privateDnsZones("Microsoft.KeyVault/vaults", "vault") ?? []),
];

/** Names of every private DNS zone that the private endpoints of a platform with these sections need. */
export function zonesOf(sections: ServiceSections, region: string): readonly string[] {
  const ofSections = sectionServices(sections, region).flatMap(
    ({ type, groupId, location }) => privateDnsZones(type, groupId, location) ?? [],
  );
  return [...new Set([...neededZones, ...ofSections])];
}

/** Existing zones are complete, each under the name that its ID ends in, and only given where they are used. */
export const checkDns: Check = (config) => {
  const dns = config.network?.dns;
  if (dns?.mode === undefined) return [];
  const { mode, zones } = dns;
  if (zones === undefined) return [];
  if (mode !== "existing") return Object.keys(zones).length > 0 ? [unused(mode)] : [];
  const needed = zonesOf(config, config.environment?.region ?? "");
  return [
    ...needed.filter((zone) => !Object.hasOwn(zones, zone)).map(missing),
    ...Object.entries(zones).flatMap(([zone, id]) => judge(zone, id, needed)),
  ];
};

function unused(mode: string): CheckFinding {
  return {
    path: ["network", "dns", "zones"],
    message: `zones are given, but mode "${mode}" does not use them`,
    allowed: 'zones only with mode "existing"',
    fix: 'write mode: existing, or remove "zones"',
  };
}

function missing(zone: string): CheckFinding {
  return {
    path: ["network", "dns", "zones", zone],
    message: `the platform's private endpoints need the zone "${zone}", and no ID is given`,
    allowed: `the ARM ID of a zone of that name: /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/privateDnsZones/${zone}`,
    fix: `add the ID of the hub's zone "${zone}"`,
  };
}

function judge(zone: string, id: string | undefined, needed: readonly string[]): readonly CheckFinding[] {
  const path = ["network", "dns", "zones", zone];
  if (!allPrivateDnsZones.includes(zone) && !needed.includes(zone)) {
    const meant = nearest(zone, allPrivateDnsZones);
    return [
      {
        path,
        message: `"${zone}" is no private DNS zone of a private endpoint${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
        allowed: needed.join(", "),
        fix: meant === undefined ? "remove it" : `rename it to "${meant}"`,
      },
    ];
  }
  const last = id?.split("/").at(-1);
  if (last === undefined || last.toLowerCase() === zone) return [];
  return [
    {
      path,
      message: `the ID is that of another zone, "${last}"`,
      allowed: `an ID that ends in /privateDnsZones/${zone}`,
      fix: `give the ID of the zone "${zone}"`,
    },
  ];
}
