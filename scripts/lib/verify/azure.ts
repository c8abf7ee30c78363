import {
  ChainedTokenCredential,
  ClientAssertionCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from "@azure/identity";
import { Resolver } from "node:dns/promises";
import { messageOf } from "../failure";
import { azureClients } from "./azure-clients";
import { Unreachable } from "./check";
import type { Cloud, Position, Speaker } from "./cloud";
import { addressesFrom } from "./dns";
import { modelAudience, modelClient } from "./model-client";
import type { Platform, Principal } from "./platform";

export interface AzureOptions {
  readonly subscription: string;
  readonly position: Position;
  /** Client ID of an identity that may call, or `self` for the login of this machine. */
  readonly caller?: string | undefined;
  /** Client ID of an identity that may call nothing, or `self`. */
  readonly stranger?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** Real Azure, by the login of this machine, seen from where this machine is. */
export function azureCloud(options: AzureOptions, platform: Pick<Platform, "routes" | "principals">): Cloud {
  const { subscription, position, caller, stranger, env = process.env } = options;
  const login = new DefaultAzureCredential();
  const resolver = new Resolver();
  return {
    name: "Azure",
    positions: new Set([position]),
    ...azureClients({ credential: login, subscription }),
    resolve: (host) => addressesFrom(resolver, host),
    speakers: (principals) =>
      caller !== undefined && mayBe(caller, principals, platform) ? [speaker(caller, login, env)] : [],
    strangers: () => (stranger === undefined ? [] : [speaker(stranger, login, env)]),
    client: (address, _position, credential) => {
      const route = platform.routes.find((each) => each.address === address);
      const base = route ? address : `${address}/openai`;
      return modelClient(`${base}/v1`, route?.audience ?? modelAudience, credential);
    },
  };
}

/** Whether a caller is one of some principals: an identity of the stack by its client ID, anybody else as a member of a group. */
function mayBe(
  caller: string,
  principals: readonly Principal[],
  platform: Pick<Platform, "principals">,
): boolean {
  const isOwn = platform.principals.some(({ clientId }) => clientId === caller);
  return principals.some(({ clientId }) => (isOwn ? clientId === caller : clientId === undefined));
}

/** Somebody by a client ID, or by the login of this machine (`self`). */
export function speaker(name: string, login: TokenCredential, env: NodeJS.ProcessEnv): Speaker {
  const credential = name === "self" ? login : identity(name, env);
  return {
    label: name === "self" ? "the login of this machine" : `identity ${name}`,
    token: async (audience) => {
      try {
        const { token } = (await credential.getToken(`${audience}/.default`)) ?? { token: "" };
        return token;
      } catch (error) {
        throw new Unreachable(`no token for ${name}: ${messageOf(error).split("\n")[0] ?? ""}`, false, {
          cause: error,
        });
      }
    },
  };
}

/** A managed identity, by whatever this machine has for it: a token of GitHub Actions, of Kubernetes, or being an Azure machine. */
function identity(clientId: string, env: NodeJS.ProcessEnv): TokenCredential {
  const tenantId = env["AZURE_TENANT_ID"] ?? env["ARM_TENANT_ID"];
  const [address, bearer] = [env["ACTIONS_ID_TOKEN_REQUEST_URL"], env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]];
  const chain: TokenCredential[] = [];
  if (tenantId !== undefined && address !== undefined && bearer !== undefined)
    chain.push(new ClientAssertionCredential(tenantId, clientId, () => githubToken(address, bearer)));
  if (tenantId !== undefined && env["AZURE_FEDERATED_TOKEN_FILE"] !== undefined)
    chain.push(new WorkloadIdentityCredential({ tenantId, clientId }));
  return new ChainedTokenCredential(...chain, new ManagedIdentityCredential({ clientId }));
}

/** https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments */
async function githubToken(address: string, bearer: string): Promise<string> {
  const response = await fetch(`${address}&audience=api://AzureADTokenExchange`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  if (!response.ok) throw new Error(`GitHub gives no token: ${response.status}`);
  return ((await response.json()) as { value: string }).value;
}
