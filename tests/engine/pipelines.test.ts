import * as fs from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackNames } from "../../scripts/lib/stack-file";
import { FakeGitHub } from "../support/fake-github";
import { runPipeline } from "../support/pipeline-job";
import { runJob, type JobOptions } from "../support/workflow-job";
import { Checkout } from "./support/checkout";

const file = "stacks/Pulumi.dev.yaml";
/** Nothing that a runner of a fork's pull request has not. */
const noCredential = [
  "AZURE_CLIENT_ID",
  "ARM_CLIENT_ID",
  "AWS_ACCESS_KEY_ID",
  "GITHUB_TOKEN",
  "PULUMI_ACCESS_TOKEN",
];

/** The commands of the pipelines that need no deployed stack, as they stand in the YAML. Those of deployment are tried in plan-and-drift. */
describe("what the pipelines run", () => {
  let checkout: Checkout;
  let job: JobOptions;

  beforeAll(async () => {
    for (const name of noCredential) expect(process.env).not.toHaveProperty(name);
    checkout = await Checkout.create();
    await checkout.git("update-ref", "refs/remotes/origin/main", "HEAD");
    job = {
      directory: checkout.directory,
      temp: path.join(checkout.directory, ".cornerstone", "runner"),
      values: { "github.event.pull_request.number": "7", "matrix.stack": "dev" },
      programs: {},
      runner: { GITHUB_BASE_REF: "main" },
    };
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  async function commit(change: (text: string) => string): Promise<string> {
    const changed = change(checkout.read(file));
    expect(changed).not.toBe(checkout.read(file));
    checkout.write(file, changed);
    await checkout.commit("a change");
    return (await checkout.git("rev-parse", "HEAD")).trim();
  }

  it("preview.yml: a report without a credential, which preview-comment.yml posts; Azure Pipelines writes the same", async () => {
    const sha = await commit((text) => text.replace("monthlyBudget: 400", "monthlyBudget: 450"));
    const [affected, ...others] = await runJob("preview.yml", "preview", job);
    expect(affected).toMatchObject({ code: 0, output: "dev\n  stacks/Pulumi.dev.yaml is changed\n" });
    expect(others.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0]);
    const comment = checkout.read("report/comment.md");
    expect(comment).toContain("dev changes");
    expect(comment).toContain("`400` → `450`");
    expect(checkout.read(".cornerstone/runner/summary.md")).toBe(comment);
    expect(checkout.read("report/number.txt")).toBe("7");

    const github = new FakeGitHub([], sha);
    const { api, repository, token } = await github.open();
    try {
      fs.cpSync(path.join(checkout.directory, "report"), path.join(job.temp, "report"), { recursive: true });
      const values = { "github.token": token, "github.event.workflow_run.head_sha": sha };
      const posted = await runJob("preview-comment.yml", "comment", {
        ...{ ...job, values },
        runner: { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository },
      });
      expect(posted.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0]);
      expect(github.comments.map(({ body }) => body)).toEqual([comment]);
    } finally {
      await github.close();
    }

    // A report in the checkout is a file that differs from the commit; agents of Azure Pipelines write elsewhere.
    fs.rmSync(path.join(checkout.directory, "report"), { recursive: true });
    const staging = path.join(job.temp, "staging");
    const steps = await runPipeline("preview.yml", {
      ...{ ...job, values: { "Build.ArtifactStagingDirectory": staging } },
      runner: { SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" },
    });
    expect(steps.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0]);
    expect(steps.at(-1)?.output).toContain(`##vso[task.uploadsummary]${staging}/comment.md`);
    expect(fs.readFileSync(path.join(staging, "comment.md"), "utf8")).toBe(comment);
  });

  it("preview.yml: a preview that fails is told as well, and fails the job", async () => {
    await commit((text) => text.replace("residency:\n    boundary: eu", "residency:\n    boundary: moon"));
    const [, preview, show] = await runJob("preview.yml", "preview", job);
    expect(preview?.code).toBeGreaterThan(1);
    expect(show?.code).toBe(0);
    expect(checkout.read(".cornerstone/runner/summary.md")).toContain("the preview of 1 stack failed");
    await commit((text) => text.replace("boundary: moon", "boundary: eu"));
  });

  it("deploy.yml: every stack is in one wave, after the one whose outputs it reads, and one without a wave fails", async () => {
    const output = path.join(job.temp, "output.txt");
    const waves = async () => {
      fs.rmSync(output, { force: true });
      const values = { "inputs.all": "true", "github.event.before": "" };
      const [result] = await runJob("deploy.yml", "affected", { ...job, values });
      const lines = fs.readFileSync(output, "utf8").trim().split("\n");
      const lists = lines.map((line) => JSON.parse(line.split("=")[1] ?? "") as string[]);
      return { result, names: lists.flat() };
    };
    const { result, names } = await waves();
    expect(result?.code).toBe(0);
    expect([...names].sort()).toEqual([...stackNames()].sort());
    expect(names.indexOf("aws-prod")).toBeLessThan(names.indexOf("prod"));

    checkout.write("stacks/Pulumi.sandbox.yaml", checkout.read(file));
    expect((await waves()).result).toMatchObject({ code: 1, output: "no wave deploys: sandbox\n" });
    fs.rmSync(path.join(checkout.directory, "stacks", "Pulumi.sandbox.yaml"));
  });

  it("lifecycle.yml: a report for each stack of the matrix, and an issue for what retires", async () => {
    const [list] = await runJob("lifecycle.yml", "stacks", job);
    expect(list?.code).toBe(0);
    const output = /^stacks=(.+)$/m.exec(checkout.read(".cornerstone/runner/output.txt"))?.[1] ?? "";
    expect(JSON.parse(output)).toEqual(stackNames());

    const folder = path.join(checkout.directory, "reports", "retirement-dev");
    for (const [year, code] of [
      [2026, "0"],
      [2040, "1"],
    ] as const) {
      const results = await runJob("lifecycle.yml", "models", { ...job, runner: inYear(year, checkout) });
      expect(results.map((each) => (each.code === 0 ? 0 : each.output))).toEqual([0]);
      expect(checkout.read("code.txt").trim()).toBe(code);
      expect(checkout.read("report.md")).toMatch(/^~~~text\n[^]*chat[^]*cornerstone models dev --upgrade/);
    }
    fs.mkdirSync(folder, { recursive: true });
    for (const name of ["code.txt", "report.md"])
      fs.renameSync(path.join(checkout.directory, name), path.join(folder, name));
    const log = path.join(job.temp, "gh.log");
    const [issue] = await runJob("report-issues.yml", "issue", {
      ...job,
      values: {
        ...{
          "inputs.reports": "retirement",
          "inputs.title": "Models that retire in",
          "inputs.closing": "Done.",
        },
        ...{
          "inputs.description": "A model retires",
          "github.token": "none",
          "github.repository": "contoso/p",
        },
      },
      programs: { gh: `printf '%s\\n' "$*" >> '${log}'\nif [ "$2" = list ]; then echo '[]'; fi` },
    });
    expect(issue?.code).toBe(0);
    expect(fs.readFileSync(log, "utf8")).toContain(
      "issue create --title Models that retire in dev --label retirement",
    );

    const nobody = await runJob("lifecycle.yml", "models", { ...job, values: { "matrix.stack": "nobody" } });
    expect(nobody).toMatchObject([{ code: 2, output: expect.stringContaining("nobody") as string }]);
    expect(fs.existsSync(path.join(checkout.directory, "code.txt"))).toBe(false);
  });
});

/** Node with the first day of a year as today. Dates of the catalog come nearer; a test must not end with them. */
function inYear(year: number, checkout: Checkout): Record<string, string> {
  const clock = path.join(checkout.directory, ".cornerstone", `clock-${year}.cjs`);
  fs.mkdirSync(path.dirname(clock), { recursive: true });
  fs.writeFileSync(
    clock,
    `const shift = Date.UTC(${year}, 0, 1) - Date.now(), Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) { if (args.length > 0) super(...args); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};`,
  );
  return { NODE_OPTIONS: `--require "${clock}"` };
}
