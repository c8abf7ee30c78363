import { describe, expect, it } from "vitest";
import type { StackConfig } from "../../../stacks/config/index";
import { recordStack } from "../../../tests/support/record";
import { sampleStack } from "../../../tests/support/sample-stack";
import { compareAccess } from "./access";

const { groups } = sampleStack.identity;
const config = { ...sampleStack } as unknown as StackConfig;
const stackWith = (eligible?: object) =>
  recordStack("test", { ...sampleStack, identity: { groups, ...(eligible ? { eligible } : {}) } });

describe("the access that a change gives", () => {
  it("tells roles that a group may activate from those that it holds", async () => {
    const [held, eligible] = [await stackWith(), await stackWith({ groups: ["auditors"] })];
    const { gained, lost } = compareAccess({ graph: held, config }, { graph: eligible, config });
    expect(gained.map(({ principal, role }) => [principal, role])).toEqual(
      lost.map(({ principal, role }) => [principal, `${role}, once activated`]),
    );
    expect(gained).toContainEqual({
      principal: "group auditors",
      role: "Reader, once activated",
      scope: "ResourceGroup group",
      administers: false,
    });
  });

  it("tells who may enter the group that holds roles", async () => {
    const eligible = { groups: ["platformAdmins"], activation: {} };
    const [before, after] = [
      await stackWith(eligible),
      await stackWith({ ...eligible, groups: ["auditors"] }),
    ];
    const { gained } = compareAccess({ graph: before, config }, { graph: after, config });
    expect(gained).toContainEqual({
      principal: "group auditors",
      role: "be its member, once activated",
      scope: "Group auditors-active-group",
      administers: false,
    });
  });
});
