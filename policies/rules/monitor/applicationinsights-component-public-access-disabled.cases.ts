import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { componentPublicAccessDisabled as rule } from "./applicationinsights-component-public-access-disabled";

const component = (inputs: object) => [resource(azure.component[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "both are off": component({
      publicNetworkAccessForIngestion: "Disabled",
      publicNetworkAccessForQuery: "Disabled",
    }),
  },
  fail: {
    "queries are open": [
      component({ publicNetworkAccessForIngestion: "Disabled" }),
      "publicNetworkAccessForQuery is not set",
    ],
    "everything is open": [component({}), "publicNetworkAccessForIngestion is not set"],
  },
};
