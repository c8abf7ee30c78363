import * as fs from "node:fs";
import * as path from "node:path";
import * as readline from "node:readline/promises";
import { quotaTiers } from "../../../catalog/quotas";
import { graphFromProgram } from "../../../graph/from-program";
import { graphFromState } from "../../../graph/from-state";
import type { ResourceGraph } from "../../../graph/types";
import { formatProblems, parseStackConfig, type ConfigProblem } from "../../../stacks/config/index";
import type { Console } from "../console";
import { exitCode, Failure, messageOf, type ExitCode } from "../failure";
import { renderStackFile } from "../init/stack-file-text";
import { projectRoot } from "../paths";
import type { Draft } from "./draft";
import { estateOfState, type Estate } from "./existing";
import { askedGroups, groupsOf, type Groups } from "./groups";
import { importFile, matchEstate, type Matching } from "./match";
import { armClient, estateOfGroup } from "./read-azure";
import { sayAdoption, type Adoption } from "./report";
import { draftOf } from "./sections";

export interface AdoptOptions {
  /** The name of the new stack. */
  readonly stack: string;
  /** A file of `pulumi stack export`; `-` is standard input. */
  readonly state?: string | undefined;
  /** ARM ID of a resource group. */
  readonly resourceGroup?: string | undefined;
  /** Reads the group from the local cloud of the stack. */
  readonly local: boolean;
  readonly importFile: string;
  /** Whose groups are: `customer-service=<object ID>`. */
  readonly groups: readonly string[];
  /** Writes over files that are there. */
  readonly force: boolean;
  readonly json: boolean;
  readonly out: Console;
}

/** `cornerstone adopt`. */
export async function adopt(options: AdoptOptions, now: Date = new Date()): Promise<ExitCode> {
  const { stack, out, json } = options;
  if (!/^[\w.-]+$/.test(stack)) throw new Failure(`"${stack}" cannot be the name of a stack`, exitCode.usage);
  const stackFile = path.join(projectRoot, "stacks", `Pulumi.${stack}.yaml`);
  const estate = await readEstate(options);
  if (estate.resources.length === 0)
    throw new Failure(
      "there is nothing of Azure in it that could be read",
      exitCode.usage,
      "adopt reads resources of azure-native and of Azure Resource Manager; other clouds and providers it does not.",
    );
  const said = groupsOf(options.groups, estate);
  const groups = process.stdin.isTTY && !json ? await askedGroups(estate, said, question) : said;
  const adoption = await adoptEstate(stack, stackFile, estate, now, groups);
  const written: string[] = [];
  const write = async (file: string, text: string): Promise<void> => {
    if (!(await mayWrite(file, options))) return;
    fs.writeFileSync(file, text);
    written.push(path.relative(process.cwd(), file));
  };
  await write(stackFile, renderStackFile(adoption.draft.sections, headOf(stack, adoption)));
  if (adoption.matching)
    await write(
      path.resolve(options.importFile),
      `${JSON.stringify(importFile(adoption.matching.graph, adoption.matching.matches), null, 2)}\n`,
    );
  if (json) out.data(JSON.stringify(dataOf(adoption, written), null, 2));
  sayAdoption(adoption, {
    stack,
    written,
    importFile: options.importFile,
    fromState: options.state !== undefined,
    out,
  });
  const whole = adoption.problems.length === 0 && adoption.matching?.left.length === 0;
  return whole && estate.unread.length === 0 ? exitCode.ok : exitCode.findings;
}

async function readEstate({ state, resourceGroup, local, stack }: AdoptOptions): Promise<Estate> {
  if ((state === undefined) === (resourceGroup === undefined))
    throw new Failure("adopt needs --state or --resource-group, and one of them", exitCode.usage);
  if (state !== undefined) return estateOfState(readState(state));
  const group = (resourceGroup ?? "").replace(/\/+$/, "");
  const subscription = /^\/subscriptions\/([^/]+)\/resourceGroups\/[^/]+$/i.exec(group)?.[1];
  if (subscription === undefined)
    throw new Failure(
      `"${group}" is not the ID of a resource group`,
      exitCode.usage,
      "It looks like /subscriptions/<ID>/resourceGroups/<name>: az group show --name NAME --query id",
    );
  return estateOfGroup(armClient(subscription, local ? stack : undefined), group);
}

function readState(file: string): ResourceGraph {
  try {
    return graphFromState(JSON.parse(fs.readFileSync(file === "-" ? 0 : file, "utf8")));
  } catch (error) {
    throw new Failure(`${file} is no state that can be read: ${messageOf(error)}`, exitCode.usage);
  }
}

/** Drafts a stack file for what stands, runs the program with it, and looks which resources that would be. */
export async function adoptEstate(
  stack: string,
  file: string,
  estate: Estate,
  now: Date,
  groups: Groups = {},
): Promise<Adoption> {
  const { draft, parsed } = inFittingTier(draftOf(estate, groups), path.relative(projectRoot, file), now);
  const problems: readonly ConfigProblem[] = parsed.ok ? [] : parsed.problems;
  if (!parsed.ok) return { estate, draft, problems };
  try {
    const graph = await graphFromProgram({ stack, config: { ...draft.sections } });
    const matching: Matching = matchEstate(graph, estate);
    return { estate, draft, problems, matching: { ...matching, graph } };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ProgramError") throw error;
    return { estate, draft, problems, refused: error.message };
  }
}

/** What stands was granted: the lowest quota tier that it fits into is taken. */
function inFittingTier(
  draft: Draft,
  file: string,
  now: Date,
): { readonly draft: Draft; readonly parsed: ReturnType<typeof parseStackConfig> } {
  const first = { draft, parsed: parseStackConfig(draft.sections, file, { on: now }) };
  if (!exceedsQuota(first.parsed)) return first;
  for (const tier of quotaTiers.filter((each) => each > 1)) {
    const sections = {
      ...draft.sections,
      models: { ...(draft.sections["models"] as object), quotaTier: tier },
    };
    const parsed = parseStackConfig(sections, file, { on: now });
    if (exceedsQuota(parsed)) continue;
    const assumption = {
      path: "models.quotaTier",
      value: String(tier),
      why: "the lowest whose quota holds what stands",
    };
    return { draft: { sections, assumed: [...draft.assumed, assumption] }, parsed };
  }
  return first;
}

function exceedsQuota(parsed: ReturnType<typeof parseStackConfig>): boolean {
  return !parsed.ok && parsed.problems.some(({ path: at }) => at.endsWith(".capacity"));
}

function headOf(stack: string, { draft: { assumed }, problems }: Adoption): string {
  return [
    `${stack}: made by \`cornerstone adopt\` from what stands. From here on it is yours to edit.`,
    ...(assumed.length > 0 ? ["", "Assumed, since nothing that stands tells it:"] : []),
    ...assumed.map(({ path: at, value, why }) => `  ${at}: ${value} (${why})`),
    ...(problems.length > 0
      ? [
          "",
          "To be corrected:",
          ...formatProblems(problems)
            .split("\n")
            .map((line) => `  ${line}`),
        ]
      : []),
  ].join("\n");
}

async function mayWrite(file: string, { force, out }: AdoptOptions): Promise<boolean> {
  const name = path.relative(process.cwd(), file);
  if (force || !fs.existsSync(file)) return true;
  if (!process.stdin.isTTY)
    throw new Failure(
      `${name} is there already`,
      exitCode.usage,
      "Name another one, or add --force to write over it.",
    );
  const answer = await question(`${name} is there already. Write over it? (y/N) `);
  if (/^y(es)?$/i.test(answer.trim())) return true;
  out.say(`${name} stays as it is.`);
  return false;
}

async function question(text: string): Promise<string> {
  const prompt = readline.createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(text);
  prompt.close();
  return answer;
}

function dataOf({ estate, draft, problems, matching }: Adoption, written: readonly string[]): unknown {
  return {
    version: 1,
    group: estate.group,
    written,
    assumed: draft.assumed,
    problems,
    imported: matching?.matches.length ?? 0,
    notMapped:
      matching?.left.map(({ id, type }) => ({ id, type })) ??
      estate.resources.map(({ id, type }) => ({ id, type })),
    unread: estate.unread,
    toCreate: matching?.missing.map(({ urn, type }) => ({ urn, type })) ?? [],
  };
}
