/** Models that a company has trained further on its own examples: what follows from the model that they began as. */
import file from "./models.json";
import type { ModelsFile } from "./schema";
import type { SkuName } from "./skus";

/** The version of a model that a fine-tuned one was trained from. */
export interface BaseModel {
  /** As in the catalog, e.g. `gpt-4.1-mini`. */
  readonly name: string;
  readonly version: string;
}

/**
 * How a fine-tuned model is deployed: no data zones and no batches. A deployment that nobody calls for 15 days is deleted, the
 * model stays. https://learn.microsoft.com/azure/ai-foundry/openai/how-to/fine-tuning-deploy
 */
export const fineTunedSkus: readonly SkuName[] = [
  "Standard",
  "GlobalStandard",
  "ProvisionedManaged",
  "DeveloperTier",
];

/** Day on which deployments of what was trained from a model stop, later than the model itself; undefined where no source says. */
export function fineTunedRetirement({ name, version }: BaseModel): string | undefined {
  const { fineTunedDeployments } = file as unknown as ModelsFile;
  return fineTunedDeployments.find((row) => row.name === name && row.version === version)
    ?.deploymentRetirement;
}
