import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { verbs } from "./commands/index";
import { projectRoot } from "./lib/paths";

const permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  permissions: permissions.optional(),
  uses: z.string().optional(),
  environment: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  "timeout-minutes": z.number().optional(),
  steps: z.array(step).default([]),
});
const workflow = z.object({
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: permissions.optional(),
  concurrency: z.unknown().optional(),
  defaults: z.object({ run: z.object({ shell: z.string() }) }).optional(),
  jobs: z.record(z.string(), job),
});

const folder = path.join(projectRoot, ".github", "workflows");
const workflows = fs.readdirSync(folder).map((file) => {
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  return { file, text, ...workflow.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ file, jobs: all }) =>
  Object.entries(all).map(([name, each]) => ({ file, name, ...each })),
);
const triggers = (on: (typeof workflows)[number]["on"]): readonly string[] =>
  typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);

describe("workflows", () => {
  it("are there", () => {
    expect(workflows.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        "check.yml",
        "deploy.yml",
        "drift.yml",
        "lifecycle.yml",
        "preview-comment.yml",
        "preview.yml",
        "release.yml",
      ]),
    );
  });

  it("pin every action by its commit", () => {
    const used = workflows.flatMap(({ text }) =>
      [...text.matchAll(/^\s*(?:- )?uses:\s*(.+)$/gm)].map(([, uses]) => uses ?? ""),
    );
    expect(used.length).toBeGreaterThan(10);
    for (const uses of used) expect(uses).toMatch(/^(\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d)/);
  });

  it("grant nothing by default, and to each job only what it says why it needs", () => {
    for (const { permissions: all } of workflows) expect(all).toEqual({});
    for (const { file, name, permissions: own } of jobs) {
      expect(own, `${file} ${name}`).toBeTypeOf("object");
      for (const [scope, level] of Object.entries(own as Record<string, string>))
        if (level === "write") expect(`${file} ${scope}`).toMatch(allowedWrites);
    }
    for (const { text } of workflows)
      for (const [line] of text.matchAll(/^\s+[a-z-]+: (read|write).*$/gm)) expect(line).toContain(" # ");
  });

  const allowedWrites =
    /^(preview-comment\.yml pull-requests|drift\.yml (issues|id-token)|(lifecycle|report-issues)\.yml issues|release\.yml contents|deploy(-stack)?\.yml id-token)$/;

  it("never run code of a pull request with a token that writes", () => {
    for (const { on, file, text } of workflows) {
      expect(triggers(on), file).not.toContain("pull_request_target");
      expect(triggers(on), file).not.toContain("issue_comment");
      if (!triggers(on).includes("workflow_run")) continue;
      // Everything that it checks out is the default branch, and no package of it may run a script on installation.
      const checkouts = text.match(/actions\/checkout@/g)?.length;
      expect(text.match(/ref: \$\{\{ github\.event\.repository\.default_branch \}\}/g)?.length).toBe(
        checkouts,
      );
      expect(text).not.toMatch(/allow-unsafe-pr-checkout|npm ci$/m);
    }
    for (const { file, name, permissions: own } of jobs.filter(
      ({ file }) => file === "preview.yml" || file === "check.yml",
    ))
      expect(own, `${file} ${name}`).toEqual({ contents: "read" });
  });

  it("put no expression into a script: what a stranger names could be code", () => {
    for (const { file, name, steps } of jobs)
      for (const { run } of steps) expect(run ?? "", `${file} ${name}`).not.toContain("${{");
  });

  it("keep no credential: no secret, no token on disk", () => {
    for (const { file, text } of workflows) expect(text, file).not.toMatch(/secrets[.[]|secrets: inherit/);
    for (const { file, steps } of jobs)
      for (const { uses, with: settings } of steps)
        if (uses?.startsWith("actions/checkout@"))
          expect(settings?.["persist-credentials"], file).toBe(false);
  });

  it("log in only in a job of an environment, one run of a stack at a time, never cut", () => {
    const login = jobs.filter(({ steps }) => steps.some(({ uses }) => uses?.startsWith("azure/login@")));
    expect(login.length).toBeGreaterThanOrEqual(3);
    for (const { file, name, environment, concurrency } of login) {
      expect(environment, `${file} ${name}`).toBeDefined();
      expect(concurrency).toMatchObject({
        group: expect.stringContaining("stack-") as string,
        "cancel-in-progress": false,
      });
    }
  });

  it("end by themselves, and stop at the first command of a pipe that fails", () => {
    for (const { file, name, uses, "timeout-minutes": minutes } of jobs)
      if (uses === undefined) expect(minutes, `${file} ${name}`).toBeGreaterThan(0);
    for (const { file, defaults } of workflows) expect(defaults?.run.shell, file).toBe("bash");
  });

  it("call verbs and scripts that exist", () => {
    const known = verbs.map(({ command }) => String(command).split(" ")[0] ?? "");
    const scripts = Object.keys(
      (JSON.parse(fs.readFileSync(path.join(projectRoot, "package.json"), "utf8")) as { scripts: object })
        .scripts,
    );
    const pipelines = fs
      .readdirSync(path.join(projectRoot, "ci"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yml"))
      .map((file) => fs.readFileSync(path.join(projectRoot, "ci", file), "utf8"));
    for (const text of [...workflows.map((each) => each.text), ...pipelines]) {
      for (const [, verb] of text.matchAll(/scripts\/bin\.js (\w+)/g)) expect(known).toContain(verb);
      for (const [, script] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toContain(script);
    }
  });
});
