import { describe, expect, it } from "vitest";
import type { ResourceGraph } from "../graph/types";
import { awsResolver } from "../tests/support/aws-resolver";
import { recordStack } from "../tests/support/record";
import { shippedStacks, stackFile } from "../tests/support/stack-files";

/**
 * A URN is a contract: when one changes, the engine deletes the resource and makes another, data included. A change here
 * needs an alias in the component, or the reader's word that losing the resource is meant.
 */
describe("URNs of the shipped stacks", () => {
  it.each(shippedStacks)("%s", async (stack) => {
    await expectUrns(stack, await recordStack(stack, stackFile(stack)));
  });

  it("aws-prod", async () => {
    await expectUrns(
      "aws-prod",
      await recordStack("aws-prod", stackFile("aws-prod"), { resolver: awsResolver() }),
    );
  });
});

async function expectUrns(stack: string, graph: ResourceGraph): Promise<void> {
  const urns = graph.resources
    .map(({ urn }) => urn)
    .filter((urn) => !urn.includes("pulumi:providers:"))
    .sort();
  expect(new Set(urns).size).toBe(urns.length);
  await expect(`${urns.join("\n")}\n`).toMatchFileSnapshot(`__snapshots__/${stack}.urns.txt`);
}
