import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Arguments of a {@link ServiceRole}. */
export interface ServiceRoleArgs {
  /** Name of the role in the account. At most 64 characters. */
  readonly roleName: string;
  /** What it is for. */
  readonly description: string;
  /** Who may assume it: service principals or web identities, each with its conditions. */
  readonly trust: readonly PolicyStatement[];
  /** What it may do. */
  readonly permissions: readonly PolicyStatement[];
  /** Tags of the role. */
  readonly tags: Tags;
  /**
   * ARN of the policy that it may not exceed, whatever its permissions say.
   * @default none
   */
  readonly permissionsBoundary?: string | undefined;
  /**
   * What must stand before the role may do anything.
   * @default nothing
   */
  readonly after?: readonly pulumi.Resource[];
  /**
   * Seconds that a session lasts at most.
   * @default 3600
   */
  readonly maxSessionSeconds?: number;
}

/** A role with a policy of its own and no managed one: what it may do is written in one place. */
export class ServiceRole extends pulumi.ComponentResource {
  /** ARN of the role. */
  public readonly arn: pulumi.Output<string>;
  /** Name of the role. */
  public readonly roleName: pulumi.Output<string>;
  /** The permissions. What uses the role waits for them. */
  public readonly permissions: pulumi.Resource;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const { trust, permissions, after = [], ...inputs } = args;
    super("cornerstone:aws:Role", name, inputs, opts);
    const role = createRole(this, name, inputs, policyDocument(trust));
    this.permissions = new iam.RolePolicy(
      `${name}-permissions`,
      { name: "permissions", role: role.id, policy: policyDocument(permissions) },
      { parent: this, dependsOn: [...after] },
    );
    this.arn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn });
  }
}

function createRole(
  parent: ServiceRole,
  name: string,
  args: Omit<ServiceRoleArgs, "trust" | "permissions" | "after">,
  assumeRolePolicy: pulumi.Output<string>,
): iam.Role {
  return new iam.Role(
    `${name}-role`,
    {
      name: args.roleName,
      description: args.description,
      assumeRolePolicy,
      maxSessionDuration: args.maxSessionSeconds ?? 3600,
      ...(args.permissionsBoundary !== undefined && { permissionsBoundary: args.permissionsBoundary }),
      tags: { ...args.tags },
    },
    // Its name is an API: others trust the ARN. Two roles of one name cannot stand at once.
    { parent, deleteBeforeReplace: true },
  );
}

/** Lets a service of AWS assume a role for something of this account. */
export function assumedByService(
  service: string,
  condition: NonNullable<PolicyStatement["Condition"]>,
): PolicyStatement {
  return {
    Sid: "AssumedByService",
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["sts:AssumeRole"],
    Condition: condition,
  };
}
