import { describe, expect, it } from "vitest";
import { openLocalCloud } from "../cloud";

const role =
  "/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68";
const group = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11";

function open() {
  const { arm } = openLocalCloud();
  const scope = `/subscriptions/${arm.subscriptionId}`;
  const ask = (name: string, expiration: object, principalId = group) =>
    arm.put(
      `${scope}/providers/Microsoft.Authorization/roleEligibilityScheduleRequests/${name}`,
      { properties: { principalId, roleDefinitionId: role, scheduleInfo: { expiration } } } as never,
      "2020-10-01",
    );
  return { arm, scope, ask };
}

const halfYear = { type: "AfterDuration", duration: "P180D" };

describe("eligibility for a role", () => {
  it("is given once for a scope, role and principal, and again when it has gone", async () => {
    const { arm, scope, ask } = open();
    const first = await ask("a", halfYear);
    expect(first.body["properties"]).toMatchObject({
      requestType: "AdminAssign",
      status: "Provisioned",
      scope,
    });
    await expect(ask("b", halfYear)).rejects.toThrow('Code="RoleAssignmentExists"');
    await ask("c", halfYear, "e47b09d8-61f3-4a52-9c8e-5d20b7a3f614");
    await arm.delete(first.id);
    await ask("b", halfYear);
  });

  it("ends: as the settings of a role demand that nobody changed", async () => {
    const { ask } = open();
    const refused = 'The following policy rules failed: ["ExpirationRule"]';
    await expect(ask("a", { type: "NoExpiration" })).rejects.toThrow(refused);
    await expect(ask("a", { type: "AfterDuration", duration: "P366D" })).rejects.toThrow(refused);
    await ask("a", { type: "AfterDuration", duration: "P365D" });
  });

  it("is replaced when anything of it changes, as the provider does", () => {
    const type = "azure-native:authorization:PimRoleEligibilitySchedule";
    const core = openLocalCloud().provider("azure-native");
    const inputs = (duration: string, justification = "why") => ({
      justification,
      scheduleInfo: { expiration: { type: "AfterDuration", duration } },
    });
    const replacesFor = (news: ReturnType<typeof inputs>) =>
      core.diff({ urn: "u", type, id: "", oldInputs: inputs("P180D"), news }).replaces;
    expect(replacesFor(inputs("P90D"))).toEqual(["scheduleInfo.expiration.duration"]);
    expect(replacesFor(inputs("P180D", "another"))).toEqual(["justification"]);
    expect(replacesFor(inputs("P180D"))).toEqual([]);
  });
});
