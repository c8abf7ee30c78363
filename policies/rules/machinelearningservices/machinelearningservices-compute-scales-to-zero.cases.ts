import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesComputeScalesToZero as rule } from "./machinelearningservices-compute-scales-to-zero";

const subject = (inputs: object) => [resource(azure.learningCompute[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      properties: { computeType: "AmlCompute", properties: { scaleSettings: { minNodeCount: 0 } } },
    }),
  },
  fail: {
    "a node always runs": [
      subject({
        properties: { computeType: "AmlCompute", properties: { scaleSettings: { minNodeCount: 1 } } },
      }),
      "must be",
    ],
  },
  notApplicable: { "an attached cluster": subject({ properties: { computeType: "Kubernetes" } }) },
};
