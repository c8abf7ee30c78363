// Verbs load what they need when they need it, by `require`.
import "tsx/cjs";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import colors from "picocolors";
import { afterAll, describe, expect, it } from "vitest";
import type { PropertyMap } from "../../graph/types";
import { graphOf, resource } from "../../policies/testing";
import { azure } from "../../policies/types";
import { exportedState } from "../../tests/support/exported-state";
import type { Console } from "./console";
import { review, type ReviewOptions } from "./review";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-review-"));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  fs.writeFileSync(target, text);
  return target;
}

/** A state of somebody else's program: networks with DNS servers of their own (CS-0174, mandatory in baseline) or without. */
function stateOf(name: string, networks: Readonly<Record<string, boolean>>): string {
  const nodes = Object.entries(networks).map(([network, ownServers]) => {
    const dhcpOptions: PropertyMap = { dnsServers: ownServers ? ["10.0.0.4"] : [] };
    return resource(azure.virtualNetwork[0], { dhcpOptions }, { name: network });
  });
  return file(name, JSON.stringify(exportedState(graphOf(nodes))));
}

const recordOf = (rule: string) => `
  - rule: ${rule}
    resource: azure-native:network:VirtualNetwork::hub
    reason: The forwarders move next month.
    ticket: SEC-7
    owner: ada@contoso.example
    created: 2026-03-01
    expires: 2026-03-31`;

async function reviewed(options: Partial<ReviewOptions>): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const plain = colors.createColors(false);
  const out: Console = {
    data: (text) => lines.push(text),
    say: (text) => lines.push(text),
    ...{ color: plain, dataColor: plain, live: false, columns: 100, verbose: false },
  };
  const code = await review({ stack: "shop", pack: ["baseline"], json: false, ...options }, out);
  return { code, said: lines.join("\n") };
}

describe("an exemption, from the file to the exit code", () => {
  const state = stateOf("one.json", { hub: true });
  const exemptions = file(
    "exemptions.yaml",
    // All that is held against the network: it has no diagnostic setting, either.
    ["exemptions:", ...["CS-0174", "CS-0009"].map(recordOf)].join("\n"),
  );
  const on = (moment: string, more: Partial<ReviewOptions> = {}) =>
    reviewed({ state, exemptions, clock: () => new Date(moment), ...more });

  it.each([
    ["2026-02-28T23:59:59.999Z", 1],
    ["2026-03-01T00:00:00.000Z", 0],
    ["2026-03-31T23:59:59.999Z", 0],
    ["2026-04-01T00:00:00.000Z", 1],
  ])("at %s ends the review with %i", async (moment, code) => {
    expect((await on(moment)).code).toBe(code);
  });

  it("does not hold for who asks to ignore it", async () => {
    const { code, said } = await reviewed({ state, ignoreExemptions: true });
    expect(code).toBe(1);
    expect(said).toContain("CS-0174");
  });

  it("that is malformed is refused as a whole", async () => {
    const torn = file("torn.yaml", fs.readFileSync(exemptions, "utf8").replace("2026-03-31", "2026-02-30"));
    await expect(on("2026-03-10T00:00:00Z", { exemptions: torn })).rejects.toThrow("2026-02-30");
  });
});

describe("a comparison with a saved report", () => {
  const base = async () => {
    const { said } = await reviewed({ state: stateOf("base.json", { hub: true, spoke: false }), json: true });
    return file("base-report.json", said);
  };

  it("passes over what failed before", async () => {
    const state = stateOf("same.json", { hub: true, spoke: false });
    const { code, said } = await reviewed({ state, compare: await base() });
    expect(code).toBe(0);
    expect(said).toContain("introduces nothing");
  });

  it("shows what the change introduces, and that alone", async () => {
    const state = stateOf("worse.json", { hub: true, spoke: true });
    const { code, said } = await reviewed({ state, compare: await base() });
    expect(code).toBe(1);
    expect(said).toContain("spoke");
    expect(said).not.toContain("hub");
  });

  it("counts what the change fixes", async () => {
    const state = stateOf("better.json", { hub: false, spoke: false });
    const { code, said } = await reviewed({ state, compare: await base() });
    expect(code).toBe(0);
    expect(said).toMatch(/fixes 1\b/);
  });

  it("is refused where the base is neither a file nor a commit", async () => {
    const state = stateOf("lost.json", { hub: false });
    await expect(reviewed({ state, compare: "no-such-reference" })).rejects.toThrow(
      "neither a file nor a git",
    );
  });
});

describe("options that contradict each other are refused before any work", () => {
  it.each([
    ["--all and --state", { all: true, state: "x.json" }, "so it takes no --state"],
    ["--all and --compare", { all: true, compare: "main" }, "so it takes no --state"],
    [
      "--exemptions and --ignore-exemptions",
      { exemptions: "x.yaml", ignoreExemptions: true },
      "contradict each other",
    ],
  ])("%s", async (_, options, message) => {
    await expect(reviewed(options)).rejects.toThrow(message);
  });
});
