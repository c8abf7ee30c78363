import * as fs from "node:fs";
import { z } from "zod";
import { hasNews, renderComment } from "../../reports/pull-request/comment";
import { parsePullRequestReport, type PullRequestReport } from "../../reports/pull-request/model";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { postComment } from "./post";

export interface PostReportOptions {
  readonly report: string;
  readonly pullRequest: number;
  readonly head?: string | undefined;
  readonly author: string;
  readonly dryRun: boolean;
}

/** The most bytes of a report that are read: it may come from anybody. */
const mostBytes = 10_000_000;

/** `cornerstone comment`. */
export async function postReport(options: PostReportOptions, out: Console): Promise<ExitCode> {
  const { pullRequest: number, head, author } = options;
  if (!Number.isInteger(number) || number < 1)
    throw new Failure(`--pull-request must be the number of one, got ${number}`, exitCode.usage);
  const report = readReport(options.report);
  const body = renderComment(report);
  if (options.dryRun) {
    out.data(body);
    return exitCode.ok;
  }
  const to = {
    api: process.env["GITHUB_API_URL"] ?? "https://api.github.com",
    repository: required("GITHUB_REPOSITORY", /^[\w.-]+\/[\w.-]+$/),
    token: required("GITHUB_TOKEN", /./),
    number,
    author,
  };
  const create = report.stacks.some(hasNews);
  const posted = await postComment(to, body, { create, head });
  out.say(`${out.color.green("✓")} comment of pull request ${number}: ${posted}`);
  return exitCode.ok;
}

function readReport(file: string): PullRequestReport {
  try {
    const { size } = fs.statSync(file);
    if (size > mostBytes) throw new Error(`it has ${size} bytes, at most ${mostBytes} are read`);
    return parsePullRequestReport(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? z.prettifyError(error).split("\n").slice(0, 5).join("\n")
        : messageOf(error);
    throw new Failure(
      `${file} is no report of a pull request: ${why}`,
      exitCode.usage,
      "Write one with `cornerstone preview --report FILE.json`.",
    );
  }
}

function required(name: string, form: RegExp): string {
  const value = process.env[name];
  if (value !== undefined && form.test(value)) return value;
  throw new Failure(
    `${name} is ${value === undefined ? "not set" : "not valid"}`,
    exitCode.usage,
    "A workflow of GitHub sets it.",
  );
}
