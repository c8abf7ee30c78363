import type { Urn } from "../types";

/** What somebody may do to a resource, named by its effect. */
export const verbs = ["call", "change", "readKeys", "readPrompts", "delete", "grantAccess"] as const;
export type Verb = (typeof verbs)[number];

/** Whose access it is: a group, an identity of Azure, an application, or what else the assignment says. */
export interface Principal {
  /** Object ID in lower case; the URN of its resource where the ID is not known yet. */
  readonly key: string;
  readonly name: string;
  readonly kind: "group" | "identity" | "application" | "user" | "other";
  /** Tokens of other systems by which somebody may act as it. */
  readonly federated: readonly { readonly issuer: string; readonly subject: string }[];
  /** Resources that run as it: whoever controls one of them acts as it. */
  readonly usedBy: readonly string[];
  /** Principals that the stack makes members of it. */
  readonly members: readonly string[];
}

/** A role that a principal holds, by an assignment of the graph. */
export interface Holding {
  readonly urn: Urn;
  readonly principal: string;
  /** Display name of the role, or the end of its definition's ID. */
  readonly role: string;
  /** False where nobody here knows the role's actions. */
  readonly known: boolean;
  /** Where it holds, for people. */
  readonly scope: string;
  /** True where the holder must activate the role first (Privileged Identity Management). */
  readonly eligible: boolean;
  /** On which terms, where the graph says: `at most 4 hours, with another factor`. */
  readonly terms?: string;
  /** True where a condition limits it further than its actions say. */
  readonly conditional: boolean;
  /** What the condition looks at, where that is known: `bedrock:GuardrailIdentifier`. */
  readonly conditions?: readonly string[];
}

/**
 * How a holding reaches a resource. `part` is a child of it, e.g. one key of a vault; `wildcard` is a pattern of a policy on AWS that
 * also means others.
 */
export type Reach =
  "direct" | "wildcard" | "resourceGroup" | "subscription" | "managementGroup" | "tenant" | "part";

/** One answer: a principal may do something to a resource, and why. */
export interface AccessEntry {
  readonly principal: string;
  readonly resource: Urn;
  readonly verb: Verb;
  /** `unknown` where the role's actions are not known, so that it may or may not permit it. */
  readonly answer: "yes" | "unknown";
  /** Operation that is permitted, e.g. `Microsoft.CognitiveServices/accounts/listkeys/action`. */
  readonly operation: string;
  /** Pattern of the role that permits it. */
  readonly pattern?: string;
  readonly holding: Holding;
  readonly reach: Reach;
  /**
   * `key` where the holder may read a key that does the rest, whatever roles say; `gateway` where a gateway lets the principal
   * through and calls as itself.
   */
  readonly path: "identity" | "key" | "gateway";
  /** Given where the path is a gateway. */
  readonly gateway?: GatewayPath;
}

/** A way through a gateway, by the policy of one of its APIs. */
export interface GatewayPath {
  /** The gateway, as its own entry among the resources names it. */
  readonly service: string;
  /** ID of the API. */
  readonly api: string;
  /** Deployments that it calls; undefined where nobody here knows. */
  readonly deployments?: readonly string[];
  /** What callers may use, all of an API's together: `745,000 tokens a minute`. */
  readonly limits: readonly string[];
  /** From where the gateway can be reached. */
  readonly network: NetworkGate;
}

/** Whether keys work beside tokens. */
export interface KeyPath {
  readonly state: "off" | "on" | "unknown";
  /** The setting that decides, as it is: `disableLocalAuth is true`. */
  readonly because: string;
}

/** From where a resource can be reached at all. */
export interface NetworkGate {
  readonly state: "private" | "allowList" | "public" | "closed" | "unknown";
  readonly because: string;
  /** Networks with a private endpoint to it. */
  readonly from: readonly string[];
}

/** A resource that people or workloads want something of. */
export interface AccessResource {
  readonly urn: Urn;
  readonly name: string;
  readonly kind: string;
  /** The verbs that mean something for it. */
  readonly verbs: readonly Verb[];
  readonly network: NetworkGate;
  /** Absent where the service has no keys. */
  readonly keys?: KeyPath;
}

/** Who may do what to the resources of a graph. */
export interface AccessModel {
  readonly principals: readonly Principal[];
  readonly resources: readonly AccessResource[];
  readonly holdings: readonly Holding[];
  readonly entries: readonly AccessEntry[];
  /** What this model cannot see, one sentence each. */
  readonly gaps: readonly string[];
}
