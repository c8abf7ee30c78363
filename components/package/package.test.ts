import { ComponentProvider } from "@pulumi/pulumi/provider/experimental/provider";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { providerHost } from "./provider-host";

/** The parts of a package's schema that a program in another language is written against. */
interface Schema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly isComponent: boolean;
        readonly inputProperties: Readonly<Record<string, { readonly description?: string }>>;
        readonly requiredInputs: readonly string[];
        readonly properties: Readonly<Record<string, { readonly description?: string }>>;
      }
    >
  >;
  readonly types: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}

const shown = {
  AgentService: {
    requiredInputs: [
      "accountName",
      "agentSubnetId",
      "deployments",
      "location",
      "projects",
      "resourceGroupName",
      "subnetId",
      "tags",
      "vaultName",
      "workspaceId",
    ],
    optionalInputs: ["dnsZoneIds", "protected"],
    outputs: ["accountId", "projectEndpoints", "projectPrincipalIds", "vaultId"],
  },
  AIGateway: {
    requiredInputs: [
      "accounts",
      "audiences",
      "deployments",
      "location",
      "publisherEmail",
      "publisherName",
      "resourceGroupName",
      "serviceName",
      "subnetId",
      "tags",
      "tenantId",
      "workloads",
    ],
    optionalInputs: ["capacity", "logRetentionDays", "protected", "zones"],
    outputs: ["principalId", "privateIpAddress", "serviceId", "url", "workloadUrls"],
  },
  Monitoring: {
    requiredInputs: ["location", "logRetentionDays", "protected", "resourceGroupName", "tags"],
    optionalInputs: ["existingWorkspaceId"],
    outputs: ["applicationInsightsConnectionString", "applicationInsightsId", "workspaceId", "workspaceName"],
  },
  PrivateOpenAI: {
    requiredInputs: [
      "accountName",
      "callerGroups",
      "deployments",
      "location",
      "resourceGroupName",
      "subnetId",
      "tags",
      "vaultName",
      "workspaceId",
    ],
    optionalInputs: ["dnsZoneIds", "protected"],
    outputs: ["accountId", "deploymentNames", "endpoint", "privateEndpointId", "vaultId"],
  },
  TrainingWorkspace: {
    requiredInputs: [
      "applicationInsightsId",
      "location",
      "registryName",
      "resourceGroupName",
      "secretsVaultName",
      "storageName",
      "subnetId",
      "tags",
      "vaultName",
      "workspaceId",
      "workspaceName",
    ],
    optionalInputs: [
      "allowedHosts",
      "clusters",
      "dnsZoneIds",
      "fineTuning",
      "highBusinessImpact",
      "models",
      "protected",
    ],
    outputs: ["jobsClientId", "jobsPrincipalId", "registryLoginServer", "trainingWorkspaceId"],
  },
  Workload: {
    requiredInputs: [
      "budgetScope",
      "budgetStart",
      "dataClassification",
      "location",
      "monthlyBudget",
      "owner",
      "resourceGroupName",
      "tags",
      "workload",
    ],
    optionalInputs: ["accounts", "federation"],
    outputs: ["budgetId", "clientId", "identityId", "principalId"],
  },
};

const root = join(__dirname, "..", "..");

describe("the component package", () => {
  let schema: Schema;
  beforeAll(async () => {
    schema = JSON.parse(await new ComponentProvider(providerHost).getSchema()) as Schema;
  }, 60_000);

  it("serves each of its components with these inputs and outputs, and no other", () => {
    const served = Object.entries(schema.resources).map(([token, resource]) => {
      const inputs = Object.keys(resource.inputProperties);
      return [
        token,
        {
          isComponent: resource.isComponent,
          requiredInputs: [...resource.requiredInputs].sort(),
          optionalInputs: inputs.filter((input) => !resource.requiredInputs.includes(input)).sort(),
          outputs: Object.keys(resource.properties).sort(),
        },
      ] as const;
    });
    expect(Object.fromEntries(served)).toEqual(
      Object.fromEntries(
        Object.entries(shown).map(([name, parts]) => [
          `cornerstone:index:${name}`,
          { isComponent: true, ...parts },
        ]),
      ),
    );
  });

  it("describes every input and output, and none has a name that the engine keeps for itself", () => {
    for (const [token, { inputProperties, properties }] of Object.entries(schema.resources)) {
      for (const [name, { description }] of Object.entries({ ...inputProperties, ...properties }))
        expect(description, `${token} ${name}`).toMatch(/\w/);
      for (const reserved of ["id", "urn", "parent", "provider", "pulumi"])
        expect(properties, token).not.toHaveProperty(reserved);
    }
  });

  it("describes the shape of nested arguments", () => {
    const deployment = schema.types["cornerstone:index:PrivateOpenAIDeployment"];
    expect(Object.keys(deployment?.properties ?? {})).toEqual(
      expect.arrayContaining(["name", "model", "version", "sku", "capacity"]),
    );
  });

  it("is declared to the engine, whose runtime finds the host by the main file", () => {
    const plugin = parse(readFileSync(join(root, "PulumiPlugin.yaml"), "utf8")) as Record<string, unknown>;
    expect(plugin).toEqual({ runtime: "nodejs" });
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;
    expect(manifest["main"]).toBe("./components/package/host.js");
    expect(schema).toMatchObject({ name: "cornerstone", version: manifest["version"] });
  });

  it("is served by that file on a port, as Pulumi's Node runtime starts it", async () => {
    const runtime = require.resolve("@pulumi/pulumi/cmd/run-plugin");
    const host = spawn(process.execPath, [runtime, ".", "127.0.0.1:1"], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [first] = (await once(host.stdout, "data")) as [Buffer];
      expect(first.toString()).toMatch(/^\d+\r?\n/);
    } finally {
      host.kill();
    }
  }, 60_000);
});
