import type { ModelPool } from "../plan";
import { identityForAws } from "./aws-session";
import { callerCheck, type Callers } from "./caller-check";
import { contentSafety, type ContentSafety } from "./content-safety";
import { answer, base, choose, element, policyDocument, refuse, type PolicyElement } from "./document";
import { expression, literal, variable } from "./expressions";
import { isAwaited, lookUp, store, type SemanticCachePolicy } from "./semantic-cache";
import { choosePool, drawTurn, forward, shortenPath } from "./routing";
import { standIn, type SecondCloud } from "./stand-in";

/** What decides the policy of a workload's API. */
export interface WorkloadPolicyArgs {
  readonly workload: string;
  readonly callers: Callers;
  readonly pools: readonly ModelPool[];
  /** Named value with the client ID of the identity that the gateway calls models with. */
  readonly gatewayClientId: string;
  /** @default no check of prompts beside the content filters of the deployments */
  readonly contentSafety?: ContentSafety;
  /** @default every request is answered by a model */
  readonly semanticCache?: SemanticCachePolicy;
  /** @default nobody answers when every deployment of a pool fails */
  readonly secondCloud?: SecondCloud;
}

/**
 * The policy of a workload's API, in the order in which a request meets it: who calls, how much the workload may still use
 * (its product's policy), which pool answers, is the prompt safe, count tokens, call as the gateway. An answer of the semantic
 * cache costs no tokens: with one, the limit follows the lookup, which only a caller and a prompt that were checked reach.
 * https://learn.microsoft.com/azure/api-management/azure-openai-enable-semantic-caching
 */
export function workloadPolicy(args: WorkloadPolicyArgs): string {
  const { workload, callers, pools, gatewayClientId, secondCloud, semanticCache } = args;
  return policyDocument({
    inbound: [
      ...callerCheck(callers),
      insideProduct(workload),
      listModels(pools),
      ...(semanticCache ? [] : [base]),
      ...choosePool(pools),
      drawTurn,
      ...(args.contentSafety ? contentSafety(args.contentSafety) : []),
      ...(semanticCache ? [...lookUp(semanticCache, workload), base] : []),
      tokenMetric(workload),
      shortenPath(),
      // A key of the caller's own must not reach the model beside the gateway's token.
      element("set-header", { name: "api-key", "exists-action": "delete" }),
      ...(secondCloud ? [identityForAws(secondCloud.access)] : []),
      element("authentication-managed-identity", {
        resource: "https://cognitiveservices.azure.com",
        "client-id": gatewayClientId,
      }),
    ],
    backend: forward(
      pools,
      (pool) => (secondCloud ? standIn(pool, workload, secondCloud) : []),
      semanticCache && isAwaited,
    ),
    ...(semanticCache ? { outbound: [store(semanticCache), base] } : {}),
    onError: [base, unreadableBody],
  });
}

/** https://learn.microsoft.com/azure/api-management/llm-emit-token-metric-policy */
function tokenMetric(workload: string): PolicyElement {
  return element(
    "llm-emit-token-metric",
    { namespace: "model-gateway" },
    element("dimension", { name: "Workload", value: workload }),
    element("dimension", { name: "Model", value: expression(variable("model")) }),
    element("dimension", { name: "Deployment", value: expression(variable("deployment")) }),
  );
}

/**
 * Without a subscription key, a call counts against the open product of its API. A key (the service's own all-access key, for
 * one) would take it out of that product, and so out of its limits.
 */
function insideProduct(workload: string): PolicyElement {
  return choose([
    {
      when: expression(`context.Product == null || context.Product.Id != ${literal(workload)}`),
      then: [refuse(403, "Forbidden", "SubscriptionKeyNotAllowed", "Call without a subscription key.")],
    },
  ]);
}

/** The list of models is the gateway's own: what an account would list is not what the workload may use. */
function listModels(pools: readonly ModelPool[]): PolicyElement {
  const data = pools.flatMap(({ members }) =>
    members.map(({ deployment }) => ({ id: deployment, object: "model", owned_by: "organization" })),
  );
  return choose([
    {
      when: expression('context.Operation.Id == "v1-models"'),
      then: [answer(200, "OK", { object: "list", data })],
    },
  ]);
}

const unreadableBody = choose([
  {
    when: expression('context.LastError.Reason == "ExpressionValueEvaluationFailure"'),
    then: [
      refuse(
        400,
        "Bad Request",
        "BadRequest",
        "The body of the request is no JSON object that names a model.",
      ),
    ],
  },
]);
