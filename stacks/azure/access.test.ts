import { describe, expect, it } from "vitest";
import { sampleStack } from "../../tests/support/sample-stack";
import { onAzure, parseStackConfig, type StackConfig } from "../config";
import { accountsOf, plannedGrants } from "./access";

function configOf(raw: Record<string, unknown>): StackConfig {
  const result = parseStackConfig(raw, "test");
  if (!result.ok)
    throw new Error(result.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return onAzure(result.config);
}

const config = configOf(sampleStack);
const sharedGroup = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a21";

describe("plannedGrants", () => {
  it("lets a workload's group and identity call the accounts that serve it, and no other", () => {
    const callers = plannedGrants(config).filter(({ principal }) => principal.kind === "workload");
    expect(callers).toEqual([
      {
        principal: { kind: "workload", name: "customer-service" },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "primary" },
      },
      {
        principal: { kind: "workload", name: "customer-service" },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "second" },
      },
      {
        principal: { kind: "workload", name: "marketing" },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "primary" },
      },
    ]);
  });

  it("asks once for the role of a group that two workloads share", () => {
    const onPrimary = plannedGrants(config).filter(
      ({ principal, on }) =>
        principal.kind === "group" &&
        principal.id === sharedGroup &&
        typeof on !== "string" &&
        on.account === "primary",
    );
    expect(onPrimary).toHaveLength(1);
  });

  it("takes a group for the same whatever the case of its ID", () => {
    const [first, second] = sampleStack.workloads;
    const shouted = configOf({
      ...sampleStack,
      workloads: [first, { ...second, group: sharedGroup.toUpperCase() }],
    });
    expect(plannedGrants(shouted)).toEqual(plannedGrants(config));
  });

  it("grants nothing to a role that has no group", () => {
    const { platformAdmins } = sampleStack.identity.groups;
    const few = configOf({ ...sampleStack, identity: { groups: { platformAdmins } }, workloads: [] });
    expect(new Set(plannedGrants(few).map(({ principal }) => principal))).toEqual(
      new Set([{ kind: "group", id: platformAdmins }]),
    );
  });

  it("lets the groups that the stack file names activate their roles, and no other", () => {
    const eligible = { groups: ["platformAdmins"], days: 90 };
    const config = configOf({ ...sampleStack, identity: { ...sampleStack.identity, eligible } });
    const { platformAdmins } = sampleStack.identity.groups;
    for (const { principal, eligibleDays } of plannedGrants(config))
      expect(eligibleDays).toBe(
        principal.kind === "group" && principal.id === platformAdmins ? 90 : undefined,
      );
  });

  it("gives the roles to a group that is entered by activation, where the stack file has terms for that", () => {
    const eligible = { groups: ["platformAdmins"], days: 90, activation: {} };
    const config = configOf({ ...sampleStack, identity: { ...sampleStack.identity, eligible } });
    const { platformAdmins } = sampleStack.identity.groups;
    const grants = plannedGrants(config);
    const admins = grants.filter(({ principal }) => principal.kind === "activated");
    expect(admins.map(({ role, eligibleDays }) => [role, eligibleDays])).toEqual([
      ["cognitiveServicesContributor", undefined],
      ["cognitiveServicesContributor", undefined],
      ["keyVaultCryptoOfficer", undefined],
      ["networkContributor", undefined],
      ["logAnalyticsContributor", undefined],
    ]);
    expect(grants.filter(({ principal }) => "id" in principal && principal.id === platformAdmins)).toEqual(
      [],
    );
    expect(config.identity.eligible?.activation).toEqual({
      hours: 4,
      approvers: [],
      multifactorAuthentication: true,
      justification: true,
      ticket: false,
    });
  });

  it("gives data scientists their workspaces, where the stack has them", () => {
    const dataScientists = "5a7c30e2-d1b8-4f96-8e4a-0c93b6f7d215";
    const grantsWith = (sections: object) =>
      plannedGrants(
        configOf({
          ...sampleStack,
          ...sections,
          identity: { groups: { ...sampleStack.identity.groups, dataScientists } },
        }),
      )
        .filter(({ principal }) => principal.kind === "group" && principal.id === dataScientists)
        .map(({ role, on }) => [role, on]);
    expect(grantsWith({ data: undefined, learning: undefined })).toEqual([]);
    const databricks = { encryptionApplication: "8d2f6b1c-93e4-4c07-a5f8-1e6b0d9c7a31" };
    expect(grantsWith({ data: { databricks }, learning: {} })).toEqual([
      ["azureMLDataScientist", "learning"],
      ["reader", "databricks"],
    ]);
  });

  it("lets the group that the stack makes for a workload do what an existing one may", () => {
    const [first, second] = sampleStack.workloads;
    const { group: existing, ...rest } = second;
    const owners = ["0d3c8a52-7f41-4b6e-9a15-c2e8f06b7d31"];
    const made = configOf({ ...sampleStack, workloads: [first, { ...rest, createGroup: { owners } }] });
    const grants = plannedGrants(made).filter(({ principal }) => principal.kind === "madeForWorkload");
    expect(existing).toBe(sharedGroup);
    expect(grants).toEqual([
      {
        principal: { kind: "madeForWorkload", name: second.name },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "primary" },
      },
    ]);
  });

  it("lets auditors read, and nothing else", () => {
    const roles = plannedGrants(config)
      .filter(
        ({ principal }) =>
          principal.kind === "group" && principal.id === sampleStack.identity.groups.auditors,
      )
      .map(({ role }) => role);
    expect(roles).toEqual(["reader", "logAnalyticsReader", "costManagementReader"]);
  });
});

describe("plannedGrants behind a gateway", () => {
  const callersWith = (gateway: object) =>
    plannedGrants(
      configOf({
        ...sampleStack,
        gateway: {
          limits: sampleStack.workloads.map(({ name }) => ({ workload: name, monthlyTokens: 1 })),
          ...gateway,
        },
      }),
    ).filter(
      ({ principal }) =>
        principal.kind === "workload" || (principal.kind === "group" && principal.id === sharedGroup),
    );

  it("give workloads and their groups no role: they call through it", () => {
    expect(callersWith({})).toEqual([]);
  });

  it("leave a workload of directAccess as it is without a gateway", () => {
    expect(callersWith({ directAccess: ["marketing"] })).toEqual([
      {
        principal: { kind: "group", id: sharedGroup },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "primary" },
      },
      {
        principal: { kind: "workload", name: "marketing" },
        role: "cognitiveServicesOpenAIUser",
        on: { account: "primary" },
      },
    ]);
  });
});

describe("accountsOf", () => {
  it("names each account once", () => {
    expect(config.workloads.map((workload) => accountsOf(workload, config))).toEqual([
      ["primary", "second"],
      ["primary"],
    ]);
  });
});
