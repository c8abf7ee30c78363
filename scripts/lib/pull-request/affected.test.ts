import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { affectedStacks } from "./affected";
import { findBase } from "./git";
import { changedPackages } from "./lockfile";

const files: Readonly<Record<string, string>> = {
  "stacks/index.ts":
    'import { a } from "../components/a";\nimport type { T } from "../components/types";\nexport const x: T = a;\n',
  "components/a.ts":
    'import data from "../catalog/data.json";\nimport "outside";\nexport const a: number = data.one;\n',
  "components/types.ts": "export type T = number;\n",
  "components/unused.ts": "export const unused = 1;\n",
  "catalog/data.json": '{ "one": 1 }\n',
  "policies/rules/index.ts": "export const rules = [];\n",
  "policies/packs/index.ts": "export const packs = {};\n",
  "stacks/Pulumi.dev.yaml": "config: {}\n",
  "stacks/Pulumi.prod.yaml": "config: {}\n",
  "docs/page.md": "text\n",
};
let root: string;
const run = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" });
const write = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
};

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-affected-"));
  for (const [file, text] of Object.entries(files)) write(file, text);
  run("init", "--quiet", "--initial-branch", "main");
  run("add", "--all");
  run("-c", "user.name=t", "-c", "user.email=t@contoso.example", "commit", "--quiet", "-m", "base");
});
beforeEach(() => {
  run("checkout", "--quiet", "--", ".");
  run("clean", "--quiet", "--force", "-d");
});
afterAll(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

const affected = () => affectedStacks(root, findBase(root, "main", {}).commit, ["dev", "prod"]);

describe("the stacks that a change can reach", () => {
  it.each([
    ["a page", "docs/page.md", [], false],
    ["a file that nobody imports", "components/unused.ts", [], false],
    ["a file that is imported for its types only", "components/types.ts", [], false],
    ["the file of one stack", "stacks/Pulumi.prod.yaml", ["prod"], false],
    ["an exemption of one stack", "stacks/exemptions/prod.yaml", ["prod"], false],
    ["data that the program reads through another file", "catalog/data.json", ["dev", "prod"], true],
    ["a rule", "policies/rules/index.ts", ["dev", "prod"], false],
    ["the project", "Pulumi.yaml", ["dev", "prod"], true],
  ] as const)("by %s", async (_, file, stacks, program) => {
    write(file, `${files[file] ?? ""}\n`);
    const found = await affected();
    expect([...found.stacks.keys()]).toEqual(stacks);
    expect(found.program).toBe(program);
  });

  it("are those that read the outputs of such a stack, too", async () => {
    write("stacks/Pulumi.prod.yaml", "config:\n  cornerstone:secondary: { stack: dev }\n");
    run("-c", "user.name=t", "-c", "user.email=t@contoso.example", "commit", "--quiet", "-am", "reads dev");
    write("stacks/Pulumi.dev.yaml", "config: { a: 1 }\n");
    const found = await affectedStacks(root, "HEAD", ["dev", "prod"]);
    run("reset", "--quiet", "--hard", "HEAD~1");
    expect(found).toMatchObject({ program: false });
    expect([...found.stacks]).toEqual([
      ["dev", ["stacks/Pulumi.dev.yaml is changed"]],
      ["prod", ["it reads the outputs of dev, which the change can reach"]],
    ]);
  });

  it("come with the chain of imports that is to blame", async () => {
    write("catalog/data.json", '{ "one": 2 }\n');
    expect((await affected()).stacks.get("dev")).toEqual([
      "catalog/data.json is changed, imported by components/a.ts, by stacks/index.ts",
    ]);
  });

  it("are compared with nothing that git does not know, nor with what it would take for an option", () => {
    expect(() => findBase(root, "no-such-branch", {})).toThrow("no base to compare with");
    expect(() => findBase(root, "--upload-pack=x", {})).toThrow("no base to compare with");
  });
});

describe("two lockfiles", () => {
  const lock = (versions: Readonly<Record<string, string>>): string =>
    JSON.stringify({
      packages: {
        "": {},
        "node_modules/outside": { version: "1.0.0", integrity: "sha512-o", dependencies: { deep: "*" } },
        ...Object.fromEntries(
          Object.entries(versions).map(([place, version]) => [
            place,
            { version, integrity: `sha512-${version}` },
          ]),
        ),
      },
    });

  it("differ only in what the program uses, through others too, as node finds it", () => {
    const before = lock({ "node_modules/deep": "1.0.0", "node_modules/linter": "1.0.0" });
    expect(
      changedPackages(before, lock({ "node_modules/deep": "1.0.0", "node_modules/linter": "2.0.0" }), [
        "outside",
      ]),
    ).toEqual([]);
    expect(
      changedPackages(before, lock({ "node_modules/deep": "1.1.0", "node_modules/linter": "1.0.0" }), [
        "outside",
      ]),
    ).toEqual(["deep 1.0.0 -> 1.1.0"]);
    const nested = lock({
      "node_modules/deep": "1.0.0",
      "node_modules/outside/node_modules/deep": "2.0.0",
      "node_modules/linter": "1.0.0",
    });
    expect(changedPackages(before, nested, ["outside"])).toEqual([
      "deep 1.0.0 -> absent",
      "deep absent -> 2.0.0",
    ]);
  });
});
