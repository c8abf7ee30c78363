import { bedrockProcessing } from "../../catalog/endpoints";
import {
  findAwsRegion,
  findBoundary,
  findRegion,
  isAwsRegionInBoundary,
  isRegionInBoundary,
} from "../../catalog/regions";
import { findSku, isProcessingInBoundary, isWithinScope, processingGeography } from "../../catalog/skus";
import type { DeclaredResidency, Place, ResidencyVerdict } from "./types";

/** A place that nothing is known of. */
export function unknownPlace(name: string, why: string): Place {
  return { name, verdict: "unknown", why };
}

/** A region of Azure, by any spelling; undefined is a resource that does not tell its region. */
export function azurePlace(region: string | undefined, { boundary }: DeclaredResidency): Place {
  if (region === undefined) return unknownPlace("a region that is not known", "nothing tells its region");
  const found = findRegion(region);
  if (!found) return unknownPlace(region, `the catalog does not know the region "${region}"`);
  return judged(
    `${found.name} (${countryName(found.country)})`,
    isRegionInBoundary(found.name, boundary),
    boundary,
    "choose a region inside the boundary",
  );
}

/** A region of AWS. */
export function awsPlace(region: string | undefined, { boundary }: DeclaredResidency): Place {
  if (region === undefined) return unknownPlace("a region that is not known", "nothing tells its region");
  const found = findAwsRegion(region);
  if (!found) return unknownPlace(region, `the catalog does not know the region "${region}"`);
  return judged(
    `${found.name} (${countryName(found.country)})`,
    isAwsRegionInBoundary(region, boundary),
    boundary,
    "choose a region inside the boundary",
  );
}

/** Where a deployment of a SKU processes prompts. */
export function processingPlace(sku: string, region: string | undefined, declared: DeclaredResidency): Place {
  const known = findSku(sku);
  if (!known) return unknownPlace("processing unknown", `the catalog does not know the SKU "${sku}"`);
  const scope = known.processing;
  const widest = declared.processing;
  if (scope !== "global" && region === undefined)
    return unknownPlace("a region that is not known", "its account is in no stack that is looked at");
  const geography = processingGeography(sku, region ?? "");
  if (geography.scope === "unknown") return unknownPlace(region ?? sku, geography.reason);
  const names = {
    region: () => azurePlace(region, declared).name,
    dataZone: () => `${geography.scope === "dataZone" ? geography.dataZone : ""} data zone`,
    global: () => "any region of the world",
  };
  const place = judged(
    names[scope](),
    isProcessingInBoundary(geography, declared.boundary),
    declared.boundary,
    "choose a SKU of the region (Standard) or of a data zone inside the boundary (DataZoneStandard)",
  );
  if (place.verdict === "inside" && !isWithinScope(known, widest))
    return {
      ...place,
      verdict: "outside",
      why: `${sku} processes by ${scope}, wider than the declared ${widest}`,
      fix: `choose a SKU that processes by ${widest}, or widen residency.processing`,
    };
  const also = findBoundary(declared.boundary)?.dataZoneTransfers;
  return scope === "dataZone" && also && place.verdict === "inside"
    ? { ...place, why: `${place.why}; the zone may include ${also.map(countryName).join(", ")}` }
    : place;
}

/** Where a Bedrock model or inference profile is processed, by its ARN alone. */
export function bedrockPlace(arn: string, declared: DeclaredResidency): Place {
  const processing = bedrockProcessing(arn);
  if (processing.scope === "region") return awsPlace(processing.region, declared);
  if (processing.scope === "unknown") return unknownPlace("processing unknown", processing.reason);
  return geographyPlace(processing.geography, declared);
}

/** The regions that an inference profile of a geography may send a call to. */
export function geographyPlace(geography: string, { boundary }: DeclaredResidency): Place {
  const inside = findBoundary(boundary);
  const name = geography === "global" ? "any region of the world" : `the ${geography}. profile's regions`;
  return judged(
    name,
    inside && (inside.countries === "any" || inside.awsProfileGeographies.includes(geography)),
    boundary,
    `choose an inference profile inside the boundary (${inside?.awsProfileGeographies.map((each) => `${each}.`).join(", ") || "none: call a model in its region"})`,
  );
}

/** Every one of several AWS regions that a call may be sent to. */
export function destinationsPlace(regions: readonly string[], declared: DeclaredResidency): Place {
  const places = regions.map((region) =>
    region === "anywhere" ? geographyPlace("global", declared) : awsPlace(region, declared),
  );
  const bad =
    places.find(({ verdict }) => verdict === "outside") ??
    places.find(({ verdict }) => verdict === "unknown");
  const name = regions.join(", ");
  if (!bad) return { name, verdict: "inside", why: `all inside ${declared.boundary}` };
  return {
    ...bad,
    name,
    why: `${bad.name}: ${bad.why}`,
    ...(bad.verdict === "outside" ? { fix: "choose an inference profile inside the boundary" } : {}),
  };
}

/** Several places at once: as bad as the worst of them, which it names. */
export function everyPlace(places: readonly Place[]): Place {
  const name = places.map((place) => place.name).join(" and ");
  const bad =
    places.find(({ verdict }) => verdict === "outside") ??
    places.find(({ verdict }) => verdict === "unknown") ??
    places[0];
  if (!bad) return unknownPlace("a region that is not known", "nothing tells its region");
  return places.length === 1 || bad.verdict === "inside"
    ? { ...bad, name }
    : { ...bad, name, why: `${bad.name}: ${bad.why}` };
}

/** `Sweden` of `SE`. */
export function countryName(code: string): string {
  return countries.of(code) ?? code;
}

const countries = new Intl.DisplayNames(["en"], { type: "region" });

function judged(name: string, inside: boolean | undefined, boundary: string, fix: string): Place {
  const verdicts: Readonly<Record<string, ResidencyVerdict>> = { true: "inside", false: "outside" };
  const verdict = verdicts[String(inside)] ?? "unknown";
  if (verdict === "unknown")
    return { name, verdict, why: `the catalog does not know boundary "${boundary}"` };
  return verdict === "inside"
    ? { name, verdict, why: `inside ${boundary}` }
    : { name, verdict, why: `outside of ${boundary}`, fix };
}
