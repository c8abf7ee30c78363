import { DefaultAzureCredential } from "@azure/identity";
import type { AwsStackConfig } from "../../../../stacks/config/index";
import { speaker } from "../azure";
import { awsClients } from "./clients";
import type { AwsCloud } from "./cloud";

export interface AwsOptions {
  /** Client ID of a managed identity that a role trusts, or `self` for the login of this machine. */
  readonly caller?: string | undefined;
  /** Client ID of one that no role trusts, or `self`. */
  readonly stranger?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Real AWS. Settings are read by whoever is logged in to AWS on this machine; roles are asked for with tokens of Entra ID, which a
 * managed identity of this machine gets.
 */
export async function realAws(
  { aws, environment }: AwsStackConfig,
  { caller, stranger, env = process.env }: AwsOptions,
): Promise<AwsCloud> {
  const login = new DefaultAzureCredential();
  const { audience } = aws.federation;
  const calling = caller === undefined ? undefined : speaker(caller, login, env);
  // Which role trusts the caller shows in its token alone: a client ID is no object ID.
  const own = calling && objectIdIn(await calling.token(audience));
  return {
    name: "AWS",
    audience,
    ...awsClients({ region: environment.region }),
    speaker: (subject) => (calling && own?.toLowerCase() === subject.toLowerCase() ? calling : undefined),
    ...(stranger !== undefined && { stranger: speaker(stranger, login, env) }),
  };
}

/** The subject of a token, without a look at its signature: AWS looks at that. */
export function objectIdIn(token: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      readonly oid?: string;
    };
    return claims.oid;
  } catch {
    return undefined;
  }
}
