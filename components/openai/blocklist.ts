import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import { stableKey } from "../shared/stable-key";
import type { Account } from "./account";

/** Arguments of a {@link Blocklist}. */
export interface BlocklistArgs {
  /** The account that keeps the list. */
  readonly account: Account;
  /** Name of the list in the account. */
  readonly blocklistName: string;
  /**
   * What the list is for.
   * @default ""
   */
  readonly description?: string;
  /** Terms of the list. */
  readonly items: readonly BlocklistItem[];
}

/** A term that a blocklist refuses. */
export interface BlocklistItem {
  /** Term, or regular expression. */
  readonly pattern: string;
  /**
   * Whether the pattern is a regular expression.
   * @default false
   */
  readonly regex?: boolean;
}

/** A list of terms that content filters of one account can refuse. */
export class Blocklist extends pulumi.ComponentResource {
  /** Name of the list. */
  public readonly blocklistName: pulumi.Output<string>;

  constructor(name: string, args: BlocklistArgs, opts?: pulumi.ComponentResourceOptions) {
    const { account, ...inputs } = args;
    super("cornerstone:index:Blocklist", name, { ...inputs, accountId: account.id }, opts);
    const list = createList(this, name, args);
    for (const item of args.items) createItem(this, name, args, list, item);
    this.blocklistName = list.name;
    this.registerOutputs({ blocklistName: this.blocklistName });
  }
}

function createList(parent: Blocklist, name: string, args: BlocklistArgs): cognitiveservices.RaiBlocklist {
  return args.account.writes.next(
    (dependsOn) =>
      new cognitiveservices.RaiBlocklist(
        `${name}-list`,
        {
          resourceGroupName: args.account.resourceGroupName,
          accountName: args.account.accountName,
          raiBlocklistName: args.blocklistName,
          properties: { description: args.description ?? "" },
        },
        retried({ parent, dependsOn }),
      ),
  );
}

function createItem(
  parent: Blocklist,
  name: string,
  args: BlocklistArgs,
  list: cognitiveservices.RaiBlocklist,
  { pattern, regex = false }: BlocklistItem,
): void {
  const key = stableKey("item", pattern, String(regex));
  args.account.writes.next(
    (dependsOn) =>
      new cognitiveservices.RaiBlocklistItem(
        `${name}-${key}`,
        {
          resourceGroupName: args.account.resourceGroupName,
          accountName: args.account.accountName,
          raiBlocklistName: list.name,
          raiBlocklistItemName: key,
          properties: { pattern, isRegex: regex },
        },
        retried({ parent, dependsOn }),
      ),
  );
}
