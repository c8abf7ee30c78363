import { modelEndpoint } from "../../../catalog/endpoints";
import type { ResourceNode } from "../../types";
import { textAt } from "../read";
import { elementsIn, type PolicyNode } from "./document";
import { membersOf } from "./service";

/** A model account that a policy sends calls to. */
export interface CalledAccount {
  /** Subdomain of its endpoint. */
  readonly account: string;
  /** Deployments that are called there; undefined where the caller names any. */
  readonly deployments: readonly string[] | undefined;
}

/**
 * The model accounts that a policy sends calls to: by the addresses of its backends, of the members of its pools, and of the API
 * itself. Undefined where an expression decides, or an address is not known.
 *
 * @param serviceUrl the API's own backend, which is called where the policy sets none
 */
export function calledBy(
  document: PolicyNode,
  backends: readonly ResourceNode[],
  serviceUrl: string | undefined,
): readonly CalledAccount[] | undefined {
  const set = elementsIn(document, "set-backend-service");
  const targets = set.flatMap(({ element: { attributes }, around }) =>
    targetsOf(attributes, backends).map((url) => ({ url, body: modelInBody(around) })),
  );
  const all = set.length > 0 ? targets : [{ url: serviceUrl ?? "", body: undefined }];
  if (all.some(({ url }) => url === undefined)) return undefined;
  const found = new Map<string, Set<string> | "any">();
  for (const { url = "", body } of all) {
    const endpoint = modelEndpoint(url);
    if (endpoint?.cloud !== "azure") continue;
    const deployment = /\/deployments\/([^/?]+)/.exec(url)?.[1] ?? body;
    const known = found.get(endpoint.account);
    if (deployment === undefined) found.set(endpoint.account, "any");
    else if (known !== "any") found.set(endpoint.account, new Set([...(known ?? []), deployment]));
  }
  return [...found].map(([account, deployments]) => ({
    account,
    deployments: deployments === "any" ? undefined : [...deployments].sort(),
  }));
}

/** The addresses that a step sends calls to; undefined for one that is not known. */
function targetsOf(
  { "backend-id": id, "base-url": url }: PolicyNode["attributes"],
  backends: readonly ResourceNode[],
): readonly (string | undefined)[] {
  if (id === undefined) return [url?.startsWith("@") ? undefined : url];
  const backend = backends.find(({ inputs }) => textAt(inputs, "backendId") === id);
  const members = backend ? membersOf(backend, backends) : [];
  return members.length > 0 ? members.map(({ inputs }) => textAt(inputs, "url")) : [undefined];
}

/** The model that a step puts into the body: a call of the v1 API names its deployment there. */
function modelInBody(around: PolicyNode): string | undefined {
  const body = around.children.find(({ name }) => name === "set-body")?.text ?? "";
  return /\bbody\["model"\]\s*=\s*"([^"]+)"/.exec(body)?.[1];
}
