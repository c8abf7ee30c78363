import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAttestations, statusOf } from "../policies/attestations/attestation";
import { frameworks } from "../policies/frameworks";

const folder = join(__dirname, "attestations");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

describe.each(files)("the shipped attestations %s", (file) => {
  const parsed = parseAttestations(readFileSync(join(folder, file), "utf8"), file);
  const records = parsed.ok ? parsed.records : [];

  it("can be read, and belong to a stack", () => {
    expect(parsed).toMatchObject({ ok: true });
    expect(records.length).toBeGreaterThan(0);
    expect(existsSync(join(__dirname, `Pulumi.${file}`))).toBe(true);
  });

  it.each(records)(
    "$framework $control is a control that only people can prove",
    ({ framework, control }) => {
      expect(frameworks[framework]?.controls[control]).toMatchObject({ provenBy: "attestation" });
    },
  );

  it.each(records)("$framework $control holds until the end of its last day", (record) => {
    expect(statusOf(record, new Date(`${record.attested}T00:00:00Z`))).toBe("valid");
    expect(statusOf(record, new Date(`${record.expires}T23:59:59.999Z`))).toBe("valid");
    const after = Date.parse(`${record.expires}T23:59:59.999Z`) + 1;
    expect(statusOf(record, new Date(after))).toBe("expired");
  });
});
