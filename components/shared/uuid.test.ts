import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleAssignmentName } from "./uuid";

describe("roleAssignmentName", () => {
  it("never changes: existing assignments are found by it", () => {
    expect(
      roleAssignmentName(
        "/subscriptions/s/resourceGroups/rg",
        "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
        "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
      ),
    ).toMatchInlineSnapshot(`"88fbae01-0ee6-578f-8e3d-ecf291ab94e9"`);
  });

  it("is a version 5 UUID that scope, role and principal all take part in", () => {
    fc.assert(
      fc.property(fc.string(), fc.uuid(), fc.uuid(), fc.uuid(), (scope, role, principal, other) => {
        fc.pre(other !== role && other !== principal);
        const name = roleAssignmentName(scope, role, principal);
        expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(name).not.toBe(roleAssignmentName(`${scope}/x`, role, principal));
        expect(name).not.toBe(roleAssignmentName(scope, other, principal));
        expect(name).not.toBe(roleAssignmentName(scope, role, other));
      }),
    );
  });

  it("does not depend on the case in which Azure writes an ID", () => {
    expect(roleAssignmentName("/Subscriptions/S", "ROLE", "P")).toBe(
      roleAssignmentName("/subscriptions/s", "role", "p"),
    );
  });
});
