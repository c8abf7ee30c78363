import * as pulumi from "@pulumi/pulumi";
import {
  AIGateway,
  Budget,
  Platform,
  ResourceGroup,
  Workload,
  firstOfMonth,
  platformTags,
  type AIGatewayArgs,
} from "cornerstone";

/** A model gateway in front of two accounts that stand already, one in each of two regions of the EU. */

/** `subnetId`: of the gateway; `tenantId`: whose tokens it takes; `accounts`: ID, endpoint and region of each. */
const estate = new pulumi.Config();

const location = "swedencentral";
const tags = platformTags({
  environment: "prod",
  owner: "gateway@contoso.example",
  custom: { costCenter: "4711" },
});
const model = { model: "gpt-5.1", version: "2025-11-13", sku: "DataZoneStandard", capacity: 100 };

const platform = new Platform("contoso-gateway", {
  environment: "prod",
  protected: true,
  residency: { boundary: "eu", allowedRegions: [location, "francecentral"], processing: "dataZone" },
  frameworks: ["gdpr"],
  requiredTags: ["environment", "owner", "costCenter"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
});
const inPlatform = { parent: platform };

const group = new ResourceGroup("contoso-gateway", { location, tags }, inPlatform);
const home = { resourceGroupName: group.groupName, location, tags };

new Budget(
  "contoso-gateway",
  {
    scope: group.id,
    monthlyAmount: 5_000,
    emails: ["gateway@contoso.example"],
    startDate: firstOfMonth(new Date()),
  },
  inPlatform,
);

const shop = new Workload(
  "contoso-gateway-shop",
  {
    ...home,
    workload: "shop",
    owner: "shop@contoso.example",
    dataClassification: "confidential",
    budgetScope: group.id,
    monthlyBudget: 4000,
    budgetStart: firstOfMonth(new Date()),
  },
  inPlatform,
);

const gateway = new AIGateway(
  "contoso-gateway",
  {
    ...home,
    serviceName: "contoso-gateway-prod",
    publisherEmail: "gateway@contoso.example",
    publisherName: "contoso",
    subnetId: estate.require("subnetId"),
    tenantId: estate.require("tenantId"),
    audiences: ["api://contoso-models"],
    capacity: 2,
    zones: ["1", "2"],
    accounts: estate.requireObject<AIGatewayArgs["accounts"]>("accounts"),
    deployments: [
      { ...model, name: "chat", account: "sweden" },
      { ...model, name: "chat-france", account: "france" },
    ],
    workloads: [
      {
        name: "shop",
        group: "22222222-2222-2222-2222-222222222222",
        clientId: shop.clientId,
        shares: { chat: 50, "chat-france": 50 },
        tokensPerMinute: 50_000,
        monthlyTokens: 400_000_000,
      },
    ],
  },
  inPlatform,
);

/** Base addresses of the workloads; the gateway's name must resolve to `gatewayAddress` in the network's DNS. */
export const workloads = gateway.workloadUrls;
export const gatewayAddress = gateway.privateIpAddress;
