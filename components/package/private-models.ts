import type * as pulumi from "@pulumi/pulumi";
import { ContentFilter, type HarmThresholds } from "../openai/content-filter";
import { ModelDeployments } from "../openai/model-deployments";
import { OpenAIAccount } from "../openai/openai-account";
import type { KeyVault } from "../security/key-vault";
import { placed, type PrivateHome } from "./private-home";

/** A model that clients can call. */
export interface PrivateOpenAIDeployment {
  /** Name that clients call. */
  name: string;
  /** Name of the model, e.g. `gpt-5.1`. */
  model: string;
  /** Version of the model. Always pinned. */
  version: string;
  /** SKU: how it is paid and where it processes, e.g. `DataZoneStandard`. */
  sku: string;
  /** Thousands of tokens per minute, or provisioned throughput units. */
  capacity: number;
  /**
   * Publisher's format.
   * @default "OpenAI"
   */
  format?: string;
}

/** An account in a home, with the models that it serves. */
export interface PrivateModels {
  readonly account: OpenAIAccount;
  readonly models: ModelDeployments;
}

/** An account encrypted by the home's vault, its content filter, and its models one after the other. */
export function createModels(
  parent: pulumi.ComponentResource,
  name: string,
  args: PrivateHome & { accountName: pulumi.Input<string>; deployments: PrivateOpenAIDeployment[] },
  vault: KeyVault,
): PrivateModels {
  const { accountName, tags } = args;
  const account = new OpenAIAccount(name, { ...placed(args), accountName, vault }, { parent });
  const contentFilter = "standard";
  new ContentFilter(
    name,
    {
      account,
      filterName: contentFilter,
      prompt: { ...harms, jailbreak: "block", indirectAttack: "block" },
      completion: { ...harms, protectedText: "block", protectedCode: "annotate" },
    },
    { parent: account },
  );
  const deployments = args.deployments.map((deployment) => ({
    format: "OpenAI",
    ...deployment,
    contentFilter,
    tags,
  }));
  return { account, models: new ModelDeployments(name, { account, deployments }, { parent: account }) };
}

/** Harm of medium severity is blocked, and every attempt to talk the model out of its instructions. */
const harms: HarmThresholds = {
  hate: "medium",
  sexual: "medium",
  selfHarm: "medium",
  violence: "medium",
  blocklists: [],
};
