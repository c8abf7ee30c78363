import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphFromState } from "../../graph/from-state";
import { buildPacks } from "../../policies/build";
import { evaluate } from "../../policies/evaluate";
import { declarationOf, packs } from "../../policies/packs";
import { rules } from "../../policies/rules";

const run = promisify(execFile);
const packsFolder = join(__dirname, "..", "..", "policies", "packs");

describe.skipIf(process.platform === "win32").each(Object.keys(packs))("the bundled pack %s", (name) => {
  const home = mkdtempSync(join(tmpdir(), "cornerstone-packs-"));
  const pack = packs[name]!;

  beforeAll(() => {
    buildPacks();
    writeFileSync(join(home, "state.json"), JSON.stringify(foreignState));
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("gives in the engine what a review of the same state gives, and fails the run", async () => {
    const graph = graphFromState(foreignState);
    const context = { declaration: declarationOf(graph, pack.defaults), now: new Date() };
    const reviewed = evaluate({
      graph,
      rules: rules.filter(({ id }) => pack.levels[id] !== undefined),
      context,
    })
      .filter(({ outcome }) => outcome === "fail")
      .map(({ ruleId, urn }) => `${urn} ${ruleId} ${pack.levels[ruleId]!}`);

    const { code, events } = await analyze(home, name);
    const inEngine = events.map(({ resourceUrn, policyName, enforcementLevel }) => {
      const rule = rules.find((candidate) => candidate.name === policyName);
      return `${resourceUrn} ${rule?.id ?? policyName} ${enforcementLevel}`;
    });
    expect(reviewed).not.toHaveLength(0);
    expect(inEngine.sort()).toEqual(reviewed.sort());
    expect(code).not.toBe(0);
  });

  it("takes levels and settings from a configuration file", async () => {
    const settings = { residency: { boundary: "us", processing: "region" }, requiredTags: ["owner"] };
    const { events } = await analyze(home, name, { settings, "resource-tags-required": "mandatory" });
    const found = events.map(({ policyName, enforcementLevel }) => `${policyName} ${enforcementLevel}`);
    expect(found).toContain("resource-tags-required mandatory");
    expect(found).not.toContain("resource-location-allowed mandatory");
  });

  it("starts as a folder, the way the official distribution's language host starts it", async () => {
    const host = join(__dirname, "..", "..", "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    const server = spawn(process.execPath, [host, "127.0.0.1:1", "."], {
      cwd: join(packsFolder, name),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [first] = (await once(server.stdout, "data")) as [Buffer];
    server.kill();
    expect(first.toString()).toMatch(/^\d+\n$/);
  });

  it("refuses settings that its schema does not allow", async () => {
    const { code, output } = await analyze(home, name, { settings: { residency: { boundary: "atlantis" } } });
    expect(code).not.toBe(0);
    expect(output).toContain("boundary");
  });
});

interface PolicyEvent {
  readonly resourceUrn: string;
  readonly policyName: string;
  readonly enforcementLevel: string;
}

async function analyze(
  home: string,
  pack: string,
  config?: object,
): Promise<{ code: number; output: string; events: readonly PolicyEvent[] }> {
  const file = join(home, "config.json");
  if (config) writeFileSync(file, JSON.stringify(config));
  const args = [
    ...["policy", "analyze", "--json", "--file", join(home, "state.json")],
    ...["--policy-pack", join(packsFolder, pack, "dist", "index.js")],
    ...(config ? ["--policy-pack-config", file] : []),
  ];
  const { code, stdout, stderr } = await run(process.env["CORNERSTONE_PULUMI"] ?? "pulumi", args, {
    env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
  }).then(
    (output) => ({ code: 0, ...output }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as { policyEvent?: PolicyEvent }).policyEvent ?? []);
  return { code, output: stdout + stderr, events };
}

const id = "6f4a1f1e-0000-4000-8000-000000000000";
const awsProvider = "urn:pulumi:prod::foreign::pulumi:providers:aws::default";
const provider = "urn:pulumi:prod::foreign::pulumi:providers:azure-native::default";
const scope = "/subscriptions/0/resourceGroups/rg/providers";

/** A state that this project did not make: plain resources, one of them by an SDK that names the API version. */
const foreignState = {
  version: 3,
  deployment: {
    manifest: { time: "2026-11-22T00:00:00Z", magic: "", version: "v3.259.0" },
    resources: [
      {
        urn: "urn:pulumi:prod::foreign::pulumi:pulumi:Stack::foreign-prod",
        type: "pulumi:pulumi:Stack",
        custom: false,
      },
      {
        urn: provider,
        type: "pulumi:providers:azure-native",
        custom: true,
        id,
      },
      custom(
        "azure-native:cognitiveservices/v20231001preview:Account",
        "ai",
        "Microsoft.CognitiveServices/accounts",
        {
          accountName: "ai",
          kind: "OpenAI",
          location: "eastus",
          properties: { publicNetworkAccess: "Enabled" },
        },
      ),
      custom("azure-native:keyvault:Vault", "kv", "Microsoft.KeyVault/vaults", {
        vaultName: "kv",
        location: "eastus",
        properties: {
          enableRbacAuthorization: true,
          enablePurgeProtection: true,
          publicNetworkAccess: "Disabled",
        },
      }),
      custom("azure-native:monitor:DiagnosticSetting", "kv-logs", "Microsoft.Insights/diagnosticSettings", {
        resourceUri: `${scope}/Microsoft.KeyVault/vaults/kv`,
        workspaceId: `${scope}/Microsoft.OperationalInsights/workspaces/logs`,
        logs: [{ categoryGroup: "allLogs", enabled: true }],
      }),
      { urn: awsProvider, type: "pulumi:providers:aws", custom: true, id, inputs: { region: "us-east-1" } },
      // An older SDK's type, and what belongs to it by its name.
      ofAws("aws:s3/bucketV2:BucketV2", "documents", { bucket: "documents" }),
      ofAws("aws:s3/bucketVersioningV2:BucketVersioningV2", "versions", {
        bucket: "documents",
        versioningConfiguration: { status: "Enabled" },
      }),
      ofAws("aws:iam/accessKey:AccessKey", "key", { user: "bot" }),
    ],
  },
};

function ofAws(type: string, name: string, inputs: object) {
  return {
    urn: `urn:pulumi:prod::foreign::${type}::${name}`,
    type,
    custom: true,
    id: name,
    provider: `${awsProvider}::${id}`,
    inputs,
    outputs: { ...inputs, id: name },
  };
}

function custom(type: string, name: string, armType: string, inputs: object) {
  return {
    urn: `urn:pulumi:prod::foreign::${type}::${name}`,
    type,
    custom: true,
    id: `${scope}/${armType}/${name}`,
    provider: `${provider}::${id}`,
    inputs: { resourceGroupName: "rg", ...inputs },
    // What the service answers leaves out what a resource is attached to.
    outputs: { name, location: "eastus" },
  };
}
