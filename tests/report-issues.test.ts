import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runJob } from "./support/workflow-job";

/** What the workflow says to GitHub, for reports of two stacks and the issues that are open. */
describe.skipIf(process.platform === "win32")("report-issues.yml", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "issues-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  async function said(codes: Readonly<Record<string, string>>, open: readonly object[]): Promise<string[]> {
    for (const [stack, code] of Object.entries(codes)) {
      const folder = join(directory, "reports", `drift-${stack}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "code.txt"), `${code}\n`);
      writeFileSync(join(folder, "report.md"), "report");
    }
    const log = join(directory, "gh.log");
    const results = await runJob("report-issues.yml", "issue", {
      directory,
      temp: directory,
      values: {
        ...{ "inputs.reports": "drift", "inputs.title": "Drift of", "inputs.closing": "No drift any more." },
        ...{ "inputs.description": "Changed outside of Pulumi" },
        ...{ "github.token": "none", "github.repository": "contoso/platform" },
      },
      programs: {
        gh: `printf '%s\\n' "$*" >> '${log}'\nif [ "$2" = list ]; then echo '${JSON.stringify(open)}'; fi`,
      },
    });
    expect(results.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0]);
    return readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => /^issue (create|edit|close)/.test(line));
  }

  it("opens an issue for the stack that needs one", async () => {
    expect(await said({ dev: "0", prod: "1" }, [])).toEqual([
      "issue create --title Drift of prod --label drift --body-file reports/drift-prod/report.md",
    ]);
  });

  it("edits the issue that is open, and closes the one that is done, by whole title", async () => {
    const open = [
      { number: 7, title: "Drift of prod" },
      { number: 8, title: "Drift of prod-france" },
      { number: 9, title: "Drift of dev" },
    ];
    expect(await said({ dev: "0", prod: "1" }, open)).toEqual([
      "issue close 9 --comment No drift any more.",
      "issue edit 7 --body-file reports/drift-prod/report.md",
    ]);
  });

  it("says nothing where nothing was and nothing is", async () => {
    expect(await said({ dev: "0" }, [])).toEqual([]);
  });
});
