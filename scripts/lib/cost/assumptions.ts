/** What an estimate takes for granted where the stack file states no usage. Every one that is used is printed. */
export interface Assumptions {
  /** Percent of a month's capacity that a workload without declared usage uses. */
  readonly utilization: number;
  /** Percent of those tokens that are output; embeddings have none. */
  readonly outputShare: number;
  /** GB a month that a log workspace takes in. */
  readonly logGigabytes: number;
  /** GB a month through a private endpoint. */
  readonly endpointGigabytes: number;
  /** Operations a month with one key. */
  readonly keyOperations: number;
}

export const defaultAssumptions: Assumptions = {
  utilization: 10,
  outputShare: 20,
  logGigabytes: 10,
  endpointGigabytes: 10,
  keyOperations: 10_000,
};

/** One sentence an assumption, for the end of a report. */
export const assumptionText: Readonly<Record<keyof Assumptions, (value: Assumptions) => string>> = {
  utilization: ({ utilization }) =>
    `a workload without declared usage uses ${utilization} % of its share of the capacity, all month`,
  outputShare: ({ outputShare }) => `${outputShare} % of those tokens are output, none come from the cache`,
  logGigabytes: ({ logGigabytes }) => `a log workspace takes in ${logGigabytes} GB a month`,
  endpointGigabytes: ({ endpointGigabytes }) => `${endpointGigabytes} GB a month pass each private endpoint`,
  keyOperations: ({ keyOperations }) =>
    `each encryption key is used ${keyOperations.toLocaleString("en-US")} times a month`,
};
