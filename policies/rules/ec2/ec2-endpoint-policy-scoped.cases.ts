import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2EndpointPolicyScoped as rule } from "./ec2-endpoint-policy-scoped";

const id = "vpce-1";
const text = (statement: object) =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*", ...statement }],
  });
const account = { StringEquals: { "aws:PrincipalAccount": "111122223333" } };
const endpoint = (policy?: string) => resource(aws.vpcEndpoint[0], { policy }, { id });
const beside = (policy: string) =>
  resource(aws.vpcEndpointPolicy[0], { vpcEndpointId: id, policy }, { name: "policy" });

export const cases: RuleCases = {
  rule,
  pass: {
    "everybody of the account": [endpoint(text({ Principal: "*", Condition: account }))],
    "roles of the account, for a web identity": [
      endpoint(
        text({ Principal: "*", Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } }),
      ),
    ],
    "a role by name": [endpoint(text({ Principal: { AWS: "arn:aws:iam::111122223333:role/chat" } }))],
    "a policy beside it": [endpoint(), beside(text({ Principal: "*", Condition: account }))],
  },
  fail: {
    "no policy": [[endpoint()], "no policy but that of AWS"],
    everybody: [[endpoint(text({ Principal: "*" }))], "statement 1 lets everybody through"],
    "every action": [
      [endpoint(text({ Principal: "*", Condition: account, Action: "*" }))],
      "statement 1 lets every action through",
    ],
    "everybody, beside it": [[endpoint(), beside(text({ Principal: "*" }))], "lets everybody through"],
  },
  unknown: { "not written yet": [resource(aws.vpcEndpoint[0], { policy: new Unknown("preview") })] },
};
