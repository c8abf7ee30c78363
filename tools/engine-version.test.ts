import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { parseVersion, pinnedVersion, satisfies } from "./engine-version";

describe("versions of the engine", () => {
  it.each([
    ["v3.259.0\n", "3.259.0"],
    ["3.260.0-alpha.1+dirty", "3.260.0"],
    ["warning: a newer version is available\nv3.1.2", "3.1.2"],
    ["no version", undefined],
  ])("reads %j", (text, version) => {
    expect(parseVersion(text)).toBe(version);
  });

  it.each([
    ["3.255.0", true],
    ["3.300.1", true],
    ["3.255.1", true],
    ["3.254.99", false],
    ["3.99.0", false],
    ["4.0.0", false],
    ["2.999.0", false],
  ])("%s against 3.255.0: %s", (version, expected) => {
    expect(satisfies(version, "3.255.0")).toBe(expected);
  });

  it("builds the version that the module pins", () => {
    const module = fs.readFileSync(path.join(__dirname, "pulumi", "go.mod"), "utf8");
    expect(module).toContain(`github.com/pulumi/pulumi/pkg/v3 v${pinnedVersion} `);
    expect(module).toContain(`github.com/pulumi/pulumi/sdk/v3 v${pinnedVersion} `);
  });
});
