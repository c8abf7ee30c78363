import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openConsole } from "./console";
import { localPaths } from "./paths";
import { layReferences, type ReferenceOptions } from "./referenced-stacks";
import type { StackFile } from "./stack-file";

const file = {
  stack: "prod",
  name: "stacks/Pulumi.prod.yaml",
  sections: { secondary: { stack: "aws-prod" } },
} as unknown as StackFile;

let root: string;
const home = process.env["CORNERSTONE_HOME"];
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "references-"));
  fs.mkdirSync(path.join(root, "stacks"));
  process.env["CORNERSTONE_HOME"] = root;
});
afterEach(() => {
  if (home === undefined) delete process.env["CORNERSTONE_HOME"];
  else process.env["CORNERSTONE_HOME"] = home;
  fs.rmSync(root, { recursive: true });
});

function stateOf(stack: string, of: string): string {
  return path.join(localPaths(of, root).state, ".pulumi", "stacks", "cornerstone", `${stack}.json`);
}

/** What the engine writes when a stack is up. */
function standUp(stack: string, outputs: object): void {
  fs.mkdirSync(path.dirname(stateOf(stack, stack)), { recursive: true });
  const resources = [
    { type: "pulumi:pulumi:Stack", outputs },
    { type: "aws:kms/key:Key", outputs: { key: "k" } },
  ];
  fs.writeFileSync(
    stateOf(stack, stack),
    JSON.stringify({ version: 4, checkpoint: { latest: { resources } } }),
  );
}

const lay = (options: Partial<ReferenceOptions>, told: object = {}) =>
  layReferences(file, {
    writes: true,
    local: true,
    out: openConsole({ color: false }),
    backend: { stackOutputs: () => Promise.resolve(told as never) },
    root,
    ...options,
  });

describe("a local stack that reads another", () => {
  it("finds what that tells of itself in its own state, and nothing else of it", async () => {
    standUp("aws-prod", { region: "eu-central-1" });
    await lay({});
    const laid = fs.readFileSync(stateOf("aws-prod", "prod"), "utf8");
    expect(JSON.parse(laid)).toMatchObject({
      checkpoint: {
        stack: "organization/cornerstone/aws-prod",
        latest: { resources: [{ outputs: { region: "eu-central-1" } }] },
      },
    });
    expect(laid).not.toContain("kms");
  });

  it("follows what that tells later", async () => {
    standUp("aws-prod", { region: "eu-central-1" });
    await lay({});
    standUp("aws-prod", { region: "eu-west-3" });
    await lay({});
    expect(fs.readFileSync(stateOf("aws-prod", "prod"), "utf8")).toContain("eu-west-3");
  });

  it.each<[string, () => void]>([
    ["was never up", () => undefined],
    [
      "was taken down",
      () => {
        standUp("aws-prod", {});
      },
    ],
  ])("says what to do where that %s", async (_, prepare) => {
    prepare();
    await expect(lay({})).rejects.toMatchObject({
      code: 2,
      message: "prod reads what aws-prod tells of itself, and aws-prod is not up in the local cloud",
      hint: expect.stringContaining("Run `npx cornerstone up aws-prod --local` first") as string,
    });
  });

  it("is refused in a preview too where that has no file to run", async () => {
    await expect(lay({ writes: false })).rejects.toMatchObject({ code: 2 });
  });
});

describe("a stack in a real backend", () => {
  it("goes on where the backend knows the other", async () => {
    await lay({ local: false }, { region: { value: "eu-central-1", secret: false } });
    expect(fs.existsSync(stateOf("aws-prod", "prod"))).toBe(false);
  });

  it.each<[string, ReferenceOptions["backend"]]>([
    ["tells nothing", { stackOutputs: () => Promise.resolve({}) }],
    ["is not there", { stackOutputs: () => Promise.reject(new Error("no stack named 'aws-prod' found")) }],
  ])("says what to do where the other %s", async (_, backend) => {
    await expect(lay({ local: false, backend })).rejects.toMatchObject({
      message: "prod reads what aws-prod tells of itself, and aws-prod is not up",
      hint: expect.stringContaining("Run `npx cornerstone up aws-prod` first") as string,
    });
  });
});

it("a stack without a second cloud needs nothing", async () => {
  await layReferences(
    { ...file, sections: {} },
    {
      writes: true,
      local: true,
      out: openConsole(),
      backend: { stackOutputs: () => Promise.reject(new Error("never")) },
      root,
    },
  );
  expect(fs.readdirSync(root)).toEqual(["stacks"]);
});
