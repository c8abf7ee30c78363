import * as pulumi from "@pulumi/pulumi";
import type { DeclaredModel } from "../catalog/models";

/**
 * What an environment declares of itself: the yardstick that policies hold its resources to. Every value is plain, so
 * that a review knows it before anything is deployed.
 */
export interface PlatformArgs {
  /** Name of the environment, e.g. `prod`. */
  readonly environment: string;
  /** True where data must not be lost. */
  readonly protected: boolean;
  /** Where resources may stand and prompts may be processed. */
  readonly residency: PlatformResidency;
  /** Frameworks that the environment answers to, e.g. `gdpr`. */
  readonly frameworks: readonly string[];
  /** Tags that every resource must carry. */
  readonly requiredTags: readonly string[];
  /** The least number of days that logs are kept. */
  readonly logRetentionDays: number;
  /** A model version that retires sooner than this many days is refused. */
  readonly retirementNoticeDays: number;
  /**
   * Models that may be deployed: names, or all of a publisher (`Mistral AI/*`).
   * @default every model
   */
  readonly allowedModels?: readonly string[];
  /**
   * Models that are newer than the catalog, with what is known of them.
   * @default none
   */
  readonly declaredModels?: readonly DeclaredModel[];
  /**
   * Who registers private endpoints in DNS: this stack, or Azure Policy of the organisation.
   * @default "stack"
   */
  readonly privateDns?: "stack" | "policy";
  /**
   * What the platform was made from, kept in the state with it: a stack file that is lost can be written again. No secret may
   * stand in it.
   * @default nothing is kept
   */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** The residency that an environment declares. */
export interface PlatformResidency {
  /** Residency boundary of the catalog, e.g. `eu`. */
  readonly boundary: string;
  /** Regions of the environment's cloud in which resources may be placed. */
  readonly allowedRegions: readonly string[];
  /** The widest geography in which a deployment may process prompts. */
  readonly processing: "region" | "dataZone" | "global";
}

/** The root of a platform: everything else is its child, and its inputs are the declaration that policies read. */
export class Platform extends pulumi.ComponentResource {
  /** Name of the environment. */
  public readonly environment: pulumi.Output<string>;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    const { configuration, ...declaration } = args;
    super("cornerstone:index:Platform", name, declaration, opts);
    this.environment = pulumi.output(args.environment);
    // Among the outputs: what changes nothing but this record is no change of a resource.
    this.registerOutputs({ environment: this.environment, ...(configuration && { configuration }) });
  }
}
