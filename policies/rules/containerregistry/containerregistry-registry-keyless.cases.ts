import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { containerregistryRegistryKeyless as rule } from "./containerregistry-registry-keyless";

const subject = (inputs: object) => [resource(azure.registry[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "it is as it should be": subject({ adminUserEnabled: false, anonymousPullEnabled: false }) },
  fail: {
    "the admin may log on": [subject({ adminUserEnabled: true }), "adminUserEnabled"],
    "anybody may pull": [subject({ anonymousPullEnabled: true }), "anonymousPullEnabled"],
  },
};
