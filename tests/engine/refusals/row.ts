import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { Refusal } from "../../../localcloud/arm/faults";

/** A resource of a row, as data. */
export interface Declared {
  /** Its name within the row. */
  readonly as: string;
  /** The token of its type, e.g. `azure-native:network:Subnet`. */
  readonly type: string;
  /** Texts may hold the `places`; values may be references (`of`). */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What must stand before it, beyond what its inputs refer to. */
  readonly after: readonly string[];
  readonly options?: Pick<CustomResourceOptions, "deleteBeforeReplace" | "replaceOnChanges">;
}

/** One refusal of the local cloud, and the way out of it. The three forms are whole programs of the row. */
export interface Row {
  /** What is refused, in words. */
  readonly name: string;
  /** Status, code and file, as the coverage page lists them: `409 RoleAssignmentExists behaviours/role-assignments.ts`. */
  readonly proves: string;
  /** A part of the message. */
  readonly says: string;
  /** What stands before; nothing when absent. */
  readonly before?: readonly Declared[];
  readonly refused: readonly Declared[];
  /** What a user changes it to. */
  readonly recovered: readonly Declared[];
  /** What goes wrong with one of its resources by itself, for as many requests as the fault says. */
  readonly fault?: Refusal & { readonly name: string };
}

export type Form = "before" | "refused" | "recovered";

/**
 * What texts may hold: the row's own name (which is its resource group's), the ID of that group, the subscription, the tenant, the
 * row's own account of AWS.
 */
export const places = ["slug", "group", "subscription", "tenant", "account"] as const;

/** A property of another resource of the row: what it is in this form, or what it was before. */
export class Reference {
  constructor(
    readonly as: string,
    readonly path: string,
    readonly isFormer: boolean,
  ) {}
}

/** The ID of another resource of the row, or another output of it, nested ones with dots; its former one where the form leaves it out. */
export function of(as: string, path = "id"): Reference {
  return new Reference(as, path, false);
}

/** What an output of another resource of the row was before. */
export function was(as: string, path: string): Reference {
  return new Reference(as, path, true);
}

/** A resource of azure-native in the row's resource group: `azure("net", "network:VirtualNetwork", {...})`. */
export function azure(
  as: string,
  type: string,
  inputs: Declared["inputs"] = {},
  after: readonly string[] = [],
): Declared {
  // What is attached to a scope is of no group.
  const inGroup = "scope" in inputs ? {} : { resourceGroupName: "{slug}" };
  return { as, type: `azure-native:${type}`, inputs: { ...inGroup, ...inputs }, after };
}

/** A resource of aws in the row's own account: `aws("net", "ec2.Vpc", {...})`. */
export function aws(
  as: string,
  type: string,
  inputs: Declared["inputs"] = {},
  after: readonly string[] = [],
): Declared {
  const [module = "", name = ""] = type.split(".");
  return {
    as,
    type: `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    inputs,
    after,
  };
}
