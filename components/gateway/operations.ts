/** A call that a gateway takes. */
export interface GatewayOperation {
  /** Operation ID; those of the OpenAI v1 API begin with `v1-`. */
  readonly id: string;
  readonly displayName: string;
  readonly method: "GET" | "POST";
  /** Path below `<workload>/openai`. */
  readonly urlTemplate: string;
  /** Path below a deployment's own address, for the calls whose path names the deployment. */
  readonly deploymentPath?: string;
}

/**
 * Every call that a gateway takes: the ones that hold no state in an account, so that any deployment of a pool can answer
 * them. Files, batches, threads and stored responses live in one account and have no place behind a pool.
 * https://learn.microsoft.com/azure/ai-foundry/openai/reference
 */
export const operations: readonly GatewayOperation[] = [
  {
    id: "v1-chat-completions",
    displayName: "Create a chat completion (v1)",
    method: "POST",
    urlTemplate: "/v1/chat/completions",
  },
  { id: "v1-responses", displayName: "Create a response (v1)", method: "POST", urlTemplate: "/v1/responses" },
  {
    id: "v1-embeddings",
    displayName: "Create embeddings (v1)",
    method: "POST",
    urlTemplate: "/v1/embeddings",
  },
  { id: "v1-models", displayName: "List models (v1)", method: "GET", urlTemplate: "/v1/models" },
  {
    id: "azure-chat-completions",
    displayName: "Create a chat completion",
    method: "POST",
    urlTemplate: "/deployments/{deployment}/chat/completions",
    deploymentPath: "/chat/completions",
  },
  {
    id: "azure-embeddings",
    displayName: "Create embeddings",
    method: "POST",
    urlTemplate: "/deployments/{deployment}/embeddings",
    deploymentPath: "/embeddings",
  },
];

/** Backend ID of a deployment for calls whose path names the deployment. */
export function pathBackendId(deployment: string): string {
  return `deployment--${deployment}`;
}

/** Backend ID of a deployment for calls of the v1 API. */
export function v1BackendId(deployment: string): string {
  return `v1--${deployment}`;
}
