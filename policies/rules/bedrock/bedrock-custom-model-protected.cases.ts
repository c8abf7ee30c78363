import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { bedrockCustomModelProtected as rule } from "./bedrock-custom-model-protected";

const model = (inputs: object) => [resource(aws.customModel[0], { ...inputs })];
const key = "arn:aws:kms:eu-central-1:111122223333:key/1";

export const cases: RuleCases = {
  rule,
  pass: { both: model({ customModelKmsKeyId: key, vpcConfig: { subnetIds: ["s"] } }) },
  fail: {
    "no key": [model({ vpcConfig: {} }), "customModelKmsKeyId is not set"],
    "no network": [model({ customModelKmsKeyId: key }), "no network"],
  },
};
