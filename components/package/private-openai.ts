import * as pulumi from "@pulumi/pulumi";
import type { OpenAIAccount } from "../openai/openai-account";
import { assignRole } from "../security/role-assignment";
import { createVault, endpointsIn, type PrivateHome } from "./private-home";
import { createModels, type PrivateOpenAIDeployment } from "./private-models";

/** Arguments of a {@link PrivateOpenAI}. */
export interface PrivateOpenAIArgs extends PrivateHome {
  /** Name of the account and of its endpoint's host, free in all of Azure: lower-case letters, digits, hyphens. */
  accountName: pulumi.Input<string>;
  /** The models of the account, written one after the other. */
  deployments: PrivateOpenAIDeployment[];
  /** Object IDs of the groups in Entra ID whose members may call the models. */
  callerGroups: string[];
}

/**
 * An OpenAI account without keys or public access in a network that stands already: a vault with the account's
 * customer-managed key, the account, its models behind a content filter, and a private endpoint for the vault and for the
 * account.
 */
export class PrivateOpenAI extends pulumi.ComponentResource {
  /** ARM ID of the account: what roles are assigned on. */
  public readonly accountId: pulumi.Output<string>;
  /** Endpoint of the OpenAI API, e.g. `https://contoso-chat.openai.azure.com/`. */
  public readonly endpoint: pulumi.Output<string>;
  /** ARM ID of the key vault. */
  public readonly vaultId: pulumi.Output<string>;
  /** ARM ID of the account's private endpoint. */
  public readonly privateEndpointId: pulumi.Output<string>;
  /** Names of the deployments. */
  public readonly deploymentNames: pulumi.Output<string[]>;

  constructor(name: string, args: PrivateOpenAIArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:PrivateOpenAI", name, args, opts);
    const connect = endpointsIn(this, name, args);
    const vault = createVault(this, name, args, connect);
    const { account, models } = createModels(this, name, args, vault);
    letGroupsCall(this, name, args, account);
    const endpoint = connect(account, "account", account.settled());
    this.accountId = account.id;
    this.endpoint = account.endpoint;
    this.vaultId = vault.id;
    this.privateEndpointId = endpoint.id;
    this.deploymentNames = models.names;
    this.registerOutputs({
      accountId: this.accountId,
      endpoint: this.endpoint,
      vaultId: this.vaultId,
      privateEndpointId: this.privateEndpointId,
      deploymentNames: this.deploymentNames,
    });
  }
}

function letGroupsCall(
  parent: PrivateOpenAI,
  name: string,
  { callerGroups }: PrivateOpenAIArgs,
  { id: scope }: OpenAIAccount,
): void {
  for (const principalId of callerGroups) {
    assignRole(
      `${name}-caller-${principalId}`,
      { scope, role: "cognitiveServicesOpenAIUser", principalId, principalType: "Group" },
      { parent },
    );
  }
}
