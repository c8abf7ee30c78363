import { accountsWith, principalOf, type Around } from "./assignments";
import type { Assumptions } from "./draft";
import { ofType, textAt, type Existing } from "./existing";

const nobody = "00000000-0000-0000-0000-000000000000";

/** The section `data`: a workspace of Databricks, who encrypts in it, and the models that its connector calls. */
export function dataOf(around: Around, assumptions: Assumptions): Record<string, unknown> | undefined {
  const { estate } = around;
  const [workspace] = ofType(estate, "microsoft.databricks/workspaces");
  if (!workspace) return undefined;
  const connector = ofType(estate, "microsoft.databricks/accessconnectors").find(
    ({ id }) => id.toLowerCase() === textAt(workspace, "accessConnector.id")?.toLowerCase(),
  );
  const models = connector
    ? accountsWith(around, principalOf(connector, estate), "cognitiveServicesOpenAIUser")
    : [];
  const subnets = subnetsOf(workspace, around);
  return {
    databricks: {
      encryptionApplication: assumptions.or(
        "data.databricks.encryptionApplication",
        encryptionApplicationOf(workspace, around),
        nobody,
        "nobody has a role on the key of the workspace",
      ),
      ...(models.length > 0 ? { models } : {}),
      ...(subnets && { subnets }),
    },
  };
}

/** Whoever may use the key of notebooks and results: the enterprise application of Databricks in the tenant. */
function encryptionApplicationOf(workspace: Existing, { assignments }: Around): string | undefined {
  const key = textAt(workspace, "encryption.entities.managedServices.keyVaultProperties.keyName");
  return assignments.find(
    ({ role, scope }) =>
      key !== undefined &&
      role === "keyVaultCryptoServiceEncryptionUser" &&
      scope.endsWith(`/keys/${key.toLowerCase()}`),
  )?.principal;
}

/** In a network that stood before, by name; in its own, the platform names them. */
function subnetsOf(
  workspace: Existing,
  { estate }: Around,
): { readonly host: string; readonly container: string } | undefined {
  const [network] = ofType(estate, "microsoft.network/virtualnetworks");
  if (network?.tags["managedBy"] === "cornerstone") return undefined;
  const host = textAt(workspace, "parameters.customPublicSubnetName.value");
  const container = textAt(workspace, "parameters.customPrivateSubnetName.value");
  return host === undefined || container === undefined ? undefined : { host, container };
}
