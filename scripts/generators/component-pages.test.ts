import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../lib/paths";
import { componentPages } from "./component-pages";

/** Every component of the project by its class, read from the sources by another way than the generator's. */
function classes(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const text = readFileSync(join(projectRoot, folder, file), "utf8");
      return [...text.matchAll(/^export class (\w+) extends pulumi\.ComponentResource/gm)].map(
        ([, name = ""]) => name,
      );
    });
}

describe("the pages of the components", () => {
  let pages: ReadonlyMap<string, string | Uint8Array>;
  beforeAll(async () => {
    pages = await componentPages.outputs();
  });

  it("are one for each component: none is left out of what a library's user can import", () => {
    const named = [...pages.keys()].map((file) => basename(file, ".md").replace(/^aws-/, ""));
    expect(named.sort()).toEqual([...classes("components"), "README"].sort());
  });

  it("each have a token, a worked example that makes the component, inputs and outputs", () => {
    for (const [file, page] of pages) {
      const name = basename(file, ".md").replace(/^aws-/, "");
      if (name === "README") continue;
      expect(page, file).toMatch(
        new RegExp(`^Type \`cornerstone:(index|aws):\\w+\` · \`import { ${name} }`, "m"),
      );
      expect(page, file).toMatch(new RegExp(`\`\`\`ts\n[^]*new ${name}\\([^]*\n\`\`\``));
      expect(page, file).toMatch(/^## Inputs\n\n\| name/m);
      expect(page, file).toContain("## Outputs");
    }
  });

  it("mark what other languages can use", () => {
    const table = String([...pages].find(([file]) => file.endsWith("README.md"))?.[1]);
    const packaged = [...table.matchAll(/^\| \[(\w+)\].* \| yes \|/gm)].map(([, name]) => name);
    expect(packaged.sort()).toEqual([
      "AIGateway",
      "AgentService",
      "Monitoring",
      "PrivateOpenAI",
      "TrainingWorkspace",
      "Workload",
    ]);
  });
});
