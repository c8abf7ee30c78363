/** A service that a platform with agents gives a private endpoint. */
interface AgentService {
  readonly type: string;
  readonly groupId: string;
  readonly location?: string;
}

/** The services that agents add to a platform: three stores a project, and one environment of sandboxes. */
export function agentServices(
  agents: {
    readonly projects?: readonly ({ readonly codeExecution?: boolean | undefined } | undefined)[] | undefined;
  },
  region: string,
): readonly AgentService[] {
  const runsCode = agents.projects?.some((project) => project?.codeExecution === true) ?? false;
  return [
    { type: "Microsoft.DocumentDB/databaseAccounts", groupId: "Sql" },
    { type: "Microsoft.Search/searchServices", groupId: "searchService" },
    { type: "Microsoft.Storage/storageAccounts", groupId: "blob" },
    ...(runsCode
      ? [{ type: "Microsoft.App/managedEnvironments", groupId: "managedEnvironments", location: region }]
      : []),
  ];
}
