import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamRoleGuardrailEnforced as rule } from "./iam-role-guardrail-enforced";

const invoke = {
  Effect: "Allow",
  Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
  Resource: "arn",
};
const guarded = { ...invoke, Condition: { StringEquals: { "bedrock:GuardrailIdentifier": "arn:g:1" } } };
const deny = {
  Effect: "Deny",
  Action: "bedrock:InvokeModel*",
  Resource: "*",
  Condition: { StringNotEquals: { "bedrock:GuardrailIdentifier": "arn:g:1" } },
};
const text = (...statements: object[]) => JSON.stringify({ Statement: statements });
const trust = (principal: object) =>
  text({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal });
const role = (inputs: object = {}) =>
  resource(
    aws.role[0],
    { name: "chat", assumeRolePolicy: trust({ AWS: "arn:aws:iam::111122223333:root" }), ...inputs },
    { name: "role" },
  );
const beside = (...statements: object[]) =>
  resource(aws.rolePolicy[0], { role: "chat", policy: text(...statements) }, { name: "beside" });
const attached = (...statements: object[]) => [
  resource(aws.policyAttachment[0], { role: "chat", policyArn: "arn:policy" }, { name: "attachment" }),
  resource(aws.policy[0], { policy: text(...statements) }, { name: "policy", id: "arn:policy" }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "a condition": [role(), beside(guarded)],
    "a condition, inline": [role({ inlinePolicies: [{ name: "p", policy: text(guarded) }] })],
    "refused without": [role(), beside(invoke, deny)],
    "refused without, by another policy": [role(), beside(invoke), ...attached(deny)],
  },
  fail: {
    "no condition": [[role(), beside(invoke)], "statement 1 allows calls of models without a guardrail"],
    "one of two statements": [
      [role(), beside(guarded, { ...invoke, Sid: "More" })],
      'the statement "More" allows',
    ],
    attached: [[role(), ...attached(invoke)], "without a guardrail"],
    "any guardrail": [
      [role(), beside({ ...invoke, Condition: { StringLike: { "bedrock:GuardrailIdentifier": "*" } } })],
      "without a guardrail",
    ],
    "by a wildcard": [[role(), beside({ ...invoke, Action: "bedrock:*" })], "without a guardrail"],
    "streams only are refused": [
      [role(), beside(invoke, { ...deny, Action: "bedrock:InvokeModelWithResponseStream" })],
      "without a guardrail",
    ],
  },
  notApplicable: {
    "a role that calls none": [role(), beside({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" })],
    "a role of an agent": [
      role({ assumeRolePolicy: trust({ Service: "bedrock.amazonaws.com" }) }),
      beside(invoke),
    ],
  },
  unknown: {
    "a policy that may be its own": [
      role(),
      beside(guarded),
      resource(aws.rolePolicy[0], { role: new Unknown("preview"), policy: text(invoke) }, { name: "other" }),
    ],
    "a policy that is not written yet": [
      role(),
      resource(aws.rolePolicy[0], { role: "chat", policy: new Unknown("preview") }, { name: "beside" }),
    ],
  },
};
