import { describe, expect, it } from "vitest";
import { isAws } from "../../../stacks/config/index";
import { loadBase } from "../cost/base";
import { bedrockDoubts, bedrockRows } from "./bedrock";

const { config } = loadBase("aws-prod", "aws-prod");
if (!isAws(config)) throw new Error("aws-prod is a stack on AWS");
const on = new Date("2026-11-23T00:00:00Z");

describe("the models of a stack on AWS", () => {
  it("are the inference profiles that it names, and no date is no all-clear", () => {
    expect(
      bedrockRows(config, { on, noticeDays: 60 }).map((row) => [row.deployment, row.model, row.sku]),
    ).toEqual([
      ["chat", "anthropic.claude-sonnet-5-5", 'profile "eu"'],
      ["chat-fast", "anthropic.claude-haiku-5-5", 'profile "eu"'],
      ["copywriting", "anthropic.claude-opus-5-5", 'profile "eu"'],
    ]);
    expect(bedrockRows(config, { on, noticeDays: 60 }).every(({ due }) => due === "unknown")).toBe(true);
    expect(bedrockDoubts(config)[0]).toContain("can be called in eu-central-1 is not known");
  });

  it("are due by the date that the catalog has", () => {
    // claude-sonnet-4-5 ends on 2027-04-08 by the price list: 136 days.
    const { aws } = config;
    const dated = (profile: string, noticeDays: number) =>
      bedrockRows(
        { ...config, aws: { ...aws, models: [{ ...aws.models[0]!, profile }] } },
        { on, noticeDays },
      )[0]!;
    const row = dated("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", 60);
    expect(row).toMatchObject({ retirement: { date: "2027-04-08", basis: "thirdParty" }, daysLeft: 136 });
    expect(dated("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", row.daysLeft!).due).toBe("yes");
    expect(dated("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", row.daysLeft! - 1).due).toBe("no");
    expect(dated("eu.acme.unheard-of", 60)).toMatchObject({ state: "unknown", due: "unknown" });
  });
});
