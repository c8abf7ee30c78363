import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockGuardrailVersioned as rule } from "./bedrock-guardrail-versioned";

const arn = "arn:aws:bedrock:eu-central-1:111122223333:guardrail/g1";
const guardrail = resource(aws.guardrail[0], {}, { name: "guardrail", id: arn });

export const cases: RuleCases = {
  rule,
  pass: {
    "a version": [guardrail, resource(aws.guardrailVersion[0], { guardrailArn: arn }, { name: "version" })],
  },
  fail: { none: [[guardrail], "no version"] },
  unknown: {
    "one that may be of it": [
      guardrail,
      resource(aws.guardrailVersion[0], { guardrailArn: new Unknown("preview") }, { name: "version" }),
    ],
  },
};
