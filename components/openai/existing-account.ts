import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "../network/private-endpoint";
import { armIdParts } from "../shared/arm-id";
import { Sequence } from "../shared/sequence";
import type { Account } from "./account";

/** Arguments of an {@link ExistingAccount}. */
export interface ExistingAccountArgs {
  /** ARM ID of the account, in the subscription of the platform. */
  readonly accountId: string;
  /**
   * Custom subdomain of the account, of which its endpoint is made.
   * @default the account's name
   */
  readonly subdomain?: string | undefined;
}

/**
 * An account that stands already, in the place of an {@link OpenAIAccount}: the platform makes content filters, deployments and
 * roles on it. Its keys, network, encryption and logs are its owner's, and no policy of the platform sees them.
 */
export class ExistingAccount extends pulumi.ComponentResource implements Account {
  /** ARM ID of the account. */
  public readonly id: pulumi.Output<string>;
  /** Name of the account. */
  public readonly accountName: pulumi.Output<string>;
  /** Name of the account's resource group. */
  public readonly resourceGroupName: pulumi.Output<string>;
  /** Endpoint of the OpenAI API. */
  public readonly endpoint: pulumi.Output<string>;
  /** Chain of the platform's writes to the account: Azure takes one at a time. */
  public readonly writes = new Sequence();
  /** The account as the target of a private endpoint. */
  public readonly service: EndpointService;

  constructor(name: string, args: ExistingAccountArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cornerstone:index:ExistingAccount", name, args, opts);
    const { accountId } = args;
    const account = armIdParts(accountId);
    this.id = pulumi.output(accountId);
    this.accountName = pulumi.output(account.name);
    this.resourceGroupName = pulumi.output(account.resourceGroupName);
    this.endpoint = pulumi.output(
      `https://${(args.subdomain ?? account.name).toLowerCase()}.openai.azure.com/`,
    );
    this.service = { id: accountId, type: "Microsoft.CognitiveServices/accounts", groupId: "account" };
    this.registerOutputs({ id: this.id, accountName: this.accountName, endpoint: this.endpoint });
  }

  /** What a private endpoint waits for: the last write of the platform so far. */
  settled(): pulumi.Resource[] {
    return this.writes.end();
  }
}
