import { ours } from "../../controls";
import {
  allowedTo,
  documentsOf,
  invokeActions,
  isRoleOfBedrock,
  policyHolders,
  rolesOf,
} from "../../iam-documents";
import { conditionValues } from "../../iam-policy";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const iamPolicyInvokeByProfile: GraphRule = {
  id: "CS-0420",
  name: "iam-policy-invoke-by-profile",
  title: "Roles call models through the workload's own inference profile.",
  severity: "medium",
  why: "A call of the model itself carries no workload: its cost is nobody's, and its quota everybody's. The condition makes AWS take calls by way of the profile alone.",
  fix: {
    text: "Allow the models under the condition bedrock:InferenceProfileArn, with the ARN of the profile.",
    code: `{
  Effect: "Allow", Action: "bedrock:InvokeModel", Resource: modelArns,
  Condition: { StringEquals: { "bedrock:InferenceProfileArn": profile.arn } },
}`,
  },
  controls: serving(themes.cost, ours("mcsb", "AM-1")),
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  scope: "graph",
  types: policyHolders,
  check: (holder, graph) => {
    if (graph.all(aws.inferenceProfile).length === 0)
      return notApplicable("the stack has no application inference profile");
    const calls = documentsOf(holder, graph).flatMap(({ statements }) =>
      allowedTo(statements, ...invokeActions),
    );
    if (calls.length === 0) return notApplicable("it lets nobody call models");
    const roles = rolesOf(holder, graph);
    if (roles.length > 0 && roles.every((role) => isRoleOfBedrock(role, graph)))
      return notApplicable("Bedrock assumes its roles for agents and knowledge bases");
    const around = calls.find(
      (statement) =>
        statement.resources.some((target) => !target.includes(":application-inference-profile/")) &&
        conditionValues(
          statement,
          "bedrock:InferenceProfileArn",
          /^(StringEquals|ArnEquals|StringLike|ArnLike)$/i,
        ).length === 0,
    );
    const [target] =
      around?.resources.filter((each) => !each.includes(":application-inference-profile/")) ?? [];
    return around
      ? fail(`${target ?? "a model"} may be called around the profile of the workload`, "policy")
      : pass;
  },
};
