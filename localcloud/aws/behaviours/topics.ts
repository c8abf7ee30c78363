import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import { malformed, unknownPrincipals } from "../policy-document";
import { patienceForRoles } from "../propagation";
import { topic } from "../types/monitoring";
import { textOf } from "./references";

const subscription = "aws:sns/topicSubscription:TopicSubscription";

/** Codes: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html. */
export const topics: AwsBehaviour = {
  types: [topic],
  beforeWrite: ({ inputs, existing }, aws) => {
    const name = textOf(inputs, "name");
    if (!existing && aws.find(topic, "name", name)) {
      throw new AwsError(
        400,
        "InvalidParameter",
        "Invalid parameter: Tags Reason: Topic already exists with different tags",
      );
    }
    refusePolicy(textOf(inputs, "policy"), aws);
  },
  compute: ({ attributes }) => ({
    policy:
      attributes["policy"] ??
      JSON.stringify({
        Id: "__default_policy_ID",
        Statement: [
          {
            Action: ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:Publish", "SNS:Subscribe"],
            Condition: { StringEquals: { "AWS:SourceOwner": textOf(attributes, "owner") } },
            Effect: "Allow",
            Principal: { AWS: "*" },
            Resource: textOf(attributes, "arn"),
            Sid: "__default_statement_ID",
          },
        ],
        Version: "2008-10-17",
      }),
  }),
  onDelete: ({ id }, aws) =>
    aws
      .all(subscription)
      .filter(({ attributes }) => attributes["topic"] === id)
      .map((one) => aws.remove(one)),
};

export const topicPolicies: AwsBehaviour = {
  types: ["aws:sns/topicPolicy:TopicPolicy"],
  beforeWrite: ({ inputs }, aws) => {
    refusePolicy(textOf(inputs, "policy"), aws);
  },
};

/** Codes: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html. */
export const topicSubscriptions: AwsBehaviour = {
  types: [subscription],
  beforeWrite: ({ inputs }) => {
    const endpoint = textOf(inputs, "endpoint");
    const protocol = textOf(inputs, "protocol");
    const fits =
      protocol === "email" || protocol === "email-json"
        ? /^[^@\s]+@[^@\s]+$/.test(endpoint)
        : protocol === "http" || protocol === "https"
          ? endpoint.startsWith(`${protocol}://`)
          : true;
    if (!fits) {
      const what = protocol.startsWith("email")
        ? "Email address"
        : "Endpoint must match the specified protocol";
      throw new AwsError(400, "InvalidParameter", `Invalid parameter: ${what}`);
    }
  },
  // A person has to confirm, and nobody does here.
  compute: ({ attributes }) =>
    textOf(attributes, "protocol").startsWith("email")
      ? { pendingConfirmation: true, confirmationWasAuthenticated: false }
      : {},
};

function refusePolicy(policy: string, aws: Parameters<typeof malformed>[2]): void {
  if (policy === "") return;
  if (unknownPrincipals(policy, aws).length > 0) {
    throw new AwsError(400, "InvalidParameter", "Invalid parameter: Policy Error: PrincipalNotFound", {
      passes: patienceForRoles,
    });
  }
  const flaw = malformed(policy, "resource", aws);
  if (flaw !== undefined)
    throw new AwsError(400, "InvalidParameter", `Invalid parameter: Policy Error: ${flaw}`);
}
