// Verbs load what they need when they need it, by `require`.
import "tsx/cjs";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import colors from "picocolors";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Console } from "../console";
import { projectRoot } from "../paths";
import { exempt, type ExemptOptions } from "./index";

// A few cases run the whole program of a stack.
vi.setConfig({ testTimeout: 60_000 });

/** A project whose dev lets more harm through than the pack `baseline` allows (CS-0016, of severity high: 90 days). */
const root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-exempt-"));
const written = path.join(root, "stacks", "exemptions", "dev.yaml");
const who = { reason: "A benchmark needs it.", ticket: "SEC-9", owner: "ada@contoso.example" };
const filters = "azure-native:cognitiveservices:RaiPolicy::*standard*";

async function run(moment: string, options: Partial<ExemptOptions> = {}): Promise<readonly [number, string]> {
  const lines: string[] = [];
  const plain = colors.createColors(false);
  const out: Console = {
    data: (text) => lines.push(text),
    say: (text) => lines.push(text),
    ...{ color: plain, dataColor: plain, live: false, columns: 100, verbose: false },
  };
  const code = await exempt(
    { stack: "dev", json: false, root, clock: () => new Date(moment), ...options },
    out,
  );
  return [code, lines.join("\n")];
}

beforeAll(() => {
  const dev = fs.readFileSync(path.join(projectRoot, "stacks", "Pulumi.dev.yaml"), "utf8");
  const lax = dev.replace("- { name: standard }", "- { name: standard, prompt: { hate: high } }");
  expect(lax).not.toBe(dev);
  fs.mkdirSync(path.join(root, "stacks"));
  fs.writeFileSync(path.join(root, "stacks", "Pulumi.dev.yaml"), lax);
});
afterAll(() => {
  fs.rmSync(root, { recursive: true });
});

describe("cornerstone exempt", () => {
  it.each([
    ["nothing that fails", { rule: "CS-0001", resource: filters }, "it matches nothing that fails"],
    ["for too long", { rule: "CS-0016", resource: filters, days: 91 }, "90 is the most"],
    ["every resource of a type", { rule: "CS-0016", resource: filters.replace(/::.*/, "::*") }, "nothing"],
    ["a rule that there is not", { rule: "CS-9999", resource: filters }, 'there is no rule "CS-9999"'],
    ["nobody's", { rule: "CS-0016", resource: filters, owner: "" }, "an exemption needs --owner"],
  ])("writes none from %s", async (_, options, message) => {
    await expect(run("2026-11-22T12:00:00Z", { ...who, ...options })).rejects.toThrow(message);
    expect(fs.existsSync(written)).toBe(false);
  });

  it("writes one, which holds from that day until the end of its last, and not a moment longer", async () => {
    const [code, said] = await run("2026-11-22T12:00:00Z", { ...who, rule: "CS-0016", resource: filters });
    expect(code).toBe(0);
    expect(said).toContain("CS-0016 is exempt for 1 finding until 2027-02-20 (90 days left)");
    const text = fs.readFileSync(written, "utf8");
    expect(text).toContain("created: 2026-11-22");
    expect(text).toContain("expires: 2027-02-20");

    expect(await run("2026-11-21T23:59:59.999Z")).toMatchObject([1, expect.stringContaining("begins on")]);
    expect((await run("2026-11-22T00:00:00Z"))[0]).toBe(0);
    expect((await run("2027-02-20T23:59:59.999Z"))[0]).toBe(0);
    expect(await run("2027-02-21T00:00:00Z")).toMatchObject([
      1,
      expect.stringContaining("expired 1 day ago"),
    ]);
  });
});
