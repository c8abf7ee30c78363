import type { Json, JsonObject } from "../store/store";

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  /** A regular expression, as the REST specification writes it. */
  readonly pattern?: string;
}

/**
 * What the installed SDK cannot tell about a resource type, reviewed by hand: one row. Property paths of the provider
 * (`rules`, `forceNew`, `maintained`) are as the Pulumi SDK nests them, paths of the service (`defaults`, `computed`) as
 * ARM's own JSON does.
 */
export interface ResourceType {
  /** The Pulumi type token, `azure-native:keyvault:Vault`. */
  readonly token: string;
  /** The ARM path; parameters are named as the SDK's inputs are. */
  readonly path: string;
  /**
   * How the provider names a resource when the program does not: parameter -> strategy. `random` is the logical name
   * and eight hex digits, `copy` the logical name, `uuid` a GUID.
   */
  readonly autoName?: Readonly<Record<string, "random" | "copy" | "uuid">>;
  /** Parameters of the path that the provider makes up itself: no input of the SDK. */
  readonly ownParameters?: readonly string[];
  /** Limits that the provider checks before it calls the service: input path -> rule. */
  readonly rules?: Readonly<Record<string, TextRule>>;
  /** Input paths whose change replaces the resource, beside the parameters of the path. */
  readonly forceNew?: readonly string[];
  /** Inputs that other types also write, so that an update which leaves them out keeps them. */
  readonly maintained?: readonly string[];
  /** SDK paths of nested objects whose properties ARM keeps under another `properties`. */
  readonly nested?: readonly string[];
  /** Properties that the SDK names differently than ARM does: SDK name -> ARM name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** What the service sets when the request does not: path -> value. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** What only the service sets: path -> value; texts may hold placeholders (see arm/template.ts). */
  readonly computed?: Readonly<Record<string, Json>>;
  /** Exists with its parent: it can be set, and deleting it sets this body again. */
  readonly singleton?: JsonObject;
  /** How long the service takes to write it, in seconds; 2 when absent. */
  readonly seconds?: number;
  /** The state shown while a creation is under way; `Creating` when absent. */
  readonly creating?: "Accepted" | "Creating" | "Updating";
}
