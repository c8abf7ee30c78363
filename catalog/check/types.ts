/** What a check of a deployment is asked and what it answers. */
import type { DeclaredModel } from "../models";
import type { QuotaTier } from "../quotas";
import type { ProcessingScope } from "../skus";

/** What identifies a deployment; alternatives have the same shape. */
export interface Deployment {
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  /** Region of the account. */
  readonly region: string;
  /** Units of the SKU: thousands of tokens a minute, or provisioned units. */
  readonly capacity: number;
}

/** What a deployment has to satisfy besides what Azure demands. */
export interface DeploymentContext {
  /** Key of `residencyBoundaries`. */
  readonly boundary: string;
  /** The widest geography in which prompts may be processed. */
  readonly processing: ProcessingScope;
  /** Regions in which resources may be placed; every region of the boundary when absent. */
  readonly allowedRegions?: readonly string[];
  /** Default limits of this tier apply; the quota is unverified when both this and `quotaLimit` are absent. */
  readonly quotaTier?: QuotaTier;
  /** The limit of the deployment's pool in units of capacity, as Azure states it for the subscription. */
  readonly quotaLimit?: number;
  /** Capacity that the pool has in use, this deployment's own included. @default heldCapacity */
  readonly usedCapacity?: number;
  /** Capacity that this deployment holds already and gives back in the same update. @default 0 */
  readonly heldCapacity?: number;
  /** Units of the model that Azure had to give in the region, on the day that it was asked. @default not known */
  readonly available?: { readonly units: number; readonly asOf: string };
  /** The day for which the answer holds. */
  readonly on: Date;
  /** A version that retires within so many days is a problem. */
  readonly noticeDays: number;
  /** Models that are newer than the catalog. */
  readonly declaredModels?: readonly DeclaredModel[];
}

export type DeploymentRequest = Deployment & DeploymentContext;

export type ProblemCode =
  | "unknownModel"
  | "unknownVersion"
  | "unknownSku"
  | "unknownRegion"
  | "unknownBoundary"
  | "skuNotOffered"
  | "fineTunedOnly"
  | "capacityTooSmall"
  | "capacityTooLarge"
  | "capacityStep"
  | "quotaExceeded"
  | "retired"
  | "retiresSoon"
  | "regionOutsideBoundary"
  | "processingTooWide"
  | "processingOutsideBoundary";

/** The property of the request at fault. */
export type ProblemProperty = keyof Deployment | "boundary";

/** Why Azure, or the stack's own rules, would refuse a deployment. */
export interface CatalogProblem {
  readonly code: ProblemCode;
  readonly property: ProblemProperty;
  /** What is wrong, lower case, with the value. */
  readonly message: string;
  /** Values of `property` that would be right; empty where there is none or any list would be too long. */
  readonly allowed: readonly string[];
  readonly fix: string;
  /** Whole deployments, nearest first, that have no problem themselves. */
  readonly alternatives: readonly Deployment[];
}

/** A demand that the catalog can neither confirm nor deny. */
export interface UnverifiedFact {
  readonly property: ProblemProperty;
  /** What is not known and where to look. */
  readonly message: string;
}

export interface DeploymentReview {
  readonly problems: readonly CatalogProblem[];
  readonly unverified: readonly UnverifiedFact[];
}

/** A problem before alternatives are looked for. */
export type Finding = Omit<CatalogProblem, "alternatives">;

export interface Findings {
  readonly problems: readonly Finding[];
  readonly unverified: readonly UnverifiedFact[];
}
