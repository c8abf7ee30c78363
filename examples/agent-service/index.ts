import * as pulumi from "@pulumi/pulumi";
import {
  AgentService,
  Budget,
  Monitoring,
  Platform,
  ResourceGroup,
  firstOfMonth,
  platformTags,
} from "cornerstone";

/** Agents of one workload, from one component, in a network and under DNS zones that the hub team keeps. */

/** `privateEndpointSubnetId` and `agentSubnetId`: the subnets; `dnsZoneIds`: each zone's ID by its name. */
const hub = new pulumi.Config();

const location = "swedencentral";
const owner = "claims@contoso.example";
const tags = platformTags({ environment: "prod", owner, custom: { costCenter: "4711" } });

// What policies hold the resources below it to.
const platform = new Platform("contoso-agents", {
  environment: "prod",
  protected: true,
  residency: { boundary: "eu", allowedRegions: [location], processing: "dataZone" },
  frameworks: ["gdpr"],
  requiredTags: ["environment", "owner", "costCenter"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
});
const inPlatform = { parent: platform };

const group = new ResourceGroup("contoso-agents", { location, tags }, inPlatform);
const home = { resourceGroupName: group.groupName, location, tags };
new Budget(
  "contoso-agents",
  { scope: group.id, monthlyAmount: 5_000, emails: [owner], startDate: firstOfMonth(new Date()) },
  inPlatform,
);
const { workspaceId } = new Monitoring(
  "contoso-agents",
  { ...home, logRetentionDays: 365, protected: true },
  inPlatform,
);

const agents = new AgentService(
  "contoso-agents",
  {
    ...home,
    accountName: "contoso-agents-prod",
    vaultName: "contoso-agents-prod",
    subnetId: hub.require("privateEndpointSubnetId"),
    agentSubnetId: hub.require("agentSubnetId"),
    dnsZoneIds: hub.requireObject<Record<string, string>>("dnsZoneIds"),
    workspaceId,
    deployments: [
      { name: "chat", model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 50 },
    ],
    projects: [
      {
        name: "claims",
        description: "Agents that prepare claims for a decision.",
        group: "22222222-2222-2222-2222-222222222222",
        threadsName: "contoso-claims-threads",
        vectorsName: "contoso-claims-vectors",
        filesName: "contosoclaimsfiles",
        tools: [
          {
            name: "policies",
            kind: "openapi",
            url: "https://apis.contoso.example/policies",
            audience: "api://contoso-policies",
            description: "Insurance policies of a customer.",
          },
        ],
      },
    ],
  },
  inPlatform,
);

/** What agents are built and called through. */
export const endpoints = agents.projectEndpoints;
