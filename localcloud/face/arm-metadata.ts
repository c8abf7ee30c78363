import type { Arm } from "../arm/arm";
import { stringAt } from "../arm/json";
import type { FaceRequest, Reply } from "./http";
import { type Tokens, same } from "./tokens";

/**
 * What a client asks before it has a token: which endpoints this cloud has, and for the token itself. Undefined for every
 * other request.
 */
export function metadata(request: FaceRequest, arm: Arm, tokens: Tokens, origin: string): Reply | undefined {
  const { method, path } = request;
  if (method === "GET" && /^\/metadata\/endpoints$/i.test(path))
    return { status: 200, body: endpoints(origin, arm) };
  if (method === "GET" && /^\/common\/discovery\/instance$/i.test(path))
    return { status: 200, body: { tenant_discovery_endpoint: openIdAddress(origin, arm.tenantId) } };
  const [, tenant] = /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/i.exec(path) ?? [];
  if (method === "GET" && tenant !== undefined) return { status: 200, body: openId(origin, arm.tenantId) };
  const [, of] = /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/token$/i.exec(path) ?? [];
  if (method === "POST" && of !== undefined)
    return token(new URLSearchParams(request.body), arm, tokens, isGuid(of) ? of : undefined);
  return undefined;
}

/** Form of `GET /metadata/endpoints?api-version=2022-09-01`, which `az cloud register` reads. */
function endpoints(origin: string, { tenantId }: Arm): unknown {
  return {
    name: "LocalCloud",
    portal: origin,
    resourceManager: `${origin}/`,
    authentication: {
      loginEndpoint: `${origin}/`,
      audiences: [`${origin}/`, "https://management.core.windows.net/", "https://management.azure.com/"],
      tenant: tenantId,
      identityProvider: "AAD",
    },
    graph: `${origin}/graph/`,
    graphAudience: `${origin}/graph/`,
    suffixes: { keyVaultDns: "vault.azure.net", storage: "core.windows.net" },
  };
}

function openId(origin: string, tenantId: string): unknown {
  return {
    issuer: `https://sts.windows.net/${tenantId}/`,
    authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    response_types_supported: ["token"],
  };
}

function openIdAddress(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`;
}

/**
 * The client-credentials grant. The client ID is the object or client ID of a managed identity of this cloud, or any
 * object ID of the tenant (a group's stands for one of its members); the secret is always the local cloud's own. A tenant in the
 * path is the one that the token is of: AWS trusts the tenant that a stack names, which need not be this cloud's.
 */
function token(form: URLSearchParams, arm: Arm, tokens: Tokens, tenant: string | undefined): Reply {
  if (form.get("grant_type") !== "client_credentials")
    return denied("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
  if (!same(form.get("client_secret") ?? "", tokens.secret))
    return denied("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401);
  const client = form.get("client_id") ?? "";
  if (client === "")
    return denied("invalid_request", "AADSTS900144: The request body must contain 'client_id'.");
  const audience = (form.get("scope") ?? form.get("resource") ?? "")
    .replace(/\/?\.default$/, "")
    .replace(/\/$/, "");
  return {
    status: 200,
    body: {
      token_type: "Bearer",
      expires_in: 3_600,
      ext_expires_in: 3_600,
      access_token: tokens.issue(
        principalOf(client, arm),
        audience || "https://management.azure.com",
        3_600,
        tenant,
      ),
    },
  };
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function principalOf(client: string, arm: Arm): string {
  const identity = arm
    .ofType("Microsoft.ManagedIdentity/userAssignedIdentities")
    .find(({ body }) => stringAt(body, "properties.clientId") === client);
  return stringAt(identity?.body, "properties.principalId") ?? client;
}

function denied(error: string, description: string, status = 400): Reply {
  return { status, body: { error, error_description: description } };
}
