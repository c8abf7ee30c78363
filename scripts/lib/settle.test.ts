import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { RunRecord } from "./run-record";
import { noteUnanswered } from "./settle";

const urn = (name: string) => `urn:pulumi:dev::cornerstone::azure-native:network:PrivateEndpoint::${name}`;

/** One create that the engine began; `end` is what became of it. */
function recordOf(...creates: readonly { name: string; end?: "done" | "failed" }[]): RunRecord {
  const record = new RunRecord(false);
  for (const { name, end } of creates) {
    const resource = {
      urn: urn(name),
      type: "azure-native:network:PrivateEndpoint",
      custom: true,
      id: "",
      parent: urn("platform"),
      inputs: { privateEndpointName: `${name}1a2b3c4d` },
      outputs: {},
    };
    const metadata = { op: "create", urn: urn(name), type: resource.type, provider: "p::1", new: resource };
    const event = { metadata: metadata as never, planning: false };
    const about = { sequence: 0, timestamp: 0 };
    record.add({ ...about, resourcePreEvent: event });
    if (end === "done") record.add({ ...about, resOutputsEvent: event });
    if (end === "failed") record.add({ ...about, resOpFailedEvent: { ...event, status: 0, steps: 0 } });
  }
  return record;
}

describe("creates that a dying cloud did not answer", () => {
  const noted = (record: RunRecord) => {
    const notes = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-notes-")), "unsettled.json");
    noteUnanswered(notes, record, (_, inputs) => `/endpoints/${String(inputs["privateEndpointName"])}`);
    return fs.existsSync(notes) ? (JSON.parse(fs.readFileSync(notes, "utf8")) as unknown) : undefined;
  };

  it("are noted with the name that the provider made, for the next run to ask about", () => {
    const record = recordOf(
      { name: "answered", end: "done" },
      { name: "lost", end: "failed" },
      { name: "open" },
    );
    expect(noted(record)).toMatchObject([
      { id: "/endpoints/lost1a2b3c4d", resource: { urn: urn("lost"), provider: "p::1" } },
      {
        id: "/endpoints/open1a2b3c4d",
        resource: { urn: urn("open"), inputs: { privateEndpointName: "open1a2b3c4d" } },
      },
    ]);
  });

  it("leave no note where every create was answered", () => {
    expect(noted(recordOf({ name: "answered", end: "done" }))).toBeUndefined();
  });
});
