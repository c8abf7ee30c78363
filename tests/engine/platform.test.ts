import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { redisKeyMark } from "../../localcloud/behaviours/redis";
import { localPaths } from "../../scripts/lib/paths";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

/** The files of a directory, at any depth, that hold a text. */
function holding(mark: string, directory: string): readonly string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => fs.readFileSync(file).includes(mark));
}

describe("a new user's first hour", () => {
  it("stands up dev, changes nothing on a second run, takes it down, and stands it up again", async () => {
    await using checkout = await Checkout.create();

    const first = await checkout.succeeds("up", "dev", "--local");
    expect(first.stderr).toMatch(/\d+ created/);
    const { inState, inCloud } = await standing(checkout.directory, "dev");
    expect(inState).toEqual(inCloud);

    const second = await checkout.succeeds("up", "dev", "--local");
    expect(second.stderr).toContain("0 changes");

    await checkout.succeeds("destroy", "dev", "--local", "--yes");
    expect(await standing(checkout.directory, "dev")).toEqual({ inState: [], inCloud: [] });

    // Azure keeps the names of deleted accounts and vaults for a while: standing up again must not stumble over them.
    await checkout.succeeds("up", "dev", "--local");
    await checkout.succeeds("destroy", "dev", "--local", "--yes");
    expect(await checkout.git("status", "--porcelain")).toBe("");
  });

  it("stands up staging and finds nothing to change on a second run", async () => {
    await using checkout = await Checkout.create();
    await checkout.succeeds("up", "staging", "--local");
    const second = await checkout.succeeds("up", "staging", "--local");
    expect(second.stderr).toContain("0 changes");
  });

  it("stands up prod after its second cloud, not before, and finds nothing to change on a second run, with adopted files", async () => {
    await using checkout = await Checkout.create();
    const early = await checkout.cornerstone("up", "prod", "--local");
    expect(early.code).toBe(2);
    expect(early.stderr).toContain("Run `npx cornerstone up aws-prod --local` first");
    await checkout.succeeds("up", "aws-prod", "--local");
    await checkout.succeeds("up", "prod", "--local");

    // The one key that there is, of the gateway's cache, is nowhere in what the engine keeps; the cloud has it.
    const { state: kept, cloud } = localPaths("prod", checkout.directory);
    expect(holding(redisKeyMark, cloud)).not.toEqual([]);
    expect(holding(redisKeyMark, kept)).toEqual([]);

    // Nor with stack files that were lost, and come back from the states.
    for (const stack of ["aws-prod", "prod"]) {
      fs.rmSync(path.join(checkout.directory, "stacks", `Pulumi.${stack}.yaml`));
      const { state } = localPaths(stack, checkout.directory);
      const file = path.join(state, ".pulumi", "stacks", "cornerstone", `${stack}.json`);
      const adopted = await checkout.succeeds("adopt", stack, "--state", file);
      expect(adopted.stderr).not.toContain("assumed");
    }
    const other = await checkout.succeeds("preview", "aws-prod", "--local");
    expect(other.stderr).toContain("0 changes");
    const verified = await checkout.succeeds("verify", "aws-prod", "--local");
    expect(verified.stderr).toMatch(/✓ \d+ passed in/);
    const second = await checkout.succeeds("up", "prod", "--local");
    expect(second.stderr).toContain("0 changes");
  });
});

describe("a section that is turned off", () => {
  it("takes its resources along: the engine deletes them, and touches nothing else", async () => {
    await using checkout = await Checkout.create();
    const file = "stacks/Pulumi.dev.yaml";
    const plain = checkout.read(file);
    checkout.write(file, `${plain.trimEnd()}\n${sections}`);
    await checkout.succeeds("up", "dev", "--local");

    checkout.write(file, plain);
    const planned = await checkout.succeeds("preview", "dev", "--local", "--json");
    const { steps } = JSON.parse(planned.stdout) as { steps: { op: string; type: string }[] };
    const touched = steps.filter(({ op }) => op !== "same").map(({ op, type }) => `${op} ${type}`);
    expect(touched.filter((step) => step.startsWith("delete azure-native:")).length).toBeGreaterThan(60);
    // The component that makes the zones is handed fewer names.
    expect(touched.filter((step) => !step.startsWith("delete "))).toEqual([
      "update cornerstone:index:PrivateDnsZones",
    ]);
    await checkout.succeeds("up", "dev", "--local");

    const { inState, inCloud } = await standing(checkout.directory, "dev");
    expect(inState).toEqual(inCloud);
    expect(inCloud.filter((id) => /machinelearning|metricalerts|dashboard/.test(id))).toEqual([]);
  });
});

/** Sections that `dev` has not, as lines of its file; the last of `operations` come first. */
const sections = `    alerts: {}
    dashboards: true

  cornerstone:learning:
    models: [primary]
    clusters: [{ name: cpu, vmSize: Standard_D8s_v5, maxNodes: 2 }]
`;

describe("a configuration with problems", () => {
  it("is refused before anything starts, with every problem at once", async () => {
    await using checkout = await Checkout.create();
    const file = "stacks/Pulumi.dev.yaml";
    checkout.write(
      file,
      checkout
        .read(file)
        .replace(/addressSpace: .*/, "addressSpace: 10.0.0.0/30")
        .replace(/sku: .*/, "sku: GlobalStandard"),
    );
    const result = await checkout.cornerstone("up", "dev", "--local");
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("addressSpace");
    expect(result.stderr).toContain("GlobalStandard");
    expect(result.stderr).not.toContain("engine");
  });
});
