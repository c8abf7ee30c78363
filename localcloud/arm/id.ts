/** An ARM resource ID taken apart. */
export interface ArmId {
  /** The ID as written. */
  readonly id: string;
  /** The form in which two spellings of one ID are equal: ARM compares IDs without case. */
  readonly key: string;
  /** `Microsoft.CognitiveServices/accounts/deployments`. */
  readonly type: string;
  /** The names along the type: `["my-account", "chat"]`. */
  readonly names: readonly string[];
  /** The last name. */
  readonly name: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  /** ID of the resource that this one is nested in (`accounts/deployments` -> the account). */
  readonly parent?: string;
  /** What an extension resource (a lock, a role assignment) is attached to: a resource, group or subscription. */
  readonly scope?: string;
}

/** Takes an ARM ID apart; throws for what is not one. */
export function parseArmId(id: string): ArmId {
  const trimmed = id.replace(/\/+$/, "");
  const key = trimmed.toLowerCase();
  const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(trimmed)?.[1];
  const resourceGroup = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i.exec(trimmed)?.[1];
  const container = {
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(resourceGroup !== undefined && { resourceGroup }),
  };
  const at = key.lastIndexOf("/providers/");
  if (at < 0) {
    if (resourceGroup !== undefined && /^\/[^/]+\/[^/]+\/[^/]+\/[^/]+$/.test(trimmed)) {
      const type = "Microsoft.Resources/resourceGroups";
      return { id: trimmed, key, type, names: [resourceGroup], name: resourceGroup, ...container };
    }
    if (subscriptionId !== undefined && /^\/[^/]+\/[^/]+$/.test(trimmed)) {
      const type = "Microsoft.Resources/subscriptions";
      return { id: trimmed, key, type, names: [subscriptionId], name: subscriptionId, ...container };
    }
    throw new Error(`'${id}' is not an ARM resource ID`);
  }
  const [namespace = "", ...rest] = trimmed.slice(at + "/providers/".length).split("/");
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  const name = names.at(-1);
  if (name === undefined || types.length !== names.length || rest.includes("")) {
    throw new Error(`'${id}' is not an ARM resource ID`);
  }
  const before = trimmed.slice(0, at);
  const isPlainContainer = /^(\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?)?$/i.test(before);
  return {
    id: trimmed,
    key,
    type: [namespace, ...types].join("/"),
    names,
    name,
    ...container,
    ...(names.length > 1 && { parent: trimmed.split("/").slice(0, -2).join("/") }),
    ...(names.length === 1 && !isPlainContainer && { scope: before }),
  };
}

/** The key of the resource group of an ID, or undefined outside of one. */
export function resourceGroupKey(key: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(key)?.[0];
}

/** Regions compare without case and spaces: "Sweden Central" is `swedencentral`. */
export function normalizeLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}
