import * as fs from "node:fs";
import * as path from "node:path";
import { packs } from "../../../policies/packs/index";
import {
  addDays,
  dayOf,
  ExemptionBook,
  flawOf,
  judgeExemption,
  maximumDays,
} from "../../../policies/exemptions";
import type { Exemption } from "../../../policies/exemptions";
import { parseExemptions } from "../../../policies/exemptions/parse";
import { findRule, rules } from "../../../policies/rules/index";
import { counted, daysText, exemptionWords } from "../../reports/words";
import type { ReviewReport } from "../../reports/index";
import type { Console } from "../console";
import { exitCode, Failure, type ExitCode } from "../failure";
import { loadGraph } from "../graph-source";
import { deliver } from "../output-file";
import { exemptionsPath, loadExemptions, type RecordFile } from "../records";
import { judge } from "../review";
import { replaceFile } from "../stack-edit";
import { loadStackFile, type StackFile } from "../stack-file";
import { formatRecordProblems } from "../../../policies/exemptions/yaml-records";
import { appendExemption } from "./append";
import { azureExemptions } from "./azure";
import { calendarOf } from "./calendar";

export interface ExemptOptions {
  readonly stack: string;
  readonly rule?: string | undefined;
  readonly resource?: string | undefined;
  readonly reason?: string | undefined;
  readonly ticket?: string | undefined;
  readonly owner?: string | undefined;
  readonly expires?: string | undefined;
  readonly days?: number | undefined;
  readonly compensatingControl?: string | undefined;
  /** File of the calendar. */
  readonly ics?: string | undefined;
  /** File of the ARM template. */
  readonly azure?: string | undefined;
  readonly json: boolean;
  /** @default now */
  readonly clock?: () => Date;
  /** Folder of the project. @default this one */
  readonly root?: string;
}

/** `cornerstone exempt`: writes an exemption where a rule is named, else shows what there is. */
export async function exempt(options: ExemptOptions, out: Console): Promise<ExitCode> {
  const file = loadStackFile(options.stack, options.root);
  const now = options.clock?.() ?? new Date();
  if (options.rule !== undefined) return write(file, options, now, out);
  const written = loadExemptions(exemptionsPath(options.stack, options.root));
  if (options.ics !== undefined) deliver(calendarOf(options.stack, written.records), options.ics, out);
  if (options.azure !== undefined) await writeAzure(file, written, options.azure, out);
  if (options.ics !== undefined || options.azure !== undefined) return exitCode.ok;
  return list(await reviewed(file, written, now), options.json, out);
}

async function write(file: StackFile, options: ExemptOptions, now: Date, out: Console): Promise<ExitCode> {
  const target = exemptionsPath(file.stack, options.root);
  const before = loadExemptions(target);
  const exemption = recordOf(options, now);
  refuseExcess(exemption, file, now);
  const text = fs.existsSync(target) ? fs.readFileSync(target, "utf8") : "";
  const after = appendExemption(text, exemption);
  const name = path.relative(process.cwd(), target);
  const parsed = parseExemptions(after, name);
  if (!parsed.ok) throw new Failure(formatRecordProblems(parsed.problems), exitCode.usage);

  const report = await reviewed(file, { ...before, records: parsed.records }, now);
  const use = report.exemptions.at(-1);
  if (use?.status !== "active" || use.problem !== undefined)
    throw new Failure(
      `nothing is written: ${use?.problem ?? "the exemption does not hold"}`,
      exitCode.usage,
      `See what fails with: cornerstone review ${file.stack} --ignore-exemptions`,
    );
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (text === "") fs.writeFileSync(target, "", { flag: "a" });
  replaceFile(target, text, after);
  out.say(
    `${out.color.green("✓")} ${name}: ${exemption.rule} is exempt for ${counted(use.matches, "finding")} until ${exemption.expires} (${daysText(use.daysLeft)})`,
  );
  return exitCode.ok;
}

function recordOf(options: ExemptOptions, now: Date): Omit<Exemption, "line"> {
  const rule = findRule(options.rule ?? "") ?? rules.find(({ name }) => name === options.rule);
  if (rule === undefined)
    throw new Failure(
      `there is no rule "${options.rule ?? ""}"`,
      exitCode.usage,
      "List them: cornerstone explain --all",
    );
  const missing = (["resource", "reason", "ticket", "owner"] as const).filter((each) => !options[each]);
  if (missing.length > 0)
    throw new Failure(
      `an exemption needs ${missing.map((each) => `--${each}`).join(", ")}`,
      exitCode.usage,
      "Somebody must answer for it, and say why.",
    );
  const { resource = "", reason = "", ticket = "", owner = "", compensatingControl } = options;
  const created = dayOf(now);
  const expires = options.expires ?? addDays(created, options.days ?? maximumDays[rule.severity]);
  return {
    rule: rule.id,
    resource,
    reason,
    ...(compensatingControl !== undefined && { compensatingControl }),
    ticket,
    owner,
    created,
    expires,
  };
}

function refuseExcess(exemption: Exemption, file: StackFile, now: Date): void {
  const chosen = file.config.compliance.packs.flatMap((name) => packs[name] ?? []);
  const problem = flawOf(exemption) ?? judgeExemption(exemption, { rules, packs: chosen, now }).problem;
  if (problem !== undefined)
    throw new Failure(
      `nothing is written: ${problem}`,
      exitCode.usage,
      "docs/exemptions.md tells what is allowed.",
    );
}

async function reviewed(file: StackFile, written: RecordFile<Exemption>, now: Date): Promise<ReviewReport> {
  const graph = await loadGraph({ stack: file.stack }, file);
  const chosen = file.config.compliance.packs.flatMap((name) => packs[name] ?? []);
  const { unknowns } = file.config.compliance;
  return judge(graph, chosen, { unknowns, now, exemptions: written.records, exemptionsFile: written.name });
}

async function writeAzure(
  file: StackFile,
  written: RecordFile<Exemption>,
  target: string,
  out: Console,
): Promise<void> {
  const graph = await loadGraph({ stack: file.stack }, file);
  const context = {
    rules,
    packs: file.config.compliance.packs.flatMap((name) => packs[name] ?? []),
    now: new Date(),
  };
  const book = new ExemptionBook(written.records, context);
  const holding = book
    .uses()
    .filter(({ status }) => status === "active")
    .map(({ exemption }) => exemption);
  const { template, untold } = azureExemptions(holding, graph);
  deliver(JSON.stringify(template, null, 2), target, out);
  for (const { exemption, why } of untold)
    out.say(`${out.color.yellow("!")} left out: ${exemption.rule} for ${exemption.resource}: ${why}`);
}

function list({ exemptions, stack }: ReviewReport, json: boolean, out: Console): ExitCode {
  if (json) out.data(JSON.stringify({ version: 1, stack, exemptions }, null, 2));
  else if (exemptions.length === 0) out.data(`${stack} exempts nothing`);
  for (const each of json ? [] : exemptions) {
    const state = `${exemptionWords[each.status]}, ${daysText(each.daysLeft)}, ${counted(each.matches, "finding")}`;
    out.data(`${each.rule} ${state}: ${each.resource}`);
    out.data(`    ${each.reason} (${each.owner}, ${each.ticket})`);
    if (each.problem !== undefined) out.data(`    ${each.problem}`);
  }
  return exemptions.some(({ problem }) => problem !== undefined) ? exitCode.findings : exitCode.ok;
}
