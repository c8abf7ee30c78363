import * as pulumi from "@pulumi/pulumi";
import {
  Budget,
  Monitoring,
  Platform,
  ResourceGroup,
  TrainingWorkspace,
  firstOfMonth,
  platformTags,
} from "cornerstone";

/** A Machine Learning workspace whose jobs call the models of an account, in a network that the hub team keeps. */

/** `privateEndpointSubnetId`: the subnet; `dnsZoneIds`: each zone's ID by its name; `accounts`: accounts that stand already. */
const hub = new pulumi.Config();

const location = "swedencentral";
const owner = "forecasts@contoso.example";
const tags = platformTags({ environment: "prod", owner, custom: { costCenter: "4711" } });

// What policies hold the resources below it to.
const platform = new Platform("contoso-forecasts", {
  environment: "prod",
  protected: true,
  residency: { boundary: "eu", allowedRegions: [location], processing: "dataZone" },
  frameworks: ["gdpr"],
  requiredTags: ["environment", "owner", "costCenter"],
  logRetentionDays: 365,
  retirementNoticeDays: 60,
});
const inPlatform = { parent: platform };

const group = new ResourceGroup("contoso-forecasts", { location, tags }, inPlatform);
const home = { resourceGroupName: group.groupName, location, tags };
new Budget(
  "contoso-forecasts",
  { scope: group.id, monthlyAmount: 3_000, emails: [owner], startDate: firstOfMonth(new Date()) },
  inPlatform,
);
const { workspaceId, applicationInsightsId } = new Monitoring(
  "contoso-forecasts",
  { ...home, logRetentionDays: 365, protected: true },
  inPlatform,
);

const { sweden } = hub.requireObject<Record<"sweden", { id: string }>>("accounts");
const training = new TrainingWorkspace(
  "contoso-forecasts",
  {
    ...home,
    workspaceName: "contoso-forecasts",
    vaultName: "contoso-forecast-keys",
    secretsVaultName: "contoso-forecast-vault",
    storageName: "contosoforecastdata",
    registryName: "contosoforecastimages",
    subnetId: hub.require("privateEndpointSubnetId"),
    dnsZoneIds: hub.requireObject<Record<string, string>>("dnsZoneIds"),
    workspaceId,
    applicationInsightsId,
    models: { sweden: sweden.id },
    fineTuning: "sweden",
    clusters: [{ name: "cpu", vmSize: "Standard_D8s_v5", maxNodes: 4 }],
  },
  inPlatform,
);

/** The identity that jobs act as: give it roles on the data that they read. */
export const jobs = training.jobsPrincipalId;
