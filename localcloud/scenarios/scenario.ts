import type { Fault } from "../arm/faults";
import type { Rows } from "../arm/arm";
import type { JsonObject } from "../store/store";

/**
 * A day on which something is not as it should be: which requests fail, how long things take, what is used up. It holds for
 * as long as the cloud's process runs with it, and leaves nothing in the store.
 */
export interface Scenario {
  readonly name: string;
  /** What happens and what a user would see, in a sentence. */
  readonly description: string;
  /** Decides which requests are struck, where a fault strikes a share of them. Default: the cloud's own seed. */
  readonly seed?: string | undefined;
  /** How many times longer everything takes; 1 when absent. */
  readonly slowdown?: number | undefined;
  /** A fault's region `primary` stands for the stack's primary region. */
  readonly faults?: readonly Fault[] | undefined;
  /**
   * Limits of quota pools: usage name (`openai.datazonestandard.gpt-5.1`), pool key, quota of AWS (`aws.vpcs`, `aws.guardrails`,
   * `aws.inferenceProfiles`), or `*` for all -> capacity.
   */
  readonly quotas?: Readonly<Record<string, number>> | undefined;
  /**
   * Names that somebody outside of this cloud holds: `subdomain/<name>`, `vault/<name>`, `registry/<name>`, `storage/<name>`, `search/<name>`, `cosmos/<name>`,
   * `bucket/<name>`.
   */
  readonly claims?: readonly string[] | undefined;
  /** Kinds and SKUs of accounts that the subscription was not given: `OpenAI/S0`. */
  readonly gated?: readonly string[] | undefined;
  readonly subscription?:
    | {
        /** True where the subscription is a new one, which may not begin with models that are deprecated; false when absent. */
        readonly isNew?: boolean | undefined;
      }
    | undefined;
  readonly network?:
    | {
        /** True where private endpoints are refused in subnets with network policies, as Azure did once; false when absent. */
        readonly legacyEndpointPolicies?: boolean | undefined;
      }
    | undefined;
  readonly iam?:
    | {
        /** How long a new role or policy of AWS takes, at most, to be known to other services, in seconds; 10 when absent. */
        readonly replicationSeconds?: number | undefined;
      }
    | undefined;
  readonly directory?:
    | {
        /** How long a new principal takes, at most, to be known everywhere, in seconds; 60 when absent. */
        readonly replicationSeconds?: number | undefined;
        /** False where stating `principalType` does not help until then; true when absent. */
        readonly principalTypeHelps?: boolean | undefined;
      }
    | undefined;
}

/** The faults of a scenario, for a stack with this primary region. */
export function faultsOf({ name, faults = [] }: Scenario, primaryRegion?: string): readonly Fault[] {
  return faults.map((fault) => {
    if (fault.region !== "primary") return fault;
    if (primaryRegion === undefined) {
      throw new Error(`scenario ${name} is about the primary region, and none was named (--region)`);
    }
    return { ...fault, region: primaryRegion };
  });
}

/** Regions in which a scenario refuses every request, always. */
export function regionsDown(scenario: Scenario, primaryRegion?: string): readonly string[] {
  return faultsOf(scenario, primaryRegion).flatMap((fault) => {
    const { operation, resourceType, region, share, times, name } = fault;
    const everything = operation === "any" && resourceType === "*" && name === undefined;
    return everything && times === "always" && share === undefined && region !== undefined ? [region] : [];
  });
}

/** What a scenario lays over the tables of the store. */
export function rowsOf({
  quotas = {},
  claims = [],
  gated = [],
  directory,
  iam,
  network,
  subscription,
}: Scenario): Rows {
  const tables: Record<string, Record<string, JsonObject>> = {
    quotas: lowerKeys(Object.entries(quotas).map(([pool, limit]) => [pool, { limit }])),
    claims: lowerKeys(claims.map((name) => [name, {}])),
    gated: lowerKeys(gated.map((offer) => [offer, {}])),
    settings: {
      ...(directory && { directory }),
      ...(iam && { iam }),
      ...(network && { network }),
      ...(subscription && { subscription }),
    },
  };
  return (table) => tables[table];
}

/** Looks into several sources of rows; the first that has a key wins. */
export function layered(...sources: readonly (Rows | undefined)[]): Rows {
  return (table) => {
    const found = sources.map((rows) => rows?.(table)).filter((rows) => rows !== undefined);
    if (found.length <= 1) return found[0];
    return found.reduceRight((under, over) => ({ ...under, ...over }));
  };
}

function lowerKeys(entries: readonly (readonly [string, JsonObject])[]): Record<string, JsonObject> {
  return Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), value]));
}
