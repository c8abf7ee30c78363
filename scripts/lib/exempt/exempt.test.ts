import { describe, expect, it } from "vitest";
import { parseExemptions } from "../../../policies/exemptions/parse";
import { resource } from "../../../policies/testing";
import { appendExemption } from "./append";
import { azureExemptions } from "./azure";
import { calendarOf } from "./calendar";

const record = {
  rule: "CS-0002",
  resource: "azure-native:cognitiveservices:Account::chat-*",
  reason: 'A "tunnel": not yet # here',
  ticket: "SEC-1",
  owner: "ada@contoso.example",
  created: "2026-11-01",
  expires: "2026-11-30",
};

describe("an exemption is appended", () => {
  it.each([
    ["", 1],
    ["# ours\nexemptions: []\n", 1],
    [
      "exemptions: # all of them\n  # first\n  - rule: CS-0001 # keep\n    resource: aws:s3:Bucket::a\n    reason: x\n    ticket: y\n    owner: a@b.example\n    created: 2026-11-01\n    expires: 2026-11-02\n\n",
      2,
    ],
    [
      "exemptions:\n- rule: CS-0001\n  resource: aws:s3:Bucket::a\n  reason: x\n  ticket: y\n  owner: a@b.example\n  created: 2026-11-01\n  expires: 2026-11-02",
      2,
    ],
  ])("to %j, and all that was there stays", (text, count) => {
    const after = appendExemption(text, record);
    const parsed = parseExemptions(after, "x.yaml");
    expect(parsed).toMatchObject({ ok: true });
    const records = parsed.ok ? parsed.records : [];
    expect(records).toHaveLength(count);
    expect(records.at(-1)).toMatchObject(record);
    if (count === 2) expect(after.startsWith(text.trimEnd())).toBe(true);
    for (const line of text.split("\n").filter((each) => each.startsWith("#"))) expect(after).toContain(line);
  });
});

describe("the calendar", () => {
  const events = calendarOf("prod", [record]).replace(/\r\n[ \t]/g, "");

  it("has the last day as an event of the whole day, with reminders before it", () => {
    expect(events).toContain("DTSTART;VALUE=DATE:20261130");
    expect(events).toContain("DTEND;VALUE=DATE:20261201");
    expect(events.match(/TRIGGER:-P14D/g)).toHaveLength(1);
  });

  it("names an event alike each time", () => {
    const uid = (text: string) => /UID:(.+)/.exec(text)![1];
    expect(uid(calendarOf("prod", [record]))).toBe(uid(events));
    expect(uid(calendarOf("dev", [record]))).not.toBe(uid(events));
  });

  it("may be empty", () => {
    expect(calendarOf("prod", [])).toMatch(/^BEGIN:VCALENDAR[^]*END:VCALENDAR/);
  });
});

describe("exemptions of Azure Policy", () => {
  const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/chat";
  const account = resource("azure-native:cognitiveservices:Account", {}, { name: "chat-eu", id });
  const graph = { project: "p", stack: "prod", basis: "state" as const, resources: [account] };

  it("are of the resource, until the end of the last day, and of one definition of an assignment", () => {
    const { template, untold } = azureExemptions([record], graph);
    expect(untold).toEqual([]);
    expect((template as { resources: unknown[] }).resources[0]).toMatchObject({
      type: "Microsoft.Authorization/policyExemptions",
      scope: id,
      properties: {
        policyAssignmentId: "[parameters('policyAssignments')['037eea7a-bd0a-46c5-9a66-03aea78705d3'].id]",
        exemptionCategory: "Waiver",
        expiresOn: "2026-11-30T23:59:59Z",
      },
    });
  });

  it("leave out, by name, what Azure cannot be told", () => {
    const elsewhere = { ...record, resource: "azure-native:cognitiveservices:Account::other" };
    expect(azureExemptions([elsewhere], graph).untold).toEqual([
      { exemption: elsewhere, why: "it matches no Azure resource whose ID is known" },
    ]);
  });
});
