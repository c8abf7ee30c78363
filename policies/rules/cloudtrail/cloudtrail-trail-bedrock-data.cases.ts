import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { cloudtrailTrailBedrockData as rule } from "./cloudtrail-trail-bedrock-data";

const selects = (...types: string[]) =>
  resource(aws.trail[0], {
    advancedEventSelectors: [
      {
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: types },
        ],
      },
    ],
  });
const guardrail = resource(aws.guardrail[0], {}, { name: "guardrail" });
const agent = resource(aws.agent[0], {}, { name: "agent" });

export const cases: RuleCases = {
  rule,
  pass: {
    "of what the stack uses": [
      selects("AWS::Bedrock::Guardrail", "AWS::Bedrock::AgentAlias"),
      guardrail,
      agent,
    ],
  },
  fail: {
    "no selector": [[resource(aws.trail[0], {}), guardrail], "AWS::Bedrock::Guardrail"],
    "of the guardrail only": [
      [selects("AWS::Bedrock::Guardrail"), guardrail, agent],
      "no data events of AWS::Bedrock::AgentAlias",
    ],
    "of management only": [
      [
        resource(aws.trail[0], {
          advancedEventSelectors: [
            {
              fieldSelectors: [
                { field: "eventCategory", equals: ["Management"] },
                { field: "resources.type", equals: ["AWS::Bedrock::Guardrail"] },
              ],
            },
          ],
        }),
        guardrail,
      ],
      "no data events",
    ],
  },
  notApplicable: { "a stack without Bedrock": [selects()] },
};
