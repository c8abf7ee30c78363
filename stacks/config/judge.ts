import type { z } from "zod";
import { awsChecks } from "./checks/aws/index";
import { checks } from "./checks/index";
import type { Check, CheckContext, CheckFinding } from "./checks/check";
import { salvage } from "./draft";
import { valueAt } from "./path";
import { schemaProblems } from "./schema-problems";
import {
  awsSectionNames,
  awsStackConfigSchema,
  sectionNames,
  stackConfigSchema,
  type AnyStackConfig,
} from "./schema";

/** A configuration, judged. */
export interface Judgement<Config = AnyStackConfig> {
  /** The complete configuration; undefined when anything is wrong with it. */
  readonly config: Config | undefined;
  /** What is wrong, values first, then relations between values. */
  readonly findings: readonly CheckFinding[];
}

/** Holds the sections of a stack to the schema of its cloud and to every check, on a day. */
export function judge(raw: Record<string, unknown>, on: Date, beside?: Beside): Judgement {
  if (Object.hasOwn(raw, "aws")) return judgeAws(raw, on);
  const draftBeside = (stack: string) => {
    const sections = beside?.(stack);
    return sections && salvage(awsStackConfigSchema, sections);
  };
  return judgeBy(stackConfigSchema, checks, raw, on, beside && draftBeside);
}

/** Gives the sections of another stack as written; undefined where it has no file that can be read. */
export type Beside = (stack: string) => Readonly<Record<string, unknown>> | undefined;

function judgeAws(raw: Record<string, unknown>, on: Date): Judgement {
  const others = Object.keys(raw).filter(ofAzureOnly);
  const own = Object.fromEntries(Object.entries(raw).filter(([section]) => !ofAzureOnly(section)));
  const { config, findings } = judgeBy(awsStackConfigSchema, awsChecks, own, on);
  return {
    config: others.length === 0 ? config : undefined,
    findings: [...others.map(misplaced), ...findings],
  };
}

function ofAzureOnly(section: string): boolean {
  return sectionNames.includes(section) && !awsSectionNames.includes(section);
}

function misplaced(section: string): CheckFinding {
  return {
    path: [section],
    onKey: true,
    message: `the section "${section}" is one of Azure, and the section "aws" makes this a stack on AWS`,
    allowed: awsSectionNames.join(", "),
    fix: `remove it, or keep the two clouds in a stack each and remove "aws" here`,
  };
}

function judgeBy<Schema extends z.ZodObject>(
  schema: Schema,
  among: readonly Check<z.infer<Schema>>[],
  raw: Record<string, unknown>,
  on: Date,
  beside?: CheckContext["beside"],
): Judgement<z.infer<Schema>> {
  const context: CheckContext = { on, beside, given: (path) => valueAt(raw, path) !== undefined };
  const parsed = schema.safeParse(raw);
  const draft = parsed.success ? parsed.data : salvage(schema, raw);
  const findings = [
    ...(parsed.success ? [] : schemaProblems(schema, raw, parsed.error.issues)),
    ...among.flatMap((check) => check((draft ?? {}) as Parameters<typeof check>[0], context)),
  ];
  return { config: findings.length === 0 ? parsed.data : undefined, findings };
}
