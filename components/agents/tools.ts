/** Something that agents may call, reached with an Entra ID token of the project's identity. */
export interface AgentTool {
  /** Name of the tool, unique in its project. */
  readonly name: string;
  /** What it is. */
  readonly kind: ToolKind;
  /** Address that agents call, e.g. `https://adb-1234567890123456.7.azuredatabricks.net`. */
  readonly url: string;
  /**
   * For whom the token must be issued.
   * @default the audience of the kind's product
   */
  readonly audience?: string;
  /**
   * What agents are told that it is for.
   * @default none
   */
  readonly description?: string;
}

/** Kinds of tools. */
export type ToolKind = keyof typeof toolKinds;

/** How agents speak to a tool, and how Azure files its connection. */
interface ToolKindFacts {
  /** Category of the connection. */
  readonly category: string;
  /** What agents speak. */
  readonly protocol: "openapi" | "mcp";
  /** Audience of tokens, where the whole product has one. */
  readonly audience?: string;
  /** What the kind is, for people. */
  readonly title: string;
}

/**
 * The kinds of tools. Audiences: https://learn.microsoft.com/azure/databricks/dev-tools/auth/aad-token-manual (the
 * application ID of Azure Databricks), https://learn.microsoft.com/fabric/data-warehouse/entra-id-authentication,
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app. Dataverse and own APIs have an audience
 * each; Salesforce knows no Entra ID tokens, and so is an API behind the gateway, which holds the credential.
 */
export const toolKinds = {
  databricksSql: {
    title: "Databricks SQL warehouse",
    category: "AzureDatabricksDeltaLake",
    protocol: "mcp",
    audience: "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
  },
  fabric: {
    title: "Microsoft Fabric",
    category: "AzureOneLake",
    protocol: "mcp",
    audience: "https://api.fabric.microsoft.com",
  },
  dynamics: { title: "Dynamics 365 (Dataverse)", category: "Dynamics", protocol: "openapi" },
  salesforce: { title: "Salesforce, behind the gateway", category: "Salesforce", protocol: "openapi" },
  logicApp: {
    title: "Logic Apps workflow",
    category: "GenericRest",
    protocol: "openapi",
    audience: "https://management.azure.com/",
  },
  openapi: { title: "API behind the gateway", category: "GenericRest", protocol: "openapi" },
  mcp: { title: "MCP server behind the gateway", category: "RemoteTool", protocol: "mcp" },
} as const satisfies Record<string, ToolKindFacts>;

/** For whom tokens that call a tool are issued: what the tool says, else what its product says. */
export function audienceOf({ kind, audience }: Pick<AgentTool, "kind" | "audience">): string | undefined {
  const facts: ToolKindFacts = toolKinds[kind];
  return audience ?? facts.audience;
}

/** The connection of a tool. */
export function connectionOfTool(tool: AgentTool): {
  readonly category: string;
  readonly target: string;
  readonly metadata: Record<string, string>;
} {
  const { category, protocol }: ToolKindFacts = toolKinds[tool.kind];
  const audience = audienceOf(tool);
  return {
    category,
    target: tool.url,
    metadata: {
      type: protocol,
      kind: tool.kind,
      ...(audience === undefined ? {} : { audience }),
      ...(tool.description === undefined ? {} : { description: tool.description }),
    },
  };
}

/** A tool as an agent's definition names it (`tools` of an agent version). */
export type ToolDefinition =
  | {
      readonly type: "openapi";
      readonly openapi: {
        readonly name: string;
        readonly description: string;
        /** Where the description of the API is: whoever publishes the agent puts it in. */
        readonly specUrl: string;
        readonly auth: {
          readonly type: "managed_identity";
          readonly security_scheme: { readonly audience: string };
        };
      };
    }
  | {
      readonly type: "mcp";
      readonly server_label: string;
      readonly server_url: string;
      readonly project_connection_id: string;
      readonly require_approval: "always";
    };

/**
 * The definition of a tool for the agents of a project: data for whoever publishes them, since agents themselves are not
 * resources of ARM. A call of an MCP server asks a person first, until somebody decides otherwise for an agent.
 */
export function definitionOfTool(tool: AgentTool, connection: string): ToolDefinition {
  const { protocol, title }: ToolKindFacts = toolKinds[tool.kind];
  if (protocol === "mcp") {
    return {
      type: "mcp",
      server_label: tool.name,
      server_url: tool.url,
      project_connection_id: connection,
      require_approval: "always",
    };
  }
  return {
    type: "openapi",
    openapi: {
      name: tool.name,
      description: tool.description ?? title,
      specUrl: `${tool.url.replace(/\/+$/, "")}/openapi.json`,
      auth: { type: "managed_identity", security_scheme: { audience: audienceOf(tool) ?? tool.url } },
    },
  };
}
