import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { describe, expect, it } from "vitest";
import { RunRecord, stripMarkup } from "./run-record";
import { refusedAsExisting } from "./settle";

const urn = "urn:pulumi:dev::cornerstone::azure-native:cognitiveservices:Account::primary";
const type = "azure-native:cognitiveservices:Account";

function event(over: Partial<EngineEvent>): EngineEvent {
  return { sequence: 1, timestamp: 1, ...over };
}

function metadata(op: string): never {
  const after = {
    urn,
    type,
    custom: true,
    id: "",
    parent: "",
    inputs: { accountName: "a" },
    outputs: {},
    provider: "p::1",
  };
  return { op, urn, type, provider: "p::1", new: after } as never;
}

describe("RunRecord", () => {
  it("follows a resource from its begin to its end", () => {
    let now = 1_000;
    const record = new RunRecord(false, () => now);
    record.add(event({ resourcePreEvent: { metadata: metadata("create") } }));
    expect(record.active()).toMatchObject([{ name: "primary", status: "running" }]);
    now = 3_500;
    const step = record.add(event({ resOutputsEvent: { metadata: metadata("create") } }));
    expect(step).toMatchObject({ status: "done", started: 1_000, finished: 3_500 });
    expect(record.active()).toEqual([]);
  });

  it("counts a violation once that several packs report, by the strictest of their levels", () => {
    const record = new RunRecord(false);
    const violation = (
      policyPackName: string,
      enforcementLevel: "mandatory" | "warning",
      message = "CS-0007: no key.",
    ) =>
      event({
        policyEvent: {
          resourceUrn: urn,
          policyName: "cognitiveservices-account-customer-key",
          policyPackName,
          policyPackVersion: "0.1.0",
          policyPackVersionTag: "0.1.0",
          color: "",
          enforcementLevel,
          message,
        },
      });
    record.add(violation("residency", "warning"));
    record.add(violation("baseline", "mandatory"));
    record.add(violation("baseline", "mandatory", "CS-0007: another key."));
    expect(record.violations).toMatchObject([
      { pack: "residency, baseline", mandatory: true, message: "CS-0007: no key." },
      { pack: "baseline", mandatory: true, message: "CS-0007: another key." },
    ]);
  });

  it("notes what stays the same in the count only", () => {
    const record = new RunRecord(false);
    expect(record.add(event({ resourcePreEvent: { metadata: metadata("same") } }))).toBeUndefined();
    record.add(
      event({
        summaryEvent: {
          maybeCorrupt: false,
          durationSeconds: 1,
          resourceChanges: { same: 40, create: 2, delete: 1 },
          policyPacks: {},
        },
      }),
    );
    expect(record.changed()).toBe(3);
  });

  it("keeps no debug line: those carry secrets in plain text", () => {
    const record = new RunRecord(false);
    record.add(
      event({ diagnosticEvent: { message: "password=hunter2", color: "", severity: "debug" as never } }),
    );
    record.add(
      event({ diagnosticEvent: { message: "<{%fg 1%}>no<{%reset%}>\n", color: "", severity: "error", urn } }),
    );
    expect(record.diagnostics).toEqual([{ urn, severity: "error", message: "no" }]);
    expect(JSON.stringify(record)).not.toContain("hunter2");
  });

  it("has no counts when the engine did not come to its end", () => {
    expect(new RunRecord(false).changes).toBeUndefined();
  });
});

describe("refusedAsExisting", () => {
  function failed(message: string): RunRecord {
    const record = new RunRecord(false);
    record.add(event({ resourcePreEvent: { metadata: metadata("create") } }));
    record.add(event({ diagnosticEvent: { message, color: "", severity: "error", urn } }));
    record.add(event({ resOpFailedEvent: { metadata: metadata("create"), status: 0, steps: 1 } }));
    return record;
  }

  it("reads the ID out of the provider's refusal", () => {
    expect(
      refusedAsExisting(failed("cannot create already existing resource '/subscriptions/s/a'")),
    ).toMatchObject([
      { id: "/subscriptions/s/a", resource: { urn, type, provider: "p::1", inputs: { accountName: "a" } } },
    ]);
  });

  it("takes no other failure for one", () => {
    expect(refusedAsExisting(failed('Status=409 Code="FlagMustBeSetForRestore" Message="..."'))).toEqual([]);
  });
});

it("stripMarkup takes out the engine's colour tags only", () => {
  expect(stripMarkup("<{%fg 13%}>a<b>{%c%}<{%reset%}>")).toBe("a<b>{%c%}");
});

describe("a remediation in the record", () => {
  const remediated = (before: object, after: object) => {
    const record = new RunRecord(false);
    const policyRemediationEvent = {
      ...{
        resourceUrn: urn,
        policyName: "resource-tags-required",
        policyPackName: "baseline",
        before,
        after,
      },
    };
    record.add(event({ policyRemediationEvent } as Partial<EngineEvent>));
    return record.remediated.map(({ path, before: from, after: to }) => [path, from, to]);
  };
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "xyz",
  };

  it("tells the properties that changed, and no others", () => {
    expect(
      remediated(
        { name: "a", tls: "1.0", list: [1], tags: { owner: "ada" } },
        { name: "a", tls: "1.2", list: [1], tags: { owner: "ada", environment: "prod" }, flag: { on: true } },
      ),
    ).toEqual([
      ["tls", '"1.0"', '"1.2"'],
      ["tags.environment", "nothing", '"prod"'],
      ["flag.on", "nothing", "true"],
    ]);
  });

  it("tells no secret", () => {
    const found = remediated({ key: secret }, { key: "open" });
    expect(JSON.stringify(found)).not.toContain("xyz");
    expect(found).toEqual([["key", "[hidden]", '"open"']]);
  });
});
