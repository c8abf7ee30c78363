import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameProblem, nameRules, type NamedType } from "../../catalog/resource-names";
import { physicalName } from "../../components/shared/naming";
import { graphFromProgram } from "../../graph/from-program";
import { stackConfigSchema } from "./schema";
import { changedConfig } from "./testing";
import { schemaAt } from "./zod-tree";

/** Every name that the schema accepts in a field. */
function acceptedBy(...path: (string | number)[]): fc.Arbitrary<string> {
  const schema = schemaAt(stackConfigSchema, path) as unknown as {
    safeParse(value: unknown): { success: boolean };
  };
  return fc
    .stringMatching(/^[a-z][a-z0-9]{0,40}([.-][a-z0-9]{1,30}){0,3}$/)
    .map((name) => name.slice(0, 70))
    .filter((name) => schema.safeParse(name).success);
}

const prefix = fc
  .tuple(acceptedBy("environment", "organization"), acceptedBy("environment", "name"))
  .map((parts) => parts.join("-"));
const groupId = fc.uuid().map((id) => `/subscriptions/${id}/resourceGroups/rg`);
const account = acceptedBy("models", "accounts", 0, "name");

/** The longest random suffix that the provider gives to a name of its own making. */
const autoNameSuffix = 8;

describe("names that the configuration accepts", () => {
  it("make valid names of accounts and vaults, different for different parts", () => {
    const subdomain = "Microsoft.CognitiveServices/accounts/customSubDomainName";
    fc.assert(
      fc.property(prefix, account, groupId, (start, name, id) => {
        const host = physicalName(subdomain, [`${start}-${name}`], id);
        const vault = physicalName("Microsoft.KeyVault/vaults", [start, "germanywestcentral"], id);
        expect(nameProblem(subdomain, host)).toBeUndefined();
        expect(nameProblem("Microsoft.CognitiveServices/accounts", host)).toBeUndefined();
        expect(nameProblem("Microsoft.KeyVault/vaults", vault)).toBeUndefined();
        expect(physicalName(subdomain, [`${start}-${name}x`], id)).not.toBe(host);
      }),
    );
  });

  it("are valid names of deployments themselves", () => {
    fc.assert(
      fc.property(acceptedBy("models", "deployments", 0, "name"), (name) => {
        expect(nameProblem("Microsoft.CognitiveServices/accounts/deployments", name)).toBeUndefined();
      }),
    );
  });

  it("leave every resource of a program a valid name when all of them are as long as they may be", async () => {
    const long = (length: number): string => "a".repeat(length);
    const raw = changedConfig({
      "environment/organization": long(10),
      "environment/name": long(12),
      "models/accounts/0/name": long(20),
      "models/deployments/0/name": long(64),
      "models/deployments/0/account": long(20),
      "models/contentFilters/0/name": long(40),
      "models/deployments/0/contentFilter": long(40),
      "workloads/0/name": long(24),
      "workloads/0/models/0/deployment": long(64),
      "workloads/1/models/0/deployment": long(64),
    });
    const graph = await graphFromProgram({ stack: "test", config: raw });
    const custom = graph.resources.filter((resource) => resource.custom);
    expect(custom.length).toBeGreaterThan(30);
    const checked = new Set<string>();
    const wrong = custom.flatMap(({ name, type, id, outputs }) => {
      const arm =
        /\/providers\/(?!.*\/providers\/)(.+)$/.exec(typeof id === "string" ? id : "")?.[1]?.split("/") ?? [];
      const armType = [arm[0], ...arm.slice(1).filter((_, index) => index % 2 === 0)].join("/");
      if (!Object.hasOwn(nameRules, armType)) return [];
      checked.add(armType);
      const problem = nameProblem(armType as NamedType, arm.at(-1) ?? "");
      const { maximum } = nameRules[armType as NamedType];
      const autoNamed = typeof outputs["name"] === "string" && outputs["name"].startsWith(name);
      const tooLong =
        autoNamed && name.length + autoNameSuffix > maximum
          ? `${name} leaves no room for a suffix`
          : undefined;
      return [problem, tooLong].filter((text) => text !== undefined).map((text) => `${type}: ${text}`);
    });
    expect(wrong).toEqual([]);
    expect([...checked]).toEqual(
      expect.arrayContaining([
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.CognitiveServices/accounts/deployments",
        "Microsoft.KeyVault/vaults",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces",
      ]),
    );
  });
});
