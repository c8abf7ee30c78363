import * as fs from "node:fs";
import * as path from "node:path";
import type * as Arm from "@azure/arm-cognitiveservices";
import type * as Bedrock from "@aws-sdk/client-bedrock";
import type * as Identity from "@azure/identity";
import { findModel } from "../../../catalog/models";
import { findAwsRegion, findRegion } from "../../../catalog/regions";
import { overlayFile, type Overlay } from "../../../catalog/schema";
import { declaredModels } from "../../../stacks/config/declared-models";
import { overlayDirectory, overlayIndexText } from "../../generators/overlay-index";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { lazily } from "../lazy";
import { plainTable } from "../plain-table";
import { azureModelsOf, isAws } from "../../../stacks/config/index";
import { loadStackFile, stackNames } from "../stack-file";
import { readAzure, type AzureClient, type AzureFacts, type WantedModel } from "./azure";
import { readBedrock, type BedrockFacts } from "./bedrock";
import { changesOf, type CatalogChange } from "./changes";
import { readPrices } from "./prices";

export interface CatalogOptions {
  readonly subscription?: string | undefined;
  readonly region?: readonly string[] | undefined;
  readonly awsRegion?: readonly string[] | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Where a refresh asks; tests put recorded answers here. */
export interface Sources {
  readonly azure?: AzureClient;
  /** The model versions whose capacity is asked for. @default none */
  readonly models?: readonly WantedModel[];
  readonly bedrock: (region: string) => Bedrock.BedrockClient;
  readonly retailPricesUrl?: string;
  /** The folder that overlays are written to. */
  readonly directory: string;
}

/** `cornerstone catalog refresh`. */
export async function refreshCatalog(
  options: CatalogOptions,
  out: Console,
  sources: Sources = liveSources(options),
  now: Date = new Date(),
): Promise<ExitCode> {
  const regions = regionsOf(options);
  const awsRegions = (options.awsRegion ?? []).map(checkedAwsRegion);
  const overlay = await readOverlay(regions, awsRegions, sources, now);
  const changes = changesOf(overlay);
  if (options.json) out.data(JSON.stringify({ version: 1, overlay, changes }, null, 2));
  else report(overlay, changes, out);
  if (!answered(overlay)) {
    out.say(out.color.red("no source answered: nothing is written"));
    return exitCode.failed;
  }
  if (!options.dryRun) write(overlay, sources.directory, out);
  return overlay.unverified.length > 0 ? exitCode.failed : exitCode.ok;
}

/** Asks every source and validates the whole: what is written is what the queries expect. */
export async function readOverlay(
  regions: readonly string[],
  awsRegions: readonly string[],
  { azure, models: wanted, bedrock, retailPricesUrl }: Sources,
  now: Date,
): Promise<Overlay> {
  const arm: AzureFacts = azure ? await readAzure(azure, regions, wanted) : withoutSubscription;
  const { meters: tokenMeters, unverified, ...models } = arm;
  const prices = await readPrices(regions, tokenMeters, retailPricesUrl);
  const aws: BedrockFacts = await readBedrock(bedrock, awsRegions);
  const result = overlayFile.safeParse({
    ...{ schema: "catalog-overlay/1", asOf: now.toISOString().slice(0, 10) },
    ...models,
    ...prices,
    bedrock: aws.bedrock,
    unverified: [...unverified, ...prices.unverified, ...aws.unverified],
  });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`);
  throw new Failure(
    `the sources answered what the catalog cannot hold:\n${faults.join("\n")}`,
    exitCode.failed,
  );
}

const withoutSubscription: AzureFacts = {
  ...{ modelRegions: [], models: [], quota: [], meters: [] },
  unverified: [{ what: "models and quota of Azure", reason: "no subscription is named" }],
};

function liveSources({ subscription }: CatalogOptions): Sources {
  const id =
    subscription ?? process.env["AZURE_SUBSCRIPTION_ID"] ?? process.env["ARM_SUBSCRIPTION_ID"] ?? undefined;
  return {
    directory: overlayDirectory,
    ...(id !== undefined && { azure: azureClient(id), models: modelsOfStacks() }),
    bedrock: (region) => {
      const { BedrockClient } = lazily(__filename, "@aws-sdk/client-bedrock") as typeof Bedrock;
      return new BedrockClient({ region });
    },
  };
}

/** The user's own login: environment, workload identity, `az login`, `azd auth login`. */
function azureClient(subscription: string): AzureClient {
  const { DefaultAzureCredential } = lazily(__filename, "@azure/identity") as typeof Identity;
  const { CognitiveServicesManagementClient } = lazily(
    __filename,
    "@azure/arm-cognitiveservices",
  ) as typeof Arm;
  return new CognitiveServicesManagementClient(new DefaultAzureCredential(), subscription);
}

/** The regions that are named, else those of all stack files. */
function regionsOf({ region }: CatalogOptions): readonly string[] {
  const names =
    region ??
    stackNames().flatMap((stack) => {
      const { config } = loadStackFile(stack);
      if (isAws(config)) return [];
      return [config.environment.region, ...config.models.accounts.map((account) => account.region)];
    });
  return [...new Set(names.map(checkedRegion))].sort();
}

/** The model versions that the stack files deploy. */
function modelsOfStacks(): readonly WantedModel[] {
  const wanted = stackNames().flatMap((stack) => {
    const { config } = loadStackFile(stack);
    const models = azureModelsOf(config);
    const declared = declaredModels(models);
    return models.deployments.map(({ model: name, version }) => {
      const format = findModel(name, version, declared)?.format ?? "OpenAI";
      return { name, version, format };
    });
  });
  const key = ({ name, version, format }: WantedModel): string => [name, version, format].join("\n");
  return [...new Map(wanted.map((model) => [key(model), model])).values()];
}

function checkedRegion(name: string): string {
  const found = findRegion(name)?.name;
  if (found !== undefined) return found;
  throw new Failure(
    `the catalog knows no Azure region "${name}"`,
    exitCode.usage,
    "`az account list-locations` lists them.",
  );
}

function checkedAwsRegion(name: string): string {
  if (findAwsRegion(name)) return name;
  throw new Failure(`the catalog knows no AWS region "${name}" with Bedrock`, exitCode.usage);
}

function answered({
  modelRegions,
  quota,
  tokenPrices,
  provisionedPrices,
  meters,
  bedrock,
}: Overlay): boolean {
  return [modelRegions, quota, tokenPrices, provisionedPrices, meters, bedrock.regions].some(
    ({ length }) => length > 0,
  );
}

function report(overlay: Overlay, changes: readonly CatalogChange[], out: Console): void {
  if (changes.length > 0) {
    const columns = [
      { title: "what" },
      { title: "of", width: 40 },
      { title: "was", width: 22 },
      { title: "is", width: 28 },
    ];
    out.data(
      plainTable(
        columns,
        changes.map(({ kind, subject, before, after }) => [kind, subject, before, after]),
      ),
    );
  } else out.data("nothing differs from the catalog");
  for (const { what, reason } of overlay.unverified)
    out.say(out.color.yellow(`unverified: ${what}: ${reason}`));
  for (const line of summaryOf(overlay)) out.say(line);
}

/** How much was read, and what a stack file should say of the subscription. */
function summaryOf({ modelRegions, capacities = [], quotaTier, bedrock, ...lists }: Overlay): string[] {
  const prices = lists.meters.length + lists.tokenPrices.length + lists.provisionedPrices.length;
  const counts = [
    `${lists.models.length} model versions in ${modelRegions.length} regions`,
    `${lists.quota.length} quota limits`,
    `${capacities.length} capacities`,
    `${prices} prices`,
    `${bedrock.models.length} models of Bedrock`,
  ];
  return [
    `read ${counts.join(", ")}`,
    ...(quotaTier === undefined
      ? []
      : [`the subscription is of quota tier ${quotaTier}: \`models.quotaTier\` of its stack files`]),
  ];
}

/** Writes the day's overlay and the list of overlays, each in one step. */
function write(overlay: Overlay, directory: string, out: Console): void {
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${overlay.asOf}.json`);
  replace(file, `${JSON.stringify(overlay, null, 2)}\n`);
  replace(path.join(directory, "index.generated.ts"), overlayIndexText(fs.readdirSync(directory)));
  out.say(
    `${out.color.green("✓")} ${path.relative(process.cwd(), file)}; commit it, and run \`npm run generate\``,
  );
}

function replace(file: string, text: string): void {
  const partial = `${file}.${process.pid}.partial`;
  fs.writeFileSync(partial, text);
  fs.renameSync(partial, file);
}
