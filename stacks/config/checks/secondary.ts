import {
  findBedrockModel,
  isBedrockProcessingInBoundary,
  profileGeography,
  profilesInBoundary,
} from "../../../catalog/bedrock";
import { planPools } from "../../../components/gateway/plan";
import type { Draft } from "../draft";
import { gatewayInventory } from "../gateway-inventory";
import { nearest } from "../nearest";
import type { Path } from "../path";
import type { AwsStackConfig, StackConfig } from "../schema";
import { elements, workloadsOf, type Check, type CheckFinding } from "./check";

type Config = Draft<StackConfig>;
type StandIn = NonNullable<Draft<NonNullable<StackConfig["secondary"]>["standIns"][number]>>;
type Entry = { readonly value: StandIn; readonly path: Path };

/**
 * Whatever stands in is reached through the gateway, for workloads that call the deployment, once for each pool; and where the
 * file of the other stack stands beside this one, it has the model for them, inside this stack's boundary.
 */
export const checkSecondary: Check = (config, { given, beside }) => {
  const { secondary } = config;
  if (!secondary) return [];
  const entries = elements(secondary.standIns, ["secondary", "standIns"]);
  const other = secondary.stack === undefined ? undefined : beside?.(secondary.stack);
  return [
    ...(given(["gateway"]) ? [] : [noGateway]),
    ...entries.flatMap((entry) => checkNames(entry, config)),
    ...checkTwice(entries, config),
    ...(other === undefined ? [] : checkOther(other, secondary.stack ?? "", entries, config)),
  ];
};

const noGateway: CheckFinding = {
  path: ["secondary"],
  onKey: true,
  message: "a second cloud is reached through the gateway, and this stack has none",
  allowed: 'only together with the section "gateway"',
  fix: 'add the section "gateway", or remove this one',
};

/** Names of workloads that take a stand-in, as far as they can be read. */
function takers({ value }: Entry, config: Config): readonly string[] {
  const callers = workloadsOf(config).filter(({ value: { models } }) =>
    (models ?? []).some((model) => model?.deployment === value.deployment),
  );
  const names = callers.flatMap((each) => each.value.name ?? []);
  const chosen = value.workloads?.flatMap((name) => name ?? []);
  return chosen ? names.filter((name) => chosen.includes(name)) : names;
}

function checkNames({ value, path }: Entry, config: Config): readonly CheckFinding[] {
  const { deployments } = config.models ?? {};
  const known = (deployments ?? []).flatMap((each) => each?.name ?? []);
  if (known.length < (deployments ?? []).length || value.deployment === undefined) return [];
  const { deployment } = value;
  if (!known.includes(deployment))
    return [missing([...path, "deployment"], `deployment "${deployment}" in this stack`, deployment, known)];
  const callers = takers({ value: { ...value, workloads: undefined }, path }, config);
  if (callers.length === 0)
    return [
      {
        path: [...path, "deployment"],
        message: `no workload calls deployment "${deployment}", so nobody needs a stand-in for it`,
        allowed: "a deployment that a workload calls",
        fix: "name another deployment, or remove the entry",
      },
    ];
  return elements(value.workloads, [...path, "workloads"]).flatMap(({ value: name, path: at }) =>
    callers.includes(name)
      ? []
      : [missing(at, `workload "${name}" that calls "${deployment}"`, name, callers)],
  );
}

/** A pool has one stand-in at most: the deployments of a pool answer for each other, whatever name is called. */
function checkTwice(entries: readonly Entry[], config: Config): readonly CheckFinding[] {
  const inventory = gatewayInventory(config.models);
  const taken = new Map<string, Path>();
  return entries.flatMap((entry): CheckFinding[] => {
    const pools = takers(entry, config).flatMap((name) => {
      const workload = workloadsOf(config).find(({ value }) => value.name === name);
      const shares = (workload?.value.models ?? []).flatMap((model) =>
        model?.deployment === undefined ? [] : [{ deployment: model.deployment, share: model.share ?? 1 }],
      );
      return planPools(name, shares, inventory, config.environment?.region ?? "")
        .filter(({ members }) => members.some(({ deployment }) => deployment === entry.value.deployment))
        .map(({ id }) => ({ id, name }));
    });
    const again = pools.find(({ id }) => taken.has(id));
    for (const { id } of pools) taken.set(id, entry.path);
    if (!again) return [];
    return [
      {
        path: [...entry.path, "deployment"],
        message: `the pool of "${entry.value.deployment ?? ""}" has a stand-in for workload "${again.name}" already`,
        allowed: "one stand-in a pool and workload",
        fix: "remove one of the entries, or give each its own workloads",
      },
    ];
  });
}

function checkOther(
  other: Draft<AwsStackConfig>,
  stack: string,
  entries: readonly Entry[],
  config: Config,
): readonly CheckFinding[] {
  const { aws } = other;
  if (!aws)
    return [
      {
        path: ["secondary", "stack"],
        message: `${stack} is no stack on AWS: its file has no section "aws"`,
        allowed: "a stack on AWS",
        fix: "name the stack of the second cloud",
      },
    ];
  const names = (aws.models ?? []).flatMap((model) => model?.name ?? []);
  return entries.flatMap((entry): readonly CheckFinding[] => {
    const { model: name } = entry.value;
    const at = [...entry.path, "model"];
    if (name === undefined) return [];
    const profile = aws.models?.find((model) => model?.name === name)?.profile;
    if (!names.includes(name)) return [missing(at, `model "${name}" in ${stack}`, name, names)];
    return [
      ...checkTakers(entry, name, stack, other, config),
      ...(profile === undefined ? [] : checkBoundary(entry, { name, profile, stack }, other, config)),
    ];
  });
}

/** Each workload calls with an inference profile of its own, which it has only of its own models. */
function checkTakers(
  entry: Entry,
  model: string,
  stack: string,
  { workloads }: Draft<AwsStackConfig>,
  config: Config,
): readonly CheckFinding[] {
  return takers(entry, config).flatMap((name): CheckFinding[] => {
    const there = workloads?.find((workload) => workload?.name === name);
    if (there?.models?.some((each) => each?.deployment === model)) return [];
    return [
      {
        path: [...entry.path, "model"],
        message: `workload "${name}" has no model "${model}" in ${stack}`,
        allowed: "a model that each workload of the entry calls there",
        fix: `add { deployment: ${model}, share: <percent> } to workload "${name}" in stacks/Pulumi.${stack}.yaml, or list the workloads that have it`,
      },
    ];
  });
}

function checkBoundary(
  { value, path }: Entry,
  target: { readonly name: string; readonly profile: string; readonly stack: string },
  other: Draft<AwsStackConfig>,
  { residency }: Config,
): readonly CheckFinding[] {
  const region = other.environment?.region;
  const { boundary, processing } = residency ?? {};
  if (region === undefined || boundary === undefined) return [];
  const inside = isBedrockProcessingInBoundary(target.profile, region, boundary);
  const spread = profileGeography(target.profile) !== undefined;
  const tooWide = processing === "region" && spread;
  if (inside !== false && !tooWide) return [];
  const model = findBedrockModel(target.profile);
  const allowed = model && !tooWide ? profilesInBoundary(model, boundary) : [];
  const way = `${value.deployment ?? ""} -> gateway -> ${target.stack} ${target.name} -> ${target.profile}`;
  return [
    {
      path: [...path, "model"],
      message:
        inside === false
          ? `prompts would leave the residency boundary "${boundary}": ${way}`
          : `prompts would be processed beyond the region, wider than residency.processing: ${way}`,
      allowed:
        allowed.length > 0
          ? allowed.join(", ")
          : `no profile of this model stays inside; a model that has one, or a model ID that ${region} offers by itself`,
      fix: `choose another profile for "${target.name}" in stacks/Pulumi.${target.stack}.yaml, or remove the stand-in`,
    },
  ];
}

function missing(path: Path, what: string, name: string, known: readonly string[]): CheckFinding {
  const meant = nearest(name, known);
  return {
    path,
    message: `there is no ${what}${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
    allowed: known.join(", ") || "none is declared",
    fix: meant === undefined ? "name one that exists, or remove the entry" : `write "${meant}"`,
  };
}
