import { expect, it } from "vitest";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

const subscription = "3f2c1a90-8b7d-4c6e-9f10-2a3b4c5d6e7f";
const hub = "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub";
const shared = `/subscriptions/${subscription}/resourceGroups/shared/providers`;
const network = `${hub}/providers/Microsoft.Network/virtualNetworks/spoke`;

/** What an organisation has already, as options of `init`. */
const existing = {
  network,
  subnet: `${network}/subnets/endpoints`,
  zones: hub,
  "log-workspace": `${hub}/providers/Microsoft.OperationalInsights/workspaces/central`,
  vault: `${shared}/Microsoft.KeyVault/vaults/keys-sc`,
  account: `${shared}/Microsoft.CognitiveServices/accounts/contoso-ai`,
  databricks: `${hub}/providers/Microsoft.Databricks/workspaces/notebooks`,
  "machine-learning": `${shared}/Microsoft.MachineLearningServices/workspaces/training`,
};
const answers = {
  organization: "contoso",
  owner: "platform@contoso.example",
  region: "swedencentral",
  boundary: "eu",
  dns: "existing",
  admins: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
  budget: "2000",
  repository: "contoso/platform",
  subscription,
  ...existing,
};

it("a stack on an estate that stands goes up, up again, and down, and owns nothing of the estate", async () => {
  await using checkout = await Checkout.create();
  const options = Object.entries(answers).flatMap(([name, value]) => [`--${name}`, value]);
  await checkout.succeeds("init", "estate", "--yes", "--no-protected", ...options);
  const file = "stacks/Pulumi.estate.yaml";
  const training = `workspaceId: ${existing["machine-learning"]}\n`;
  const written = checkout.read(file);
  expect(written).toContain(training);
  expect(written).toContain(admins);
  checkout.write(
    file,
    written.replace(training, `${training}${more}`).replace(admins, `${admins}${eligible}`),
  );

  const first = await checkout.succeeds("up", "estate", "--local");
  expect(first.stderr).toMatch(/\d+ created/);
  const { inState, inCloud } = await standing(checkout.directory, "estate");
  expect(inState).toEqual(inCloud);
  const theirs = /\/(spoke|endpoints|central|keys-sc|contoso-ai|notebooks|training|privatelink\.[^/]+)$/;
  expect(inState.filter((id) => theirs.test(id))).toEqual([]);
  // What it makes in them is its own.
  for (const inside of [
    "keys-sc/keys/",
    "contoso-ai/deployments/",
    "training/computes/",
    "training/outboundrules/",
    "/roleeligibilityschedulerequests/",
  ])
    expect([inside, inState.some((id) => id.includes(inside))]).toEqual([inside, true]);

  const second = await checkout.succeeds("up", "estate", "--local");
  expect(second.stderr).toContain("0 changes");
  await checkout.succeeds("destroy", "estate", "--local", "--yes");
  expect(await standing(checkout.directory, "estate")).toEqual({ inState: [], inCloud: [] });
});

const admins = `platformAdmins: "${answers.admins}"\n`;

/** Roles that are eligible by themselves; those of `prod` go through a group. */
const eligible = "    eligible: { groups: [platformAdmins], days: 90 }\n";

/** What follows from more than the ID of a workspace: a way out of its managed network, and clusters. */
const more = `      networkIdentity: 4b1d7c90-2e5f-4a83-9c61-7f0d8e2b3a45
    clusters: [{ name: cpu, vmSize: Standard_D8s_v5, maxNodes: 2 }]
`;
