import * as pulumi from "@pulumi/pulumi";
import {
  Budget,
  Monitoring,
  Platform,
  PrivateOpenAI,
  ResourceGroup,
  firstOfMonth,
  platformTags,
} from "cornerstone";

/** A private OpenAI account with one deployment, in a network and under DNS zones that the hub team keeps. */

/** `privateEndpointSubnetId`: the subnet; `dnsZoneIds`: each zone's ID by its name. */
const hub = new pulumi.Config();

const location = "swedencentral";
const tags = platformTags({
  environment: "prod",
  owner: "chat@contoso.example",
  custom: { costCenter: "4711" },
});

// What policies hold the resources below it to.
const platform = new Platform("contoso-chat", {
  environment: "prod",
  protected: true,
  residency: { boundary: "eu", allowedRegions: [location], processing: "dataZone" },
  frameworks: ["gdpr"],
  requiredTags: ["environment", "owner", "costCenter"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
});
const inPlatform = { parent: platform };

const group = new ResourceGroup("contoso-chat", { location, tags }, inPlatform);
const home = { resourceGroupName: group.groupName, location, tags };
new Budget(
  "contoso-chat",
  {
    scope: group.id,
    monthlyAmount: 2_000,
    emails: ["chat@contoso.example"],
    startDate: firstOfMonth(new Date()),
  },
  inPlatform,
);
const monitoring = new Monitoring(
  "contoso-chat",
  { ...home, logRetentionDays: 365, protected: true },
  inPlatform,
);

const openai = new PrivateOpenAI(
  "contoso-chat",
  {
    ...home,
    accountName: "contoso-chat-prod",
    vaultName: "contoso-chat-prod",
    subnetId: hub.require("privateEndpointSubnetId"),
    dnsZoneIds: hub.requireObject<Record<string, string>>("dnsZoneIds"),
    callerGroups: ["22222222-2222-2222-2222-222222222222"],
    workspaceId: monitoring.workspaceId,
    deployments: [
      { name: "chat", model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 100 },
    ],
  },
  inPlatform,
);

/** What clients inside the network call, with a token of Entra ID. */
export const endpoint = openai.endpoint;
