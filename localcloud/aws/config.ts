import { parseArn } from "../../catalog/arn";
import { partitionOf } from "./place";

/** What the provider's configuration says, of the things that matter here. */
export interface AwsConfig {
  readonly region: string | undefined;
  readonly account: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/**
 * Reads the provider's configuration. Credentials name no account here: the account is that of a role to assume, else the
 * only one that `allowedAccountIds` allows, else the local cloud's own.
 *
 * @throws Error in the provider's words for a region that is none and for an account that is not allowed.
 */
export function awsConfigOf(settings: Readonly<Record<string, string>>, ownAccount: string): AwsConfig {
  const region = settings["region"] === "" ? undefined : settings["region"];
  // Source: aws-sdk-go-base, validation of the region.
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
    throw new Error(`invalid AWS Region: ${region}`);
  }
  const allowed = listOf(settings["allowedAccountIds"]);
  const role = (parsed(settings["assumeRoles"]) as readonly { roleArn?: string }[] | undefined)?.at(-1);
  const account = parseArn(role?.roleArn ?? "")?.account ?? (allowed.length === 1 ? allowed[0] : undefined);
  const chosen = account ?? ownAccount;
  const refused = listOf(settings["forbiddenAccountIds"]).includes(chosen);
  if (refused || (allowed.length > 0 && !allowed.includes(chosen))) {
    // Text: internal/conns of terraform-provider-aws.
    throw new Error(`AWS account ID not allowed: ${chosen}`);
  }
  const tags = parsed(settings["defaultTags"]) as { tags?: Record<string, string> } | undefined;
  return { region, account: chosen, defaultTags: tags?.tags ?? {} };
}

/** The region of a request, when neither the resource nor the configuration names one. */
export function regionOrRefuse(region: string | undefined): string {
  if (region !== undefined) return region;
  throw new Error(
    "missing AWS region: set it with `pulumi config set aws:region <region>` or on the provider of the resource",
  );
}

export function callerArn({ account, region }: { account: string; region: string }): string {
  return `arn:${partitionOf(region)}:sts::${account}:assumed-role/cornerstone-local/session`;
}

/** The engine passes lists and objects as JSON texts. */
function parsed(text: string | undefined): unknown {
  return text === undefined || text === "" ? undefined : (JSON.parse(text) as unknown);
}

function listOf(text: string | undefined): readonly string[] {
  const list = parsed(text);
  return Array.isArray(list) ? (list as string[]) : [];
}
