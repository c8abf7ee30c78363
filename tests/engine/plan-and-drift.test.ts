import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { openLocalCloud } from "../../localcloud/cloud";
import { localPaths } from "../../scripts/lib/paths";
import { runPipeline } from "../support/pipeline-job";
import { runJob } from "../support/workflow-job";
import { Checkout } from "./support/checkout";

describe("a reviewed plan, and what happens behind its back", () => {
  it("is applied once, is refused when the state has moved, and drift is found, with the rule that it breaks", async () => {
    await using checkout = await Checkout.create();

    // As the workflow does it: plan, deploy that plan, verify.
    const temp = path.join(checkout.directory, ".cornerstone", "runner");
    const values = { "inputs.stack": "dev", "matrix.stack": "dev", "vars.VERIFY_FROM": "network" };
    const job = { directory: checkout.directory, temp, values, programs: { node: nodeOnLocalCloud } };
    expect(await runJob("deploy-stack.yml", "plan", job)).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(checkout.read(".cornerstone/runner/summary.md")).toMatch(/^## Plan of dev[^]*\d+ to create/);
    const [applied, verified] = await runJob("deploy-stack.yml", "deploy", job);
    expect(applied).toMatchObject({ code: 0, output: expect.stringMatching(/\d+ created/) as string });
    expect(verified).toMatchObject({ code: 0, output: expect.stringMatching(/✓ \d+ passed in/) as string });

    // The same plan once more, by the command of Azure Pipelines, which then verifies nothing.
    const agent = {
      ...{ "Build.ArtifactStagingDirectory": path.join(temp, "staging"), "Agent.TempDirectory": temp },
      "Pipeline.Workspace": path.join(temp, "workspace"),
    };
    const pipeline = { ...job, values: agent, programs: { ...job.programs, az: "echo a-subscription" } };
    fs.cpSync(path.join(temp, "plan"), path.join(temp, "workspace", "plan-dev"), { recursive: true });
    const stack = { parameters: { stack: "dev", verifyFrom: "network" } };
    const [again, ...never] = await runPipeline("templates/deploy-stack.yml", {
      ...{ ...pipeline, ...stack, only: [deployStep, verifyStep] },
    });
    expect(again?.code).toBe(1);
    expect(again?.output).toContain("the state: somebody deployed or refreshed since");
    expect(again?.output).toContain("Nothing was deployed.");
    expect(never).toEqual([]);

    const [still] = await runJob("drift.yml", "drift", job);
    expect(still).toMatchObject({ code: 0, output: expect.stringContaining("no drift") as string });
    expect(checkout.read("code.txt")).toBe("0\n");
    for (const file of ["code.txt", "report.md"]) fs.rmSync(path.join(checkout.directory, file));

    await openToEverybody(checkout.directory);
    const drifted = await checkout.cornerstone("drift", "dev", "--local", "--json");
    expect(drifted.code).toBe(1);
    const { stacks } = JSON.parse(drifted.stdout) as {
      stacks: {
        drifted: { name: string; properties: object[] }[];
        workloads: string[];
        broken: { rule: string }[];
      }[];
    };
    expect(stacks[0]?.drifted).toMatchObject([
      {
        name: "primary-account",
        kind: "changed",
        properties: [{ path: "properties.publicNetworkAccess", before: '"Disabled"', after: '"Enabled"' }],
      },
    ]);
    expect(stacks[0]?.workloads).toEqual(["customer-service"]);
    expect(stacks[0]?.broken.map(({ rule }) => rule)).toContain("CS-0002");

    const [nightly] = await runPipeline("drift.yml", { ...pipeline, parameters: { stacks: ["dev"] } });
    expect(nightly).toMatchObject({ code: 0 });
    expect(nightly?.output).toContain(`##vso[task.uploadsummary]${temp}/staging/drift.md`);
    expect(nightly?.output).toContain("##vso[task.complete result=SucceededWithIssues;]drift");
    expect(checkout.read(".cornerstone/runner/staging/drift.md")).toContain("publicNetworkAccess");

    // `verify` starts a local cloud for itself, and says the same in its own words.
    const [opened] = await runPipeline("templates/deploy-stack.yml", {
      ...{ ...pipeline, ...stack, only: [verifyStep] },
    });
    expect(opened).toMatchObject({ code: 1 });
    const failures = [
      ...checkout.read(".cornerstone/runner/verify.xml").matchAll(/<failure message="([^"]*)"/g),
    ];
    expect(failures.map(([, message]) => message)).toEqual([
      "publicNetworkAccess is Enabled, must be Disabled",
    ]);

    const file = "stacks/Pulumi.dev.yaml";
    checkout.write(file, checkout.read(file).replace("monthlyBudget: 400", "monthlyBudget: 401"));
    const [dirty] = await runPipeline("templates/deploy-stack.yml", {
      ...{ ...pipeline, ...stack, only: ["Plan"] },
    });
    expect(dirty?.code).toBe(2);
    expect(dirty?.output).toContain("files differ from the commit");
  });
});

/** Names of steps in both pipelines. */
const deployStep = "Deploy the plan, or say why it cannot be";
const verifyStep = "Verify that it works, and refuses what it must";

/** The verbs that ask a cloud ask the local one. */
const nodeOnLocalCloud = `case "$1 $2" in
"scripts/bin.js "plan | "scripts/bin.js "drift | "scripts/bin.js "verify) exec "$REAL_NODE" "$@" --local ;;
*) exec "$REAL_NODE" "$@" ;;
esac`;

/** As somebody might in the portal: the account answers the whole internet. */
async function openToEverybody(directory: string): Promise<void> {
  const cloud = openLocalCloud({ directory: localPaths("dev", directory).cloud });
  try {
    const account = cloud.arm.all().find(({ id }) => /cognitiveservices\/accounts\/[^/]+$/i.test(id));
    if (!account) throw new Error("the local cloud has no account");
    const body = structuredClone(account.body) as { properties: Record<string, unknown> };
    body.properties["publicNetworkAccess"] = "Enabled";
    await cloud.arm.commit([cloud.arm.change(account.id, body as never)]);
  } finally {
    await cloud.close();
  }
}
