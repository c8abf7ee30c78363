import {
  verbs,
  type AccessEntry,
  type AccessModel,
  type AccessResource,
  type Principal,
  type Verb,
} from "../../../graph/access/index";
import type { ResourceGraph, ResourceNode } from "../../../graph/types";
import { exitCode, Failure } from "../failure";
import { verbWords } from "./words";

/** The verb that a user writes, e.g. `read-keys`; undefined for an operation of Azure or an action of AWS. */
export function verbOf(text: string): Verb | undefined {
  if (/[/:]/.test(text)) return undefined;
  const plain = text.toLowerCase().replaceAll(/[\s-]/g, "");
  const verb = verbs.find((each) => each.toLowerCase() === plain);
  if (verb) return verb;
  throw new Failure(
    `"${text}" is no verb of access`,
    exitCode.usage,
    `Verbs are ${verbs.map((each) => verbWords[each].option).join(", ")}; or name an operation, e.g. Microsoft.Storage/storageAccounts/listKeys/action or bedrock:InvokeModel.`,
  );
}

/** Resources by their name or a part of it, or by the name of a model deployment: that one is called through its account. */
export function resourcesOf(
  model: AccessModel,
  graph: ResourceGraph,
  text: string,
): readonly AccessResource[] {
  const wanted = text.toLowerCase();
  const account = accountOfDeployment(graph, wanted);
  const exact = model.resources.filter(
    ({ urn, name, kind }) =>
      urn === account || [name, `${kind} ${name}`].some((each) => each.toLowerCase() === wanted),
  );
  const found =
    exact.length > 0 ? exact : model.resources.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (found.length > 0) return found;
  throw new Failure(
    `no resource or deployment is called "${text}"`,
    exitCode.usage,
    `There are ${model.resources.map(({ name }) => name).join(", ")}.`,
  );
}

/** Whether an answer is also one for a deployment of that name: a gateway calls some of an account's, and no other. */
export function isForDeployment({ gateway }: AccessEntry, graph: ResourceGraph, text: string): boolean {
  const known = deploymentOf(graph, text.toLowerCase()) && gateway?.deployments;
  return !known || known.some((name) => name.toLowerCase() === text.toLowerCase());
}

function deploymentOf(graph: ResourceGraph, name: string): ResourceNode | undefined {
  return graph.resources.find(
    ({ type, inputs }) =>
      type.endsWith(":cognitiveservices:Deployment") &&
      typeof inputs["deploymentName"] === "string" &&
      inputs["deploymentName"].toLowerCase() === name,
  );
}

function accountOfDeployment(graph: ResourceGraph, name: string): string | undefined {
  const deployment = deploymentOf(graph, name);
  return deployment?.propertyDependencies["accountName"]?.find((urn) =>
    graph.resources.some((each) => each.urn === urn && each.type.endsWith(":cognitiveservices:Account")),
  );
}

/** Principals by object ID, name, or a part of the name. */
export function principalsOf(model: AccessModel, text: string): readonly Principal[] {
  const wanted = text.toLowerCase();
  const exact = model.principals.filter(({ key, name }) => key === wanted || name.toLowerCase() === wanted);
  const found =
    exact.length > 0 ? exact : model.principals.filter(({ name }) => name.toLowerCase().includes(wanted));
  if (found.length > 0) return found;
  throw new Failure(
    `nobody with a role in this stack is called "${text}"`,
    exitCode.usage,
    `There are ${model.principals.map(({ name }) => name).join(", ")}.`,
  );
}
