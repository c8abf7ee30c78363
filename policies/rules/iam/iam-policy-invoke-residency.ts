import { findBoundary } from "../../../catalog/residency";
import { parseArn } from "../../../catalog/arn";
import { regionProblem } from "../../aws-region";
import { geographyOf, modelIdOf } from "../../bedrock-models";
import { allowedTo, documentsOf, invokeActions, policyHolders } from "../../iam-documents";
import { conditionValues } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule, Verdict, Declaration } from "../../rule";
import { themes } from "../../themes";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const iamPolicyInvokeResidency: GraphRule = {
  id: "CS-0417",
  name: "iam-policy-invoke-residency",
  title: "Roles may call models only where prompts stay inside the boundary.",
  severity: "critical",
  why: "A caller chooses the profile with each call. What its role allows is what may happen: one line that names a us. or global. profile, or every region, is the leak.",
  fix: {
    text: "Name the profiles of the boundary, and models of its regions under the condition bedrock:InferenceProfileArn.",
    code: "Resource: [`arn:aws:bedrock:eu-central-1:${accountId}:application-inference-profile/*`]",
  },
  controls: themes.residency,
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph, { declaration }) => {
    const documents = documentsOf(holder, graph);
    const calls = documents.flatMap(({ statements }) => allowedTo(statements, ...invokeActions));
    if (calls.length === 0) return notApplicable("it lets nobody call models");
    if (findBoundary(declaration.residency.boundary)?.countries === "any") return pass;
    let doubt: string | undefined;
    for (const statement of calls)
      for (const target of [
        ...statement.resources,
        ...conditionValues(statement, "bedrock:InferenceProfileArn"),
      ]) {
        const verdict = judge(target, statement, declaration);
        if (verdict.outcome === "fail") return verdict;
        if (verdict.outcome === "unknown") doubt ??= verdict.reason;
      }
    return doubt === undefined ? pass : unknown(doubt);
  },
};

function judge(target: string, statement: Statement, declaration: Declaration): Verdict {
  const arn = parseArn(target);
  const region = arn?.region ?? "*";
  const byProfile = conditionValues(statement, "bedrock:InferenceProfileArn").length > 0;
  if (region === "*" || region === "")
    // By a profile a call goes where the profile leads, whose ARN is judged as well.
    return byProfile ? pass : fail(`${target} names every region, and no profile that bounds it`, "policy");
  const kind = arn?.resource.split("/", 1)[0];
  const geography = geographyOf(modelIdOf(target));
  if (kind === "inference-profile") {
    if (geography === undefined)
      return fail(`${target} names every profile, those of other continents included`, "policy");
    const inside = findBoundary(declaration.residency.boundary)?.awsProfileGeographies;
    if (inside?.includes(geography) === false)
      return fail(
        `${arn?.resource ?? target} leads to "${geography}", outside of the boundary "${declaration.residency.boundary}"`,
        "policy",
      );
  }
  // Models in other regions of the boundary are where a profile leads; allowedRegions is for what is placed.
  const problem = regionProblem(region, {
    ...declaration,
    residency: { ...declaration.residency, allowedRegions: [] },
  });
  if (!problem) return pass;
  return problem.certain
    ? fail(`${target} is called in "${region}", ${problem.text}`, "policy")
    : unknown(problem.text);
}
