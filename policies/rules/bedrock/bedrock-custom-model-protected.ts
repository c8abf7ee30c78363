import { mustUseCustomerKey } from "../../customer-key";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, firstFailure, pass } from "../../verdicts";

export const bedrockCustomModelProtected: GraphRule = {
  id: "CS-0427",
  name: "bedrock-custom-model-protected",
  title: "Models that were trained here are encrypted by a KMS key of yours, and trained in your network.",
  severity: "high",
  why: "A trained model holds its training data: whoever copies the one has much of the other.",
  fix: {
    text: "Give the model a key and the job a network.",
    code: "new bedrock.CustomModel(name, { customModelKmsKeyId: key.arn, vpcConfig: { subnetIds, securityGroupIds } });",
  },
  controls: themes.encryption,
  covers: ["prowler-aws:bedrock_custom_model_encrypted_with_cmk"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html",
  scope: "graph",
  types: aws.customModel,
  check: (model, graph) =>
    firstFailure(
      () => mustUseCustomerKey(model, "customModelKmsKeyId", graph),
      () =>
        graph.inputs(model).has("vpcConfig")
          ? pass
          : fail("its job runs in no network of yours", "vpcConfig"),
    ),
};
