import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coverageOf, notCovered, twins } from "./coverage";
import { findRule, rules } from "./rules";

/** Every public rule, deprecated ones aside, that judges a type of resource which the core of a platform, or its second home on AWS, is made of. */
const { rules: publicRules } = JSON.parse(readFileSync(join(__dirname, "public-rules.json"), "utf8")) as {
  rules: readonly string[];
};

describe("the coverage of public rules", () => {
  it("leaves none without a rule or a reason", () => {
    expect(publicRules.length).toBeGreaterThan(650);
    expect(publicRules.filter((id) => coverageOf(id) === undefined)).toEqual([]);
  });

  it("names rules that exist", () => {
    expect(Object.values(twins).filter((id) => !findRule(id))).toEqual([]);
  });

  it("gives each public rule one answer", () => {
    const covered = new Set(rules.flatMap(({ covers }) => covers));
    const excused = notCovered.flatMap((each) => each.rules);
    expect(excused.filter((id) => covered.has(id) || twins[id] !== undefined)).toEqual([]);
    expect(Object.keys(twins).filter((id) => covered.has(id))).toEqual([]);
    expect(new Set(excused).size).toBe(excused.length);
  });

  it("excuses only public rules that exist", () => {
    const known = new Set(publicRules);
    const answered = [...notCovered.flatMap((each) => each.rules), ...Object.keys(twins)];
    expect(answered.filter((id) => !known.has(id))).toEqual([]);
  });

  it("knows nothing of a rule that nobody looked at", () => {
    expect(coverageOf("checkov:CKV_AZURE_99999")).toBeUndefined();
  });
});
