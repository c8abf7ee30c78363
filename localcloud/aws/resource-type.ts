import type { Json } from "../store/store";

/** How the bridged provider names a resource when the program does not. */
export interface AutoName {
  readonly property: string;
  /** Characters at most. */
  readonly max: number;
  readonly lowerCase?: true;
  /** What stands between the logical name and the random digits. @default "-" */
  readonly separator?: string;
}

/** A property that names another resource, which must be there. */
export interface Reference {
  readonly property: string;
  /** Token of the type. */
  readonly type: string;
  /** The attribute of the other resource that is named; its ID when absent. */
  readonly by?: string;
}

/**
 * What the installed SDK cannot tell about a resource type of aws, reviewed by hand: one row. Properties are named as the
 * SDK names them, since the store keeps what the provider shows. Texts may hold placeholders (template.ts).
 * Sources: the schemas of github.com/hashicorp/terraform-provider-aws, internal/service/<service>.
 */
export interface AwsType {
  /** `aws:iam/role:Role`. */
  readonly token: string;
  /** As the provider names it in its errors: `IAM Role`. */
  readonly noun: string;
  /** What it says of a resource that has no ID yet, in brackets: `{name}`. Nothing when absent. */
  readonly called?: string;
  /** The service's client in the errors: `IAM`. */
  readonly service: string;
  /** Its operations: create, update, delete. */
  readonly operations: readonly [create: string, update: string, remove: string];
  readonly id: string;
  /** False where the provider wants the name from the program; else `name`, where the SDK has it as an optional input. */
  readonly autoName?: AutoName | false;
  /** Properties whose change replaces the resource, beside `region`; `a.b` for nested ones. */
  readonly forceNew?: readonly string[];
  /** Replaced by deleting first, whatever its name. */
  readonly deleteBeforeReplace?: true;
  /** Defaults of the provider's schema: they become inputs. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** What the service sets where the program says nothing: known once the resource exists. */
  readonly optional?: Readonly<Record<string, Json>>;
  /** What the service always sets. */
  readonly computed?: Readonly<Record<string, Json>>;
  /** Groups of properties of which at most one may be set. */
  readonly conflicts?: readonly (readonly string[])[];
  /** Groups of properties of which exactly one must be set. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** The values that the provider lets pass. */
  readonly allowed?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Lengths of texts, smallest and largest. */
  readonly lengths?: Readonly<Record<string, readonly [number, number]>>;
  /** Numbers, smallest and largest. */
  readonly ranges?: Readonly<Record<string, readonly [number, number]>>;
  /** Properties that hold a JSON policy. */
  readonly policies?: readonly string[];
  readonly references?: readonly Reference[];
  /** What AWS answers when somebody names a resource of this type that is not there: status, code, text with `{value}`. */
  readonly missing?: readonly [status: number, code: string, message: string];
  /** Taken over where it is there already, rather than refused: a part of something else, or a setting of the region. */
  readonly adopts?: true;
  /** How long the service takes to make it, in seconds; 1 when absent. */
  readonly seconds?: number;
}
