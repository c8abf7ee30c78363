import { describe, expect, it } from "vitest";
import { judge } from "../../scripts/lib/review";
import type { Exemption } from "../exemptions";
import { baseline } from "../packs/baseline/pack";
import { resource } from "../testing";
import { PackAnalyzer } from "./analyzer";

const now = new Date("2026-11-22T12:00:00Z");
const account = resource(
  "azure-native:storage:StorageAccount",
  { allowSharedKeyAccess: true, minimumTlsVersion: "TLS1_0", enableHttpsTrafficOnly: false },
  { name: "logs-eu" },
);
const rule = "CS-0030";
const of = (changes: Partial<Exemption> = {}): Exemption => ({
  rule,
  resource: "azure-native:storage:StorageAccount::logs-*",
  reason: "Old scanners.",
  ticket: "SEC-1",
  owner: "ada@contoso.example",
  created: "2026-11-01",
  expires: "2026-11-30",
  ...changes,
});

/** What blocks an update, and what blocks a review, by rule and resource. */
function blocking(exemptions: readonly Exemption[]): {
  engine: string[];
  review: string[];
  errors: boolean[];
} {
  const analyzer = new PackAnalyzer(baseline, () => now);
  analyzer.configure({}, { exemptions: exemptions.map((each) => ({ ...each })) });
  const said = [...analyzer.analyze(account), ...analyzer.analyzeStack([account], "state")];
  const mandatory = said.filter(({ level }) => level === "mandatory");
  const graph = { project: "p", stack: "test", basis: "state" as const, resources: [account] };
  const report = judge(graph, [baseline], { now, exemptions });
  const open = report.groups.flatMap(({ rule: each, findings }) =>
    findings
      .filter(
        ({ outcome, exemption }) =>
          each.level === "mandatory" && outcome === "fail" && exemption === undefined,
      )
      .map(() => each.name),
  );
  return {
    engine: mandatory
      .filter(({ policy }) => policy !== "settings")
      .map(({ policy }) => policy)
      .sort(),
    review: open.sort(),
    errors: [
      mandatory.some(({ policy }) => policy === "settings"),
      report.exemptions.some(({ status }) => status === "refused" || status === "ambiguous"),
    ],
  };
}

describe("an exemption in the engine", () => {
  const none = blocking([]);

  it("exempts what it exempts in a review", () => {
    const { engine, review, errors } = blocking([of()]);
    expect(none.engine).toEqual(none.review);
    expect(engine).toEqual(review);
    expect(engine).toHaveLength(none.engine.length - 1);
    expect(errors).toEqual([false, false]);
  });

  it.each([
    ["expired", [of({ created: "2026-10-01", expires: "2026-11-21" })], false],
    ["not begun", [of({ created: "2026-11-23" })], false],
    ["too long", [of({ expires: "2027-11-01" })], true],
    ["doubled", [of(), of({ ticket: "SEC-2" })], true],
    ["of something else", [of({ resource: "azure-native:storage:StorageAccount::other" })], false],
  ])("that is %s exempts nothing, as in a review", (_, exemptions, error) => {
    const { engine, review, errors } = blocking(exemptions);
    expect(engine).toEqual(none.engine);
    expect(review).toEqual(none.review);
    expect(errors).toEqual([error, error]);
  });

  it("that is malformed fails the run, and exempts nothing", () => {
    const analyzer = new PackAnalyzer(baseline, () => now);
    analyzer.configure({}, { exemptions: [{ ...of(), owner: undefined }] });
    const said = [...analyzer.analyze(account), ...analyzer.analyzeStack([account], "state")];
    expect(said.filter(({ level, policy }) => level === "mandatory" && policy !== "settings")).toHaveLength(
      none.engine.length,
    );
    expect(said.find(({ policy }) => policy === "settings")).toMatchObject({
      level: "mandatory",
      message: expect.stringContaining("owner is missing") as string,
    });
  });

  it("is still named, with its owner, its end and what it covers", () => {
    const analyzer = new PackAnalyzer(baseline, () => now);
    analyzer.configure({}, { exemptions: [{ ...of() }] });
    const exempted = analyzer.analyze(account).find(({ message }) => message.startsWith("exempt until"));
    expect(exempted).toMatchObject({ level: "advisory" });
    expect(exempted!.message).toContain(
      "exempt until 2026-11-30: Old scanners. (ada@contoso.example, SEC-1)",
    );
    expect(exempted!.message).toContain(rule);
  });

  it("that matches nothing is worth a word", () => {
    const analyzer = new PackAnalyzer(baseline, () => now);
    analyzer.configure({}, { exemptions: [{ ...of({ resource: "aws:s3:Bucket::other" }) }] });
    const [said] = analyzer.analyzeStack([account], "state").filter(({ policy }) => policy === "settings");
    expect(said).toMatchObject({
      level: "advisory",
      message: expect.stringContaining("matches nothing") as string,
    });
  });
});
