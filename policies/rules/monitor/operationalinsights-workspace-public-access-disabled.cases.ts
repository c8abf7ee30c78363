import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { workspacePublicAccessDisabled as rule } from "./operationalinsights-workspace-public-access-disabled";

const workspace = (inputs: object) => [resource(azure.workspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "both are off": workspace({
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
    }),
  },
  fail: {
    "queries are open": [
      workspace({ publicNetworkAccessForIngestion: "Disabled" }),
      "publicNetworkAccessForQuery is not set",
    ],
    "everything is open": [workspace({}), "publicNetworkAccessForIngestion is not set"],
  },
};
