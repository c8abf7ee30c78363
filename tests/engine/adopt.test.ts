import * as fs from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";
import type { ImportResource } from "../../scripts/lib/adopt/match";
import { localPaths } from "../../scripts/lib/paths";
import { Checkout } from "./support/checkout";

it("a stack file that is lost comes back from the state, and from Azure's own word: nothing changes", async () => {
  await using checkout = await Checkout.create();
  const file = "stacks/Pulumi.dev.yaml";
  await checkout.succeeds("local", "start", "dev");
  try {
    await checkout.succeeds("up", "dev", "--local");
    const { state } = localPaths("dev", checkout.directory);
    const stateFile = path.join(state, ".pulumi", "stacks", "cornerstone", "dev.json");

    const refused = await checkout.cornerstone("adopt", "dev", "--state", stateFile);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("is there already");

    fs.rmSync(path.join(checkout.directory, file));
    await checkout.succeeds("adopt", "dev", "--state", stateFile);
    const preview = await checkout.succeeds("preview", "dev", "--local");
    expect(preview.stderr).toContain("0 changes");

    const fromState = checkout.read("dev.import.json");
    const { resources } = JSON.parse(fromState) as { resources: ImportResource[] };
    const group = resources.find(({ type }) => type === "azure-native:resources:ResourceGroup")?.id ?? "";
    const adopted = await checkout.succeeds("adopt", "dev", "--resource-group", group, "--local", "--force");
    expect(adopted.stderr).toContain("compliance.frameworks");
    expect(checkout.read("dev.import.json")).toBe(fromState);
  } finally {
    await checkout.succeeds("local", "stop", "dev");
  }
});
