import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "./failure";
import { localPaths } from "./paths";
import { prepareLocalWorkspace } from "./workspace";

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "cornerstone-workspace-"));
  fs.mkdirSync(path.join(root, "stacks"));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function stackFile(text: string): { stack: string; path: string; name: string } {
  const file = path.join(root, "stacks", "Pulumi.dev.yaml");
  fs.writeFileSync(file, text);
  return { stack: "dev", path: file, name: "stacks/Pulumi.dev.yaml" };
}

const copy = (): string =>
  fs.readFileSync(path.join(localPaths("dev", root).project, "Pulumi.dev.yaml"), "utf8");

describe("prepareLocalWorkspace", () => {
  it("leaves the stack file as it is and puts everything under .cornerstone", () => {
    const text = 'config:\n  cornerstone:models: { version: "2025-11-13" } # quoted on purpose\n';
    const file = stackFile(text);
    const workspace = prepareLocalWorkspace(file, root);
    expect(fs.readFileSync(file.path, "utf8")).toBe(text);
    expect(fs.readdirSync(root).sort()).toEqual([".cornerstone", "stacks"]);
    expect(workspace.env["PULUMI_BACKEND_URL"]).toMatch(
      /^file:\/\/.*\.cornerstone\/local\/dev\/state\?metadata=skip$/,
    );
    expect(workspace.env["PULUMI_HOME"]).toContain(path.join(".cornerstone", "local", "dev"));
  });

  it("keeps quotes: without them the engine reads a date", () => {
    prepareLocalWorkspace(stackFile('config:\n  cornerstone:models: { version: "2025-11-13" }\n'), root);
    expect(copy()).toContain('"2025-11-13"');
  });

  it("keeps its own salt over runs, and takes none from the tracked file", () => {
    const file = stackFile("encryptionsalt: of-another-backend\nconfig: {}\n");
    prepareLocalWorkspace(file, root);
    expect(copy()).not.toContain("of-another-backend");
    fs.appendFileSync(
      path.join(localPaths("dev", root).project, "Pulumi.dev.yaml"),
      "encryptionsalt: mine\n",
    );
    prepareLocalWorkspace(file, root);
    expect(copy()).toContain("encryptionsalt: mine");
  });

  it("refuses values that only another backend can decrypt", () => {
    const file = stackFile("config:\n  cornerstone:x: { token: { secure: v1:abc } }\n");
    expect(() => prepareLocalWorkspace(file, root)).toThrow(Failure);
  });
});
