import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { all, only, record } from "../../tests/support/record";
import { Access } from "./access";
import { makeEligible } from "./role-eligibility";

const scope = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/ai";
const group = "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11";
const eligibility = "azure-native:authorization:PimRoleEligibilitySchedule";

describe("a role that a group may activate", () => {
  it("is an eligibility that ends, and no assignment", async () => {
    const graph = await record(() => {
      const grant = { principal: group, principalId: group, principalType: "Group" as const, scope };
      new Access("access", {
        grants: [
          { ...grant, role: "networkContributor", on: "platform", eligibleDays: 180 },
          { ...grant, role: "reader", on: "platform" },
        ],
      });
    });
    expect(only(graph, eligibility).inputs).toMatchObject({
      scope,
      principalId: group,
      roleDefinitionId: expect.stringMatching(/4d97b98b-1d4f-4787-a291-c67834d212e7$/) as string,
      scheduleInfo: { expiration: { type: "AfterDuration", duration: "P180D" } },
    });
    const held = all(graph, "azure-native:authorization:RoleAssignment");
    expect(held.map(({ name }) => name)).toEqual([`access-platform-reader-${group}`]);
  });

  it("goes before a changed one comes: Azure takes one of a scope, role and principal", async () => {
    const options: pulumi.CustomResourceOptions[] = [];
    await record(() => {
      makeEligible(
        "admins",
        { scope, role: "networkContributor", principalId: group, days: 90, justification: "because" },
        {
          transformations: [
            ({ opts }) => {
              options.push(opts);
              return undefined;
            },
          ],
        },
      );
    });
    expect(options.map(({ deleteBeforeReplace }) => deleteBeforeReplace)).toEqual([true]);
  });
});
