import { accessOf, verbs, whoCanAct, whoCanOperate, type AccessModel } from "../../../graph/access/index";
import type { ResourceGraph } from "../../../graph/types";
import type { Console } from "../console";
import { loadBase } from "../cost/base";
import { exitCode, Failure, type ExitCode } from "../failure";
import { loadGraph } from "../graph-source";
import { deliver, formatOfFile } from "../output-file";
import { loadStackFile, projectName, stackNames } from "../stack-file";
import { compareModels } from "./compare";
import { accessCsv } from "./csv";
import { groupNames } from "./names";
import { renderChange, renderOperation, renderOverview, renderWhatCan, renderWhoCan } from "./render";
import { isForDeployment, principalsOf, resourcesOf, verbOf } from "./select";

export interface AccessOptions {
  readonly stack: string;
  readonly question?: "who-can" | "what-can" | undefined;
  /** A verb or an operation, or a principal. */
  readonly subject?: string | undefined;
  readonly resource?: string | undefined;
  readonly state?: string | undefined;
  readonly compare?: string | undefined;
  readonly failOnGain: boolean;
  readonly csv: boolean;
  readonly json: boolean;
  readonly output?: string | undefined;
}

const endings = { csv: "csv", json: "json", txt: "terminal" } as const;

/** `cornerstone access`. */
export async function access(options: AccessOptions, out: Console): Promise<ExitCode> {
  const { question, subject, output } = options;
  if (question !== undefined && subject === undefined)
    throw new Failure(
      `${question} needs ${question === "who-can" ? "a verb or an operation" : "a principal"}`,
      exitCode.usage,
      `For example: cornerstone access ${options.stack} ${question === "who-can" ? "who-can call primary" : "what-can modelUsers"}`,
    );
  const { graph, names } = await read(options);
  const model = accessOf(graph, names);
  const format = options.json ? "json" : options.csv ? "csv" : (formatOfFile(output, endings) ?? "terminal");
  const view = { colors: out.dataColor, columns: out.columns };
  if (options.compare !== undefined) {
    const base = await modelOfBase(options.compare, options.stack);
    const change = compareModels(base, model);
    deliver(
      format === "json"
        ? json({ base: options.compare, ...change })
        : renderChange(change, options.compare, view),
      output,
      out,
    );
    return options.failOnGain && change.gained.length > 0 ? exitCode.findings : exitCode.ok;
  }
  if (question === "who-can" && subject?.includes("/")) {
    const { principals, entries } = whoCanOperate(graph, subject, names);
    const asked = options.resource === undefined ? undefined : options.resource.toLowerCase();
    const shown = entries.filter(
      ({ resource }) => asked === undefined || resource.toLowerCase().includes(asked),
    );
    deliver(
      format === "json"
        ? json({ operation: subject, entries: shown })
        : renderOperation(subject, principals, shown, view),
      output,
      out,
    );
    return exitCode.ok;
  }
  const action = question === "who-can" && subject?.includes(":") ? subject : undefined;
  const part =
    action === undefined
      ? narrowed(model, graph, options)
      : narrowed(whoCanAct(graph, action), graph, { ...options, subject: verbs[0] });
  if (format !== "terminal") {
    deliver(format === "json" ? json(part) : accessCsv(part), output, out);
    return exitCode.ok;
  }
  const verb = question === "who-can" && subject !== undefined ? verbOf(subject) : undefined;
  const text =
    verb !== undefined || action !== undefined
      ? renderWhoCan(part, verb ?? verbs[0], part.resources, view, action)
      : question === "what-can"
        ? renderWhatCan(part, part.principals, view)
        : renderOverview(part, view);
  deliver(text, output, out);
  return exitCode.ok;
}

/** The part of the model that the question is about. */
function narrowed(model: AccessModel, graph: ResourceGraph, options: AccessOptions): AccessModel {
  const { question, subject = "", resource } = options;
  if (question === "what-can") {
    const principals = principalsOf(model, subject);
    const keys = new Set(principals.map(({ key }) => key));
    return {
      ...model,
      principals,
      holdings: model.holdings.filter(({ principal }) => keys.has(principal)),
      entries: model.entries.filter(({ principal }) => keys.has(principal)),
    };
  }
  if (question !== "who-can") return model;
  const verb = verbOf(subject);
  const resources = (resource === undefined ? model.resources : resourcesOf(model, graph, resource)).filter(
    ({ verbs }) => resource !== undefined || (verb !== undefined && verbs.includes(verb)),
  );
  const urns = new Set(resources.map(({ urn }) => urn));
  return {
    ...model,
    resources,
    entries: model.entries
      .filter((entry) => entry.verb === verb && urns.has(entry.resource))
      .filter((entry) => resource === undefined || isForDeployment(entry, graph, resource)),
  };
}

async function read({ stack, state }: AccessOptions): Promise<{
  readonly graph: ResourceGraph;
  readonly names: ReadonlyMap<string, string>;
}> {
  if (state === undefined) {
    const file = loadStackFile(stack);
    return { graph: await loadGraph({ stack }, file), names: groupNames(file.config) };
  }
  const graph = await loadGraph({ stack, state });
  const own = graph.project === projectName && stackNames().includes(graph.stack);
  return { graph, names: own ? groupNames(loadStackFile(graph.stack).config) : new Map() };
}

async function modelOfBase(name: string, stack: string): Promise<AccessModel> {
  const base = loadBase(name, stack);
  const file = { ...loadStackFile(stack), ...base };
  return accessOf(await loadGraph({ stack }, file), groupNames(base.config));
}

function json(value: unknown): string {
  return JSON.stringify({ version: 1, ...(value as object) }, null, 2);
}
