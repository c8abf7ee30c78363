import { describe, expect, it } from "vitest";
import { platformTags, workloadTags } from "./tags";

const platform = { environment: "prod", owner: "platform@contoso.example" };

describe("tags", () => {
  it("keep custom tags, but not in place of what the platform says of itself", () => {
    expect(platformTags({ ...platform, custom: { costCenter: "4711", owner: "somebody" } })).toEqual({
      costCenter: "4711",
      environment: "prod",
      owner: "platform@contoso.example",
      managedBy: "cornerstone",
    });
  });

  it("of a workload name it, its owner and its data", () => {
    const tags = workloadTags(platformTags({ ...platform, custom: {} }), {
      name: "shop",
      owner: "shop@contoso.example",
      dataClassification: "confidential",
    });
    expect(tags).toMatchObject({
      environment: "prod",
      workload: "shop",
      owner: "shop@contoso.example",
      dataClassification: "confidential",
    });
  });
});
