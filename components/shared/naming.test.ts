import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameProblem } from "../../catalog/resource-names";
import { physicalName } from "./naming";

const types = [
  "Microsoft.KeyVault/vaults",
  "Microsoft.CognitiveServices/accounts",
  "Microsoft.CognitiveServices/accounts/customSubDomainName",
] as const;
const group = "/subscriptions/s/resourceGroups/contoso-prod-group1a2b3c4d";

describe("physicalName", () => {
  it("is readable, and cut to what the service takes", () => {
    expect(physicalName("Microsoft.KeyVault/vaults", ["contoso-prod", "swedencentral"], group)).toMatch(
      /^contoso-prod-swed-[0-9a-z]{6}$/,
    );
  });

  it("is a valid name of its type, whatever the parts", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.array(fc.string({ maxLength: 80 })),
        fc.string(),
        (type, parts, unique) => {
          expect(nameProblem(type, physicalName(type, parts, unique))).toBeUndefined();
        },
      ),
    );
  });

  it("fits into a DNS label", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 200 })), (parts) => {
        const name = physicalName("Microsoft.CognitiveServices/accounts/customSubDomainName", parts, group);
        expect(name.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it("stays apart when parts are cut, moved or built in another group", () => {
    const name = (parts: readonly string[], unique = group): string =>
      physicalName("Microsoft.KeyVault/vaults", parts, unique);
    const long = "an-organisation-with-a-long-name";
    expect(name([`${long}-one`])).not.toBe(name([`${long}-two`]));
    expect(name(["a-b", "c"])).not.toBe(name(["a", "b-c"]));
    expect(name(["a"])).not.toBe(name(["a"], `${group}x`));
  });

  it("does not depend on the case in which Azure writes an ID", () => {
    expect(physicalName("Microsoft.KeyVault/vaults", ["a"], group)).toBe(
      physicalName("Microsoft.KeyVault/vaults", ["a"], group.toUpperCase()),
    );
  });
});
