import { profileGeography } from "../../../catalog/bedrock";
import { findSku } from "../../../catalog/skus";
import type { ResourceGraph } from "../../../graph/types";
import { isAws, type AnyStackConfig } from "../../../stacks/config/index";
import type { StackReport } from "../../reports/pull-request/model";
import { findingsOf } from "./findings";
import { byUrn, namesOf } from "../../../graph/names";

/** Whether data and prompts stay where the stack declares, by the residency pack, and what begins to be processed elsewhere. */
export function residencyOf(
  graph: ResourceGraph,
  config: AnyStackConfig,
  before: AnyStackConfig | undefined,
  now: Date,
): NonNullable<StackReport["residency"]> {
  const nodes = byUrn(graph);
  const names = namesOf(graph);
  const findings = findingsOf(graph, ["residency"], now).filter(({ mandatory }) => mandatory);
  const failures = findings.filter(({ outcome }) => outcome === "fail");
  const undecided = findings.filter(({ outcome }) => outcome === "unknown" || outcome === "broken");
  return {
    boundary: config.residency.boundary,
    processing: config.residency.processing,
    verdict: failures.length > 0 ? "fail" : undecided.length > 0 ? "unknown" : "pass",
    problems: [...failures, ...undecided].map(({ urn, message }) => {
      const node = nodes.get(urn);
      return { resource: node ? names.full(node) : urn, message };
    }),
    moves: [...moves(config, before), ...widened(config, before)],
  };
}

/** Deployments whose prompts are processed elsewhere than before. */
function moves(config: AnyStackConfig, before: AnyStackConfig | undefined): string[] {
  if (!before) return [];
  const old = placesOf(before);
  return [...placesOf(config)].flatMap(([name, place]) => {
    const was = old.get(name);
    return was === undefined || was === place
      ? []
      : [`deployment ${name} was processed in ${was}, now in ${place}`];
  });
}

function placesOf(config: AnyStackConfig): ReadonlyMap<string, string> {
  if (isAws(config))
    return new Map(config.aws.models.map(({ name, profile }) => [name, placeOf(profile, config)]));
  const { models } = config;
  const regionOf = new Map(models.accounts.map(({ name, region }) => [name, region]));
  return new Map(
    models.deployments.map(({ name, account, sku }) => {
      const region = regionOf.get(account) ?? account;
      const scope = findSku(sku)?.processing ?? "global";
      const places = { region, dataZone: `the data zone of ${region}`, global: "any region of the world" };
      return [name, places[scope]];
    }),
  );
}

/** Where Bedrock processes calls of a model or an inference profile. */
function placeOf(profile: string, { environment }: AnyStackConfig): string {
  const geography = profileGeography(profile);
  if (geography === undefined) return environment.region;
  return geography === "global" ? "any region of the world" : `the regions of ${geography}.`;
}

/** A declared limit that is other than before: the verdict is of the new one. */
function widened({ residency }: AnyStackConfig, before: AnyStackConfig | undefined): string[] {
  if (!before) return [];
  const old = before.residency;
  return [
    ...(old.boundary === residency.boundary
      ? []
      : [`the declared boundary was ${old.boundary}, now ${residency.boundary}`]),
    ...(old.processing === residency.processing
      ? []
      : [`the declared widest processing was ${old.processing}, now ${residency.processing}`]),
  ];
}
