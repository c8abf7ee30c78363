import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { ResourceManagementClient } from "@azure/arm-resources";
import type { TokenCredential } from "@azure/identity";
import { LogsQueryClient, LogsQueryResultStatus } from "@azure/monitor-query-logs";
import { grantingPattern } from "../../../catalog/role-permissions";
import { messageOf } from "../failure";
import { Unreachable } from "./check";
import type { Cloud, Resource } from "./cloud";
import { callAction, letsCall } from "./platform";

export interface ClientOptions {
  readonly credential: TokenCredential;
  readonly subscription: string;
  /** Resource Manager and Log Analytics, where they are not Azure's own. */
  readonly endpoints?: { readonly arm: string; readonly logs: string };
  /** PEM of the certificate that signs them. */
  readonly ca?: string;
}

/** The questions to Resource Manager and Log Analytics, asked by Azure's own clients. */
export function azureClients({
  credential,
  subscription,
  endpoints,
  ca,
}: ClientOptions): Pick<Cloud, "resource" | "roleAssignments" | "letsCall" | "givesKeys" | "countLogs"> {
  const tls = ca === undefined ? {} : { tlsOptions: { ca } };
  const options = { ...tls, ...(endpoints ? { endpoint: endpoints.arm } : {}) };
  const resources = new ResourceManagementClient(credential, subscription, options).resources;
  const authorization = new AuthorizationManagementClient(credential, subscription, options);
  const ai = new CognitiveServicesManagementClient(credential, subscription, options);
  const logs = new LogsQueryClient(credential, {
    ...tls,
    ...(endpoints ? { endpoint: endpoints.logs } : {}),
  });
  return {
    resource: (id, apiVersion) =>
      asked(async () => {
        const found = await resources.getById(id, apiVersion);
        const properties = (found.properties ?? {}) as Resource["properties"];
        return {
          id: found.id ?? id,
          properties,
          ...(found.sku?.name === undefined ? {} : { sku: { name: found.sku.name } }),
        };
      }),
    roleAssignments: () => listAssignments(authorization),
    letsCall: async (role) => {
      const known = letsCall(role);
      if (known !== "unknown") return known === "yes";
      const found = await asked(() => authorization.roleDefinitions.getById(role));
      if (!found) return undefined;
      return (found.permissions ?? []).some((permission) => {
        const { actions = [], notActions = [], dataActions = [], notDataActions = [] } = permission;
        return (
          grantingPattern({ actions, notActions, dataActions, notDataActions }, callAction, "data") !==
          undefined
        );
      });
    },
    givesKeys: async (account) => {
      const [, group = "", name = ""] =
        /\/resourceGroups\/([^/]+)\/.*\/accounts\/([^/]+)$/i.exec(account) ?? [];
      try {
        const { key1, key2 } = await ai.accounts.listKeys(group, name);
        return key1 !== undefined || key2 !== undefined;
      } catch (error) {
        const { statusCode } = error as { statusCode?: number };
        if (statusCode === 400) return false;
        if (statusCode === 401 || statusCode === 403) return undefined;
        throw unreachable(error);
      }
    },
    countLogs: async (workspace, query) => {
      const result = await asked(() => logs.queryWorkspace(workspace, query, { duration: "PT1H" }));
      if (result?.status !== LogsQueryResultStatus.Success)
        throw new Unreachable("the workspace does not answer", false);
      return Number(result.tables[0]?.rows[0]?.[0] ?? 0);
    },
  };
}

async function listAssignments(client: AuthorizationManagementClient): ReturnType<Cloud["roleAssignments"]> {
  const found = await asked(async () => {
    const all: Awaited<ReturnType<Cloud["roleAssignments"]>>[number][] = [];
    for await (const one of client.roleAssignments.listForSubscription())
      all.push({
        id: one.id ?? "",
        principalId: one.principalId ?? "",
        principalType: one.principalType ?? "Principal",
        roleDefinitionId: one.roleDefinitionId ?? "",
        scope: one.scope ?? "",
      });
    return all;
  });
  return found ?? [];
}

/** What Azure answers; undefined where there is nothing (404). Everything else that is no answer is out of reach. */
async function asked<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw unreachable(error);
  }
}

function unreachable(error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  const passing = statusCode === undefined || statusCode === 429 || statusCode >= 500;
  const said = [statusCode, code].filter((part) => part !== undefined).join(" ");
  return new Unreachable(`${said ? `${said}: ` : ""}${messageOf(error).split("\n")[0] ?? ""}`, passing, {
    cause: error,
  });
}
