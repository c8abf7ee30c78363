import { conditionValues, isEverybody, limitsCallers, nameOf, statementsAt } from "../../iam-policy";
import type { Statement } from "../../iam-policy";
import type { GraphRule, Verdict } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const ec2EndpointPolicyScoped: GraphRule = {
  id: "CS-0431",
  name: "ec2-endpoint-policy-scoped",
  title: "Endpoints let through only named callers and actions.",
  severity: "medium",
  why: "The policy that AWS writes lets through everything of everybody: an endpoint is then also the way out for data, with the credentials of an account elsewhere.",
  fix: {
    text: "Give the endpoint a policy with the actions it is for, for principals of this account.",
    code: `policy: JSON.stringify({
  Version: "2012-10-17",
  Statement: [{
    Effect: "Allow", Principal: "*", Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  }],
})`,
  },
  controls: serving(themes.privateNetwork, themes.leastPrivilege),
  covers: ["prowler-aws:vpc_endpoint_connections_trust_boundaries"],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  scope: "graph",
  types: aws.vpcEndpoint,
  check: (endpoint, graph) => {
    const documents = [
      statementsAt(graph.inputs(endpoint), "policy"),
      ...graph
        .referrers(endpoint, aws.vpcEndpointPolicy, "vpcEndpointId")
        .map((policy) => statementsAt(graph.inputs(policy), "policy")),
    ].flatMap((statements) => (statements ? [statements] : []));
    if (documents.length === 0) {
      // Also throws where a policy may be of this endpoint.
      graph.someReferrer(endpoint, aws.vpcEndpointPolicy, "vpcEndpointId");
      return fail("it has no policy but that of AWS, which lets everything through", "policy");
    }
    return documents.map(problemOf).find((verdict) => verdict.outcome !== "pass") ?? pass;
  },
};

function problemOf(statements: readonly Statement[]): Verdict {
  for (const [index, statement] of statements.entries()) {
    if (statement.effect === "Deny") continue;
    const name = nameOf(statement, index);
    if (isEverybody(statement) && !limitsCallers(statement) && !limitsResources(statement))
      return fail(`${name} lets everybody through`, "policy");
    if (statement.actions.includes("*") || statement.notActions.length > 0)
      return fail(`${name} lets every action through`, "policy");
  }
  return pass;
}

/** Who may reach resources of this account alone takes nothing out, whoever it is: a web identity has no account yet. */
function limitsResources(statement: Statement): boolean {
  return ["aws:ResourceAccount", "aws:ResourceOrgID"].some(
    (key) => conditionValues(statement, key, /^StringEquals$/i).length > 0,
  );
}
