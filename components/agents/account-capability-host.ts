import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../openai/account";
import { replacedOnChange } from "./capability-host-options";

/** Arguments of an {@link AccountCapabilityHost}. */
export interface AccountCapabilityHostArgs {
  /** The account whose projects have agents. It must not be joined to a subnet: such an account has a host already. */
  readonly account: Account;
  /** ARM ID of the delegated subnet in which agents run. */
  readonly subnetId: pulumi.Input<string>;
}

/**
 * The explicit capability host of an account that is not joined to a subnet by itself. An account has one at most: where
 * it is joined (`networkInjections`), Azure makes `<account>@aml_aiagentservice`, and refuses another.
 */
export class AccountCapabilityHost extends pulumi.ComponentResource {
  /** ARM ID of the host. */
  public readonly id: pulumi.Output<string>;

  constructor(name: string, args: AccountCapabilityHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const { account, subnetId } = args;
    super("cornerstone:index:AccountCapabilityHost", name, { accountId: account.id, subnetId }, opts);
    const host = account.writes.next(
      (dependsOn) =>
        new cognitiveservices.AccountCapabilityHost(
          `${name}-capability-host`,
          {
            resourceGroupName: account.resourceGroupName,
            accountName: account.accountName,
            capabilityHostName: "agents",
            capabilityHostProperties: { capabilityHostKind: "Agents", customerSubnet: subnetId },
          },
          replacedOnChange("capabilityHostProperties", { parent: this, dependsOn }),
        ),
    );
    this.id = host.id;
    this.registerOutputs({ id: this.id });
  }
}
