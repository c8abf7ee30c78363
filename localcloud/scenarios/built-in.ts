import type { Scenario } from "./scenario";

const account = "Microsoft.CognitiveServices/accounts";
const often = { share: 0.25, times: "always", timesEach: 2 } as const;

/** The scenarios that `--scenario NAME` knows. Sources of the texts: docs/reference/local-cloud-coverage.md. */
export const builtInScenarios: readonly Scenario[] = [
  {
    name: "throttled",
    description:
      "Resource Manager refuses a quarter of the writes and reads with 429 and Retry-After; the provider waits and asks again.",
    faults: [
      {
        operation: "write",
        resourceType: "*",
        ...often,
        status: 429,
        code: "SubscriptionRequestsThrottled",
        message:
          "Number of write requests for subscription '{subscriptionId}' exceeded the limit of '1200' for time interval '01:00:00'. Please try again after '1' minutes.",
        retryAfter: 60,
      },
      {
        operation: "read",
        resourceType: "*",
        ...often,
        status: 429,
        code: "ResourceRequestsThrottled",
        message:
          "Number of requests for action '{type}/read' exceeded the limit of '50' for time interval '00:05:00'. Please try again after '17' seconds.",
        retryAfter: 17,
      },
    ],
  },
  {
    name: "slow",
    description: "Everything takes twenty times as long: operations, settling, replication.",
    slowdown: 20,
  },
  {
    name: "quota-exhausted",
    description:
      "No quota pool has capacity left: what stands stays, and every new or larger deployment is refused.",
    quotas: { "*": 0 },
  },
  {
    name: "conflict",
    description:
      "Somebody else works on the same accounts, networks, buckets and roles: a quarter of the writes meets RequestConflict or AnotherOperationInProgress, on AWS OperationAborted or ConcurrentModification.",
    faults: [
      {
        operation: "write",
        resourceType: `${account}/*`,
        ...often,
        status: 409,
        code: "RequestConflict",
        message:
          "Another operation is being performed on the parent resource '{account}'. Please try again later.",
      },
      {
        operation: "write",
        resourceType: "Microsoft.Network/virtualNetworks/*",
        ...often,
        status: 429,
        code: "AnotherOperationInProgress",
        message:
          "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/{region}/operations/00000000-0000-4000-8000-000000000000",
      },
      {
        operation: "write",
        resourceType: "aws:s3/*",
        ...often,
        status: 409,
        code: "OperationAborted",
        message:
          "A conflicting conditional operation is currently in progress against this resource. Please try again.",
      },
      {
        operation: "write",
        resourceType: "aws:iam/*",
        ...often,
        status: 409,
        code: "ConcurrentModification",
        message:
          "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.",
      },
    ],
  },
  {
    name: "crash-mid-create",
    description:
      "The cloud ends when it has accepted a new account, or a new bucket on AWS, before it answers: the next run finds out what stands.",
    faults: [account, "aws:s3/bucket:Bucket"].map((resourceType) => ({
      crash: true,
      operation: "put",
      resourceType,
      creates: true,
    })),
  },
  {
    name: "principal-delay",
    description:
      "New identities take up to ten minutes to be known everywhere, and stating their type does not help; new roles of AWS take one and a half.",
    directory: { replicationSeconds: 600, principalTypeHelps: false },
    // The provider has two minutes of patience with them.
    iam: { replicationSeconds: 90 },
  },
  {
    name: "region-down",
    description: "The primary region of the stack answers nothing: every request there gets 503.",
    faults: [
      {
        operation: "any",
        resourceType: "*",
        region: "primary",
        times: "always",
        status: 503,
        code: "ServiceUnavailable",
        message: "The service is temporarily unavailable in region '{region}'. Please try again later.",
      },
    ],
  },
];
