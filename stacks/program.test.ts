import { describe, expect, it } from "vitest";
import { recordStack } from "../tests/support/record";
import { sampleStack } from "../tests/support/sample-stack";

describe("program", () => {
  it("registers the whole platform", async () => {
    const graph = await recordStack("test", sampleStack);
    expect(graph.resources.map(({ urn }) => urn)).toMatchSnapshot();
  });
});
