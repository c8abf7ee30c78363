import type * as pulumi from "@pulumi/pulumi";
import type { RoleName } from "../../catalog/roles";
import { assignRole } from "../security/role-assignment";

/** What a learning platform's identities hold roles on. */
export type LearningScope = "storage" | "secrets" | "registry" | "insights" | "job" | "model";

/** A role assignment, as a part of a table. */
type Assigned = ReturnType<typeof assignRole>;

/**
 * What the workspace's identity needs on each resource before the workspace is made, and no role on the group: it operates
 * the resources, writes its default datastores as itself, and approves the endpoints of its managed network.
 * https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication#user-assigned-managed-identity
 */
export const workspaceRoles: Readonly<Record<LearningScope, readonly RoleName[]>> = {
  storage: [
    "storageAccountContributor",
    "storageBlobDataContributor",
    "storageFileDataPrivilegedContributor",
    "azureAIEnterpriseNetworkConnectionApprover",
  ],
  secrets: ["keyVaultContributor", "keyVaultSecretsOfficer", "azureAIEnterpriseNetworkConnectionApprover"],
  registry: ["acrPull", "acrPush", "reader", "azureAIEnterpriseNetworkConnectionApprover"],
  insights: ["applicationInsightsComponentContributor"],
  job: ["managedIdentityOperator"],
  model: ["azureAIEnterpriseNetworkConnectionApprover"],
};

/** What jobs may do as the identity of their cluster: read and write data, pull images, call models. */
export const jobRoles: Readonly<Record<LearningScope, readonly RoleName[]>> = {
  storage: ["storageBlobDataContributor", "storageFileDataPrivilegedContributor"],
  secrets: [],
  registry: ["acrPull"],
  insights: ["monitoringMetricsPublisher"],
  job: [],
  model: ["cognitiveServicesOpenAIUser"],
};

/** Gives an identity every role of a table on the resources of the given scopes. */
export function assignLearningRoles(
  name: string,
  principalId: pulumi.Input<string>,
  table: Readonly<Record<LearningScope, readonly RoleName[]>>,
  scopes: readonly {
    readonly kind: LearningScope;
    readonly key: string;
    readonly id: pulumi.Input<string>;
  }[],
  parent: pulumi.Resource,
): readonly Assigned[] {
  return scopes.flatMap(({ kind, key, id }) =>
    table[kind].map((role) =>
      assignRole(
        `${name}-${key}-${role}`,
        { scope: id, role, principalId, principalType: "ServicePrincipal" },
        { parent },
      ),
    ),
  );
}

/** Lets jobs fine-tune on an account: upload examples, train and deploy. Without an account, on none. */
export function allowFineTuning(
  name: string,
  principalId: pulumi.Input<string>,
  account: pulumi.Input<string> | undefined,
  parent: pulumi.Resource,
): void {
  if (account === undefined) return;
  assignRole(
    `${name}-fine-tuning`,
    {
      scope: account,
      role: "cognitiveServicesOpenAIContributor",
      principalId,
      principalType: "ServicePrincipal",
    },
    { parent },
  );
}
