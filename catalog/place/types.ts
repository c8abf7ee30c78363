/** What a placement is asked for, and the options that it has. */
import type { CostTotal, CostLine } from "../cost";
import type { DeclaredModel, Model } from "../models";
import type { ReservationTerm } from "../prices";
import type { QuotaTier } from "../quotas";
import type { ProcessingScope, SkuName } from "../skus";

/**
 * What a caller can wait for. `guaranteed`: throughput that is set aside (provisioned units); `standard`: an answer now, as
 * fast as the shared service gives it; `batch`: within a day.
 */
export const latencyClasses = ["guaranteed", "standard", "batch"] as const;
export type LatencyClass = (typeof latencyClasses)[number];

/** Tokens that one kind of work needs, at its peak. */
export interface Demand {
  readonly name: string;
  /** Model versions that would do, the newest version where none is named. */
  readonly models: readonly { readonly name: string; readonly version?: string }[];
  /** Tokens a minute at the peak. */
  readonly input: number;
  /** Of the prompt cache; not part of `input`. */
  readonly cachedInput: number;
  readonly output: number;
  /** The load over a month as a part of the peak, above 0 and at most 1: what pay-as-you-go is billed by. */
  readonly utilization: number;
  readonly latency: LatencyClass;
  /** Narrower than the request's, for work that must stay closer. @default the request's */
  readonly processing?: ProcessingScope;
  /** 2: the whole demand is still served when any one region fails. */
  readonly regions: 1 | 2;
}

/** What Azure granted: the limit of a pool, in units of a deployment's capacity. */
export interface Quota {
  /** Absent: any model (provisioned units). */
  readonly model?: string;
  readonly sku: string;
  readonly region: string;
  readonly limit: number;
  /** Units that other deployments use. @default 0 */
  readonly used?: number;
}

/** Units of a model version that Azure could deploy in a region on a day, as `catalog refresh` read it. */
export interface LeftCapacity {
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  readonly region: string;
  readonly available: number;
  /** ISO day. */
  readonly asOf: string;
}

export interface PlacementRequest {
  readonly demands: readonly Demand[];
  /** Key of `residencyBoundaries`. */
  readonly boundary: string;
  /** The widest geography in which prompts may be processed. */
  readonly processing: ProcessingScope;
  /** Regions in order of preference; every region of the boundary when absent. */
  readonly allowedRegions?: readonly string[];
  /** Default limits of this tier apply where `quota` has no row. */
  readonly quotaTier?: QuotaTier;
  readonly quota: readonly Quota[];
  /** What Azure has to give, where a refresh asked. @default not known */
  readonly capacities?: readonly LeftCapacity[];
  /** Takes no option whose quota is not known. @default false */
  readonly confirmedQuotaOnly?: boolean;
  /** How provisioned units are paid. @default by the hour */
  readonly reservation?: ReservationTerm;
  readonly on: Date;
  readonly noticeDays: number;
  readonly declaredModels?: readonly DeclaredModel[];
}

/** One way to serve (a part of) one demand: a model version under a SKU in a region. */
export interface Candidate {
  /** Index into the request's demands. */
  readonly demand: number;
  readonly model: Model;
  readonly version: string;
  readonly sku: SkuName;
  readonly region: string;
  /** Part of the demand that one unit of capacity serves. */
  readonly perUnit: number;
  readonly minimum: number;
  readonly step: number;
  /** The most units that one deployment may have. */
  readonly maximum: number;
  /** Cost of one unit a month, whatever it serves; 0 for pay-as-you-go. */
  readonly unitCost: number;
  /** Cost of the whole demand's tokens a month; 0 for provisioned units. */
  readonly loadCost: number;
  /** Lines of one month of the whole demand (pay-as-you-go), or of one unit (provisioned). */
  readonly lines: readonly CostLine[];
  readonly total: CostTotal;
  readonly pool: string;
  /** What the catalog can neither confirm nor deny of it. */
  readonly unverified: readonly string[];
}

/** An option that cannot be taken, and why. */
export interface Rejection {
  readonly demand: number;
  readonly model: string;
  readonly version: string;
  readonly sku: SkuName;
  readonly region: string;
  readonly code: string;
  readonly reason: string;
}

export interface Options {
  readonly candidates: readonly Candidate[];
  readonly rejections: readonly Rejection[];
  /** Units that are left of each pool whose limit is known. */
  readonly pools: ReadonlyMap<string, number>;
}
