import { normalizeRegion } from "../../catalog/regions";
import { isAws, type StackConfig } from "../../stacks/config/index";
import { awsRemedyOf } from "./aws-remedy";
import type { StackFile } from "./stack-file";

/** Where in the stack file a refusal of the cloud can be answered. */
export interface Remedy {
  /** Configuration paths to change, the likeliest first: `models.deployments[0].capacity`. */
  readonly paths: readonly string[];
  /** What to change it to. */
  readonly advice: string;
}

interface Refusal {
  readonly config: StackConfig;
  /** The logical name of the resource that was refused. */
  readonly name: string;
  /** The message of the cloud, without status and code. */
  readonly message: string;
}

type Answer = (refusal: Refusal) => Remedy | undefined;

const deploymentField =
  (fields: readonly string[], advice: string): Answer =>
  ({ config, name }) => {
    const index = config.models.deployments.findIndex((one) => name.endsWith(`-${one.account}-${one.name}`));
    return index < 0
      ? undefined
      : { paths: fields.map((field) => `models.deployments[${index}].${field}`), advice };
  };

const accountField =
  (field: string, advice: string): Answer =>
  ({ config, name }) => {
    const index = config.models.accounts.findIndex((one) => name.endsWith(`-${one.name}-account`));
    return index < 0 ? undefined : { paths: [`models.accounts[${index}].${field}`], advice };
  };

const fixed =
  (path: string, advice: string): Answer =>
  () => ({ paths: [path], advice });

/** Which refusal is answered where, by the code of the cloud. */
const answers: Readonly<Record<string, Answer>> = {
  InsufficientQuota: deploymentField(
    ["capacity", "sku"],
    "ask for less, take a SKU with another quota, or have the quota raised and purge deleted accounts, which keep theirs",
  ),
  DeploymentModelNotSupported: deploymentField(
    ["model", "version"],
    "take a version that `cornerstone models` lists, or declare a newer one under models.declared",
  ),
  ServiceModelDeprecated: deploymentField(
    ["version", "model"],
    "take one that `cornerstone models` does not call retired",
  ),
  InvalidResourceProperties: deploymentField(
    ["sku"],
    "take a SKU that the model has in the region of its account",
  ),
  SpecialFeatureOrQuotaIdRequired: accountField(
    "kind",
    "take AIServices, or have the subscription enabled for it",
  ),
  AlreadyInUse: fixed("environment.organization", "names are made of it, and somebody has this one"),
  StorageAccountAlreadyTaken: fixed(
    "environment.organization",
    "names are made of it, and somebody has this one",
  ),
  ServiceNameUnavailable: fixed(
    "environment.organization",
    "names are made of it, and somebody has this one",
  ),
  CustomDomainInUse: fixed(
    "environment.organization",
    "names are made of it: take another, or purge the deleted account that holds the name",
  ),
  VaultAlreadyExists: fixed("environment.organization", "names are made of it, and somebody has this one"),
  NetcfgSubnetRangeOutsideVnet: fixed("network.addressSpace", "take a range that is large enough"),
  NetcfgSubnetRangesOverlap: fixed("network.addressSpace", "take a range that nothing else uses"),
  LocationNotAvailableForResourceType: regionOf,
  ServiceUnavailable: regionOf,
};

/** Everything of the stack that stands in the region which the cloud names. */
function regionOf({ config, message }: Refusal): Remedy | undefined {
  const region = /(?:region|location) '([^']+)'/.exec(message)?.[1];
  if (region === undefined) return undefined;
  const isDown = (name: string) => normalizeRegion(name) === normalizeRegion(region);
  const paths = [
    ...(isDown(config.environment.region) ? ["environment.region"] : []),
    ...config.models.accounts.flatMap((one, index) =>
      isDown(one.region) ? [`models.accounts[${index}].region`] : [],
    ),
  ];
  return paths.length === 0
    ? undefined
    : { paths, advice: "wait until the region is back, or take another of residency.allowedRegions" };
}

/** The codes of the cloud that {@link remedyOf} can answer. */
export const answeredCodes: readonly string[] = Object.keys(answers);

/**
 * Where in the stack file a refused resource can be changed so that the cloud takes it; undefined where nothing in the file
 * helps.
 *
 * @param message what the engine reports: `Status=400 Code="InsufficientQuota" Message="..."`
 */
export function remedyOf(
  { config }: Pick<StackFile, "config">,
  urn: string,
  message: string,
): Remedy | undefined {
  const name = urn.split("::").at(-1) ?? "";
  if (isAws(config)) return awsRemedyOf(config, name, message);
  const [, code = "", detail = ""] = /\bCode="(\w+)" Message="(.*)"/s.exec(message) ?? [];
  return answers[code]?.({ config, name, message: detail });
}

/** `change models.deployments[0].capacity or models.deployments[0].sku in stacks/Pulumi.dev.yaml: ask for less, ...` */
export function formatRemedy({ paths, advice }: Remedy, file: Pick<StackFile, "name">): string {
  return `change ${paths.join(" or ")} in ${file.name}: ${advice}`;
}
