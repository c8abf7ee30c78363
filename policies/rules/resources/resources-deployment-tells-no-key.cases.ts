import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { deploymentTellsNoKey as rule } from "./resources-deployment-tells-no-key";

const deployment = (properties: object) => [
  resource(azure.templateDeployment[0], { properties: { ...properties } }),
];
const output = (value: string) => ({ template: { outputs: { it: { type: "string", value } } } });

export const cases: RuleCases = {
  rule,
  pass: {
    "no output": deployment({ template: { resources: [] } }),
    "an output that is no key": deployment(output("[reference('redis').hostName]")),
    "no log": deployment({ template: {}, debugSetting: { detailLevel: "none" } }),
  },
  fail: {
    "a key": [deployment(output("[listKeys('redis', '1').primaryKey]")), "which is a key"],
    "a secret of another list": [deployment(output("[listSecrets('x', '1').value]")), "which is a key"],
    "a log of what was sent": [
      deployment({ debugSetting: { detailLevel: "requestContent, responseContent" } }),
      'must be "none"',
    ],
  },
};
