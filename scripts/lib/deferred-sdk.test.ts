import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { describe, expect, it } from "vitest";

/** In a process of its own: modules that are loaded stay loaded. */
function inProcess(script: string): string {
  const code = `require("tsx/cjs"); require("./scripts/lib/deferred-sdk").deferSdk(); ${script}`;
  return execFileSync(process.execPath, ["-e", code], {
    cwd: path.join(__dirname, "..", ".."),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}
const loaded =
  "Object.keys(require.cache).filter((file) => /lib.typescript\\.js|arborist.lib.arborist|automation.localWorkspace/.test(file)).length";

describe("deferSdk", () => {
  it("keeps the compiler, npm's resolver and the Automation API from loading with the SDK", () => {
    expect(inProcess(`require("@pulumi/pulumi"); console.log(${loaded})`)).toBe("0\n");
  });

  it("loads them when something is asked of them", () => {
    const ask = `
      console.log(typeof require("@pulumi/pulumi/typescript-shim").createSourceFile);
      console.log(typeof require("@npmcli/arborist").Arborist);
      console.log(typeof require("@pulumi/pulumi").automation.LocalWorkspace);
      console.log(typeof require("@pulumi/pulumi/automation").LocalWorkspace.createOrSelectStack);`;
    expect(inProcess(`require("@pulumi/pulumi"); ${ask} console.log(${loaded} > 2)`)).toBe(
      "function\nfunction\nfunction\nfunction\ntrue\n",
    );
  });
});
