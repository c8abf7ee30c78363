import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  factModules,
  functionFacts,
  functionTokens,
  resourceFacts,
  resourceTokens,
  typeFacts,
} from "./index";
import type { Properties, ResourceFacts, ValueType } from "./index";
import { loadModule } from "./load";

const facts = resourceTokens().map((token) => resourceFacts(token)!);
const functions = functionTokens().map((token) => functionFacts(token)!);

function where<T>(items: readonly T[], matches: (item: T) => boolean): number {
  return items.filter(matches).length;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function required(properties: Properties): number {
  return where([...properties.values()], (property) => property.required);
}

describe("facts of azure-native 3.28.0", () => {
  // A new SDK version changes the numbers: compare with its changelog before accepting them.
  it.each([
    // module, resources, functions, inputs, required, output-only, aliases, defaults
    ["apimanagement", 98, 107, 788, 370, 431, 1481, 20],
    ["app", 29, 43, 215, 54, 152, 317, 2],
    ["applicationinsights", 11, 14, 122, 31, 63, 56, 10],
    ["authorization", 30, 39, 269, 50, 171, 202, 7],
    ["cognitiveservices", 23, 25, 120, 54, 103, 313, 0],
    ["consumption", 1, 1, 9, 5, 6, 14, 0],
    ["containerregistry", 17, 25, 133, 44, 106, 248, 9],
    ["cosmosdb", 50, 54, 362, 146, 235, 1999, 3],
    ["databricks", 4, 4, 37, 8, 30, 41, 0],
    ["eventhub", 13, 16, 86, 29, 81, 143, 2],
    ["keyvault", 7, 6, 37, 16, 38, 107, 0],
    ["machinelearningservices", 57, 82, 389, 189, 220, 1408, 3],
    ["managedidentity", 2, 2, 10, 6, 11, 15, 0],
    ["monitor", 25, 28, 209, 54, 127, 141, 5],
    ["network", 124, 163, 1256, 264, 765, 4001, 18],
    ["operationalinsights", 13, 15, 105, 35, 76, 73, 0],
    ["privatedns", 3, 3, 26, 6, 27, 21, 0],
    ["resources", 18, 18, 152, 36, 102, 188, 4],
    ["search", 3, 5, 27, 5, 19, 38, 4],
    ["security", 33, 37, 229, 68, 174, 84, 4],
    ["storage", 22, 23, 170, 57, 127, 307, 1],
  ])("%s", (module, resources, ofFunctions, inputs, ofRequired, outputOnly, aliases, defaults) => {
    const own = facts.filter((resource) => resource.module === module);
    expect({
      resources: own.length,
      functions: where(functions, ({ token }) => token.split(":")[1] === module),
      inputs: sum(own, (resource) => resource.inputs.size),
      required: sum(own, (resource) => required(resource.inputs)),
      outputOnly: sum(own, (resource) => resource.outputOnly.length),
      aliases: sum(own, (resource) => resource.aliases.length),
      defaults: sum(own, ({ inputs: all }) =>
        where([...all.values()], (input) => input.default !== undefined),
      ),
    }).toEqual({
      resources,
      functions: ofFunctions,
      inputs,
      required: ofRequired,
      outputOnly,
      aliases,
      defaults,
    });
  });

  it("cover every module that the platform's components use", () => {
    expect(new Set(facts.map(({ module }) => module))).toEqual(new Set(factModules));
    expect([facts.length, functions.length]).toEqual([593, 722]);
  });

  it("go below the top", () => {
    const types = factModules.flatMap((module) =>
      Object.keys(loadModule(module)!.types).map((name) => typeFacts(`${module}.${name}`)!),
    );
    expect({
      types: types.length,
      withTwin: where(types, ({ outputOnly }) => outputOnly !== undefined),
      outputOnly: sum(types, ({ outputOnly = [] }) => outputOnly.length),
      required: sum(types, ({ properties, ref }) => (ref.endsWith("Args") ? required(properties) : 0)),
      defaults: sum(types, ({ properties }) =>
        where([...properties.values()], (property) => property.default !== undefined),
      ),
      enums: sum(factModules, (module) => Object.keys(loadModule(module)!.enums).length),
    }).toEqual({ types: 3877, withTwin: 1554, outputOnly: 880, required: 1111, defaults: 321, enums: 833 });
  });

  it("name the API version of every type that ARM serves", () => {
    // The five others are the provider's own: data-plane objects, and wrappers of several calls.
    expect(facts.filter(({ apiVersion }) => apiVersion === undefined).map(({ token }) => token)).toEqual([
      "azure-native:authorization:PimRoleEligibilitySchedule",
      "azure-native:keyvault:AccessPolicy",
      "azure-native:storage:Blob",
      "azure-native:storage:BlobContainerLegalHold",
      "azure-native:storage:StorageAccountStaticWebsite",
    ]);
  });

  it("resolve every type and every enum that they mention", () => {
    const unresolved: string[] = [];
    const visit = (type: ValueType, at: string): void => {
      if (type.kind === "object" && !typeFacts(type.ref)) unresolved.push(`${at}: ${type.ref}`);
      if (type.kind === "enum" && type.values.length === 0) unresolved.push(`${at}: ${type.name}`);
      if (type.kind === "array") visit(type.items, at);
      if (type.kind === "map") visit(type.values, at);
      if (type.kind === "union")
        type.of.forEach((member) => {
          visit(member, at);
        });
    };
    const visitAll = (properties: Properties, at: string): void => {
      for (const [name, { type }] of properties) visit(type, `${at}.${name}`);
    };
    for (const { inputs, outputs, token } of facts)
      [inputs, outputs].forEach((all) => {
        visitAll(all, token);
      });
    for (const { args, result, token } of functions)
      [args, result].forEach((all) => {
        visitAll(all, token);
      });
    for (const module of factModules) {
      for (const name of Object.keys(loadModule(module)!.types)) {
        visitAll(typeFacts(`${module}.${name}`)!.properties, name);
      }
    }
    expect(unresolved).toEqual([]);
  });
});

describe("the JavaScript of the SDK, read by other means, agrees", () => {
  const sdk = dirname(require.resolve("@pulumi/azure-native/package.json"));

  it.each(factModules)("%s", (module) => {
    const files = readdirSync(join(sdk, module)).filter((name) => name.endsWith(".js"));
    const scripts = files.map((name) => readFileSync(join(sdk, module, name), "utf8"));
    const read = scripts.flatMap((script) => {
      const token = /__pulumiType = '([^']+)'/.exec(script)?.[1];
      if (token === undefined) return [];
      const [created = "", looked = ""] = script.split(/^ {8}else \{$/m);
      const all = (pattern: RegExp, text: string) =>
        [...text.matchAll(pattern)].map(([, found]) => found!).sort();
      return {
        token,
        aliases: all(/\{ type: "([^"]+)" \}/g, script),
        required: all(/Missing required property '(\w+)'/g, created),
        inputs: all(/resourceInputs\["(\w+)"\] = (?!undefined \/)/g, created),
        outputOnly: all(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g, created),
        outputs: all(/resourceInputs\["(\w+)"\] = undefined/g, looked),
      };
    });
    const ours = facts
      .filter((resource) => resource.module === module)
      .map(({ token, aliases, inputs, outputOnly, outputs }) => ({
        token,
        aliases: [...aliases].sort(),
        required: [...inputs].flatMap(([name, input]) => (input.required ? name : [])).sort(),
        inputs: [...inputs.keys()].sort(),
        outputOnly: [...outputOnly].sort(),
        outputs: [...outputs.keys()].sort(),
      }));
    const byToken = (a: { token: string }, b: { token: string }) => (a.token < b.token ? -1 : 1);
    expect(ours.sort(byToken)).toEqual(read.sort(byToken));
  });
});

describe("an account of cognitive services", () => {
  const account: ResourceFacts = resourceFacts("azure-native:cognitiveservices:Account")!;

  it("requires its resource group alone", () => {
    expect([...account.inputs].filter(([, input]) => input.required).map(([name]) => name)).toEqual([
      "resourceGroupName",
    ]);
  });

  it("computes these properties at the top", () => {
    expect(account.outputOnly).toEqual(["azureApiVersion", "etag", "name", "systemData", "type"]);
    expect(account.apiVersion).toBe("2025-06-01");
    expect(account.otherApiVersions).toContain("2026-07-01");
    expect(account.aliases).toHaveLength(24);
    expect(account.aliases).toContain("azure-native:cognitiveservices/v20231001preview:Account");
  });

  it("computes these properties inside `properties`", () => {
    expect(new Set(typeFacts("cognitiveservices.AccountPropertiesResponse")!.outputOnly)).toEqual(
      new Set([
        "abusePenalty",
        "callRateLimit",
        "capabilities",
        "commitmentPlanAssociations",
        "dateCreated",
        "deletionDate",
        "endpoint",
        "endpoints",
        "internalId",
        "isMigrated",
        "privateEndpointConnections",
        "provisioningState",
        "quotaLimit",
        "scheduledPurgeDate",
        "skuChangeInfo",
      ]),
    );
  });

  it("knows types, enums and defaults below the top", () => {
    const properties = typeFacts("cognitiveservices.AccountPropertiesArgs")!.properties;
    expect(properties.get("disableLocalAuth")).toEqual({ type: { kind: "boolean" }, required: false });
    expect(properties.get("publicNetworkAccess")!.type).toEqual({
      kind: "enum",
      name: "PublicNetworkAccess",
      open: true,
      values: ["Enabled", "Disabled"],
    });
    expect(properties.get("networkInjections")!.type).toEqual({
      kind: "array",
      items: { kind: "object", ref: "cognitiveservices.NetworkInjectionArgs" },
    });
    expect(typeFacts("cognitiveservices.EncryptionArgs")!.properties.get("keySource")!.default).toBe(
      "Microsoft.KeyVault",
    );
    expect(
      resourceFacts("azure-native:network:Subnet")!.inputs.get("privateEndpointNetworkPolicies")!.default,
    ).toBe("Disabled");
  });
});

describe("functions", () => {
  it("have arguments and a result", () => {
    const keys = functionFacts("azure-native:cognitiveservices:listAccountKeys")!;
    expect([...keys.args.keys()]).toEqual(["accountName", "resourceGroupName"]);
    expect([...keys.result.keys()]).toEqual(["key1", "key2"]);
    expect(functionFacts("azure-native:authorization:getClientConfig")!.args.size).toBe(0);
  });
});

describe("tokens that are not there", () => {
  it.each([
    "azure-native:compute:VirtualMachine",
    "azure-native:cognitiveservices:Acount",
    "azure-native:cognitiveservices:constructor",
    "azure-native:__proto__:toString",
    "azure-native:../../package:x",
    "gcp:storage/bucket:Bucket",
    "cornerstone:index:Platform",
    "pulumi:pulumi:Stack",
    "",
  ])("%s has no facts", (token) => {
    expect(resourceFacts(token)).toBeUndefined();
    expect(functionFacts(token)).toBeUndefined();
    expect(typeFacts("cognitiveservices.toString")).toBeUndefined();
  });
});
