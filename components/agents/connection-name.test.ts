import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameProblem } from "../../catalog/resource-names";
import { connectionName } from "./connection-name";

const type = "Microsoft.CognitiveServices/accounts/connections";
const name = (max: number) =>
  fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { maxLength: max }).filter(({ length }) => length >= 2);

describe("connectionName", () => {
  it("is one that the service takes, whatever project and purpose are called", () => {
    fc.assert(
      fc.property(name(24), name(29), (project, purpose) => {
        expect(nameProblem(type, connectionName(project, purpose))).toBeUndefined();
      }),
    );
  });

  it("is different for every project and purpose of an account", () => {
    const pair = fc.tuple(name(24), name(29));
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { selector: ([a, b]) => `${a} ${b}`, minLength: 2, maxLength: 30 }),
        (pairs) => {
          const names = pairs.map(([project, purpose]) => connectionName(project, purpose).toLowerCase());
          expect(new Set(names).size).toBe(pairs.length);
        },
      ),
    );
  });

  it("tells apart what would read the same when it is joined or cut", () => {
    const pairs = [
      ["b-c", "a"],
      ["c", "a-b"],
      ["customer-service-in-europe", "tool-orders-of-customers"],
      ["customer-service-in-america", "tool-orders-of-customers"],
    ] as const;
    expect(new Set(pairs.map(([project, purpose]) => connectionName(project, purpose))).size).toBe(4);
  });

  it("keeps a name that was given once", () => {
    expect(connectionName("customer-service", "threads")).toMatchInlineSnapshot(
      `"threads-customer-service-5tz353"`,
    );
  });
});
