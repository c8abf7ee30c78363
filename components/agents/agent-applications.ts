import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../openai/account";
import { retried } from "../shared/retry";
import type { AgentProject } from "./agent-project";

/** Arguments of {@link AgentApplications}. */
export interface AgentApplicationsArgs {
  /** The account that carries the project. */
  readonly account: Account;
  /** The project whose agents are offered. */
  readonly project: AgentProject;
  /** What is offered. */
  readonly applications: readonly AgentApplication[];
}

/** Agents of a project that others may call, under a stable address. */
export interface AgentApplication {
  /** Name of the application, unique in the project. */
  readonly name: string;
  /** What people see. */
  readonly displayName: string;
  /** Published agents that answer, each at a version. Without one, the application waits for its first. */
  readonly agents: readonly { readonly name: string; readonly version: string }[];
}

/** The applications of a project and, where it has agents, the deployment of each. */
export class AgentApplications extends pulumi.ComponentResource {
  constructor(name: string, args: AgentApplicationsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { applications, project } = args;
    super("cornerstone:index:AgentApplications", name, { applications, projectId: project.id }, opts);
    for (const application of applications) createApplication(this, name, args, application);
    this.registerOutputs({});
  }
}

function createApplication(
  parent: AgentApplications,
  name: string,
  { account, project }: AgentApplicationsArgs,
  { name: appName, displayName, agents }: AgentApplication,
): void {
  const place = {
    resourceGroupName: account.resourceGroupName,
    accountName: account.accountName,
    projectName: project.projectName,
  };
  const application = account.writes.next(
    (dependsOn) =>
      new cognitiveservices.AgentApplication(
        `${name}-${appName}`,
        {
          ...place,
          name: appName,
          properties: {
            displayName,
            agents: agents.map((agent) => ({ agentName: agent.name })),
            // Callers need a role on the application: neither a channel nor the whole organisation.
            authorizationPolicy: { type: "Default" },
          },
        },
        retried({ parent, dependsOn }),
      ),
  );
  if (agents.length === 0) return;
  account.writes.next(
    (dependsOn) =>
      new cognitiveservices.AgentDeployment(
        `${name}-${appName}-deployment`,
        {
          ...place,
          appName: application.name,
          deploymentName: "current",
          properties: {
            deploymentType: "Managed",
            displayName,
            agents: agents.map((agent) => ({ agentName: agent.name, agentVersion: agent.version })),
            protocols: [{ protocol: "Responses", version: "1.0" }],
          },
        },
        retried({ parent, dependsOn }),
      ),
  );
}
