import { describe, expect, it } from "vitest";
import { parseAttestations, statusOf } from "./attestation";

const text = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    attestations: [
      {
        framework: "gdpr",
        control: "30",
        statement: "The register of processing lists every workload.",
        evidence: ["https://wiki.contoso.example/register"],
        owner: "dpo@contoso.example",
        attested: "2026-03-01",
        expires: "2027-03-01",
        ...changes,
      },
    ],
  });

describe("an attestation", () => {
  const parsed = parseAttestations(text(), "x.yaml");
  const [record] = parsed.ok ? parsed.records : [];

  it.each([
    ["2026-02-28T23:59:59Z", "future"],
    ["2026-03-01T00:00:00Z", "valid"],
    ["2027-03-01T23:59:59Z", "valid"],
    ["2027-03-02T00:00:00Z", "expired"],
  ])("at %s is %s", (now, status) => {
    expect(statusOf(record!, new Date(now))).toBe(status);
  });

  it.each([
    ["without evidence", { evidence: [] }, "evidence"],
    ["with evidence that is no list", { evidence: "trust me" }, "list"],
    ["for longer than a year", { expires: "2027-03-03" }, "366 is the most"],
    ["with a number for a control", { control: 30 }, "quotes"],
    ["without an owner", { owner: undefined }, "email"],
    ["that ends before it begins", { expires: "2026-01-01" }, "before it was attested"],
  ])("%s is refused", (_, changes, message) => {
    const refused = parseAttestations(text(changes), "x.yaml");
    expect(refused.ok ? "" : refused.problems.map((each) => each.message).join()).toContain(message);
  });
});
