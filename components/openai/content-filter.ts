import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import type * as inputs from "@pulumi/azure-native/types/input";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { Account } from "./account";

/** Lowest severity that is blocked: `low` blocks the most. */
export type SeverityThreshold = "low" | "medium" | "high";

/** What happens to a match: blocked, marked in the answer, or not looked for. */
export type Shield = "block" | "annotate" | "off";

/** Harm categories that prompts and completions are both filtered by. */
export interface HarmThresholds {
  /** Hate and unfairness. */
  readonly hate: SeverityThreshold;
  /** Sexual content. */
  readonly sexual: SeverityThreshold;
  /** Self-harm. */
  readonly selfHarm: SeverityThreshold;
  /** Violence. */
  readonly violence: SeverityThreshold;
  /** Names of blocklists of the same account. */
  readonly blocklists: readonly string[];
}

/** What is filtered in prompts. */
export interface PromptFilters extends HarmThresholds {
  /** Attempts to override the model's instructions. */
  readonly jailbreak: Shield;
  /** Instructions hidden in documents. */
  readonly indirectAttack: Shield;
}

/** What is filtered in completions. */
export interface CompletionFilters extends HarmThresholds {
  /** Protected text, such as lyrics and articles. */
  readonly protectedText: Shield;
  /** Code of public repositories. */
  readonly protectedCode: Shield;
}

/** Arguments of a {@link ContentFilter}. */
export interface ContentFilterArgs {
  /** The account whose deployments can use the filter. */
  readonly account: Account;
  /** Name of the filter in the account. */
  readonly filterName: string;
  /**
   * How a streamed answer is filtered: `blocking` holds text back until it is judged, `asynchronous` cuts afterwards.
   * @default "blocking"
   */
  readonly streaming?: "blocking" | "asynchronous";
  /** What is filtered in prompts. */
  readonly prompt: PromptFilters;
  /** What is filtered in completions. */
  readonly completion: CompletionFilters;
}

type Filter = inputs.cognitiveservices.RaiPolicyContentFilterArgs;
type Source = "Prompt" | "Completion";

/**
 * A content filter (RAI policy) of one account. Its blocklists must stand before it.
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-configurability
 */
export class ContentFilter extends pulumi.ComponentResource {
  /** Name of the filter: what a deployment refers to. */
  public readonly filterName: pulumi.Output<string>;

  constructor(name: string, args: ContentFilterArgs, opts?: pulumi.ComponentResourceOptions) {
    const { account, ...inputs } = args;
    super("cornerstone:index:ContentFilter", name, { ...inputs, accountId: account.id }, opts);
    const policy = createPolicy(this, name, args);
    this.filterName = policy.name;
    this.registerOutputs({ filterName: this.filterName });
  }
}

function createPolicy(
  parent: ContentFilter,
  name: string,
  args: ContentFilterArgs,
): cognitiveservices.RaiPolicy {
  return args.account.writes.next(
    (dependsOn) =>
      new cognitiveservices.RaiPolicy(
        `${name}-policy`,
        {
          resourceGroupName: args.account.resourceGroupName,
          accountName: args.account.accountName,
          raiPolicyName: args.filterName,
          properties: {
            basePolicyName: "Microsoft.DefaultV2",
            mode: args.streaming === "asynchronous" ? "Asynchronous_filter" : "Blocking",
            contentFilters: [...promptFilters(args.prompt), ...completionFilters(args.completion)],
            customBlocklists: [
              ...blocklists("Prompt", args.prompt.blocklists),
              ...blocklists("Completion", args.completion.blocklists),
            ],
          },
        },
        retried({ parent, dependsOn }),
      ),
  );
}

function promptFilters(prompt: PromptFilters): Filter[] {
  return [
    ...harmFilters("Prompt", prompt),
    shield("Jailbreak", "Prompt", prompt.jailbreak),
    shield("Indirect Attack", "Prompt", prompt.indirectAttack),
  ];
}

function completionFilters(completion: CompletionFilters): Filter[] {
  return [
    ...harmFilters("Completion", completion),
    shield("Protected Material Text", "Completion", completion.protectedText),
    shield("Protected Material Code", "Completion", completion.protectedCode),
  ];
}

const thresholds = { low: "Low", medium: "Medium", high: "High" } as const;

function harmFilters(source: Source, harms: HarmThresholds): Filter[] {
  const categories = {
    Hate: harms.hate,
    Sexual: harms.sexual,
    Selfharm: harms.selfHarm,
    Violence: harms.violence,
  };
  return Object.entries(categories).map(([category, threshold]) => ({
    name: category,
    source,
    severityThreshold: thresholds[threshold],
    blocking: true,
    enabled: true,
  }));
}

function shield(category: string, source: Source, setting: Shield): Filter {
  return { name: category, source, blocking: setting === "block", enabled: setting !== "off" };
}

function blocklists(
  source: Source,
  names: readonly string[],
): inputs.cognitiveservices.CustomBlocklistConfigArgs[] {
  return names.map((blocklistName) => ({ blocklistName, source, blocking: true }));
}
