import { resource, type RuleCases } from "../../testing";
import { resourceTypeUnversioned as rule } from "./resource-type-unversioned";

export const cases: RuleCases = {
  rule,
  pass: { "the plain type": [resource("azure-native:cognitiveservices:Account", {})] },
  fail: {
    "a preview of an older SDK": [
      [resource("azure-native:cognitiveservices/v20231001preview:Account", {})],
      "must be azure-native:cognitiveservices:Account",
    ],
    "a locally generated SDK": [
      [resource("azure-native_cognitiveservices_v20241001:cognitiveservices:Account", {})],
      "must be azure-native:cognitiveservices:Account",
    ],
  },
};
