import { describe, expect, it } from "vitest";
import { home } from "../../tests/support/parts";
import { record } from "../../tests/support/record";
import { AgentService, type AgentServiceTool } from "./agent-service";
import { TrainingWorkspace } from "./training-workspace";

const insights = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/insights";
const subnet =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints";
const shared = {
  ...home,
  tags: {},
  vaultName: "keys",
  subnetId: subnet,
  workspaceId: "logs",
  protected: false,
};

function agentsWith(tool: AgentServiceTool): Promise<unknown> {
  return record(() => {
    new AgentService("agents", {
      ...shared,
      accountName: "agents",
      agentSubnetId: subnet,
      deployments: [],
      projects: [
        {
          name: "claims",
          description: "Claims.",
          group: "22222222-2222-2222-2222-222222222222",
          threadsName: "threads",
          vectorsName: "vectors",
          filesName: "files",
          tools: [tool],
        },
      ],
    });
  });
}

describe("what a schema cannot say", () => {
  it("a tool is of a known kind", async () => {
    await expect(agentsWith({ name: "crm", kind: "sap", url: "https://crm.example" })).rejects.toThrow(
      'tool "crm" is of kind "sap"; allowed are databricksSql, fabric, dynamics, salesforce, logicApp, openapi, mcp',
    );
  });

  it("a tool whose product has no audience of its own brings one", async () => {
    await expect(agentsWith({ name: "crm", kind: "openapi", url: "https://crm.example" })).rejects.toThrow(
      'tool "crm" of kind "openapi" needs an `audience`',
    );
  });

  it("fine-tuning is allowed on an account that jobs may call", async () => {
    const make = (): Promise<unknown> =>
      record(() => {
        new TrainingWorkspace("training", {
          ...shared,
          workspaceName: "training",
          secretsVaultName: "secrets",
          storageName: "storage",
          registryName: "registry",
          applicationInsightsId: insights,
          models: { main: "account" },
          fineTuning: "other",
        });
      });
    await expect(make()).rejects.toThrow('`fineTuning` names the account "other"; `models` has main');
  });
});
