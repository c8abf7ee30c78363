import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { machinelearningservicesComputeClosed as rule } from "./machinelearningservices-compute-closed";

const subject = (inputs: object) => [resource(azure.learningCompute[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      properties: {
        computeType: "AmlCompute",
        disableLocalAuth: true,
        properties: { enableNodePublicIp: false, remoteLoginPortPublicAccess: "Disabled" },
      },
    }),
  },
  fail: {
    "local authentication is on": [
      subject({ properties: { computeType: "AmlCompute", disableLocalAuth: false } }),
      "disableLocalAuth",
    ],
    "nodes have public addresses": [
      subject({
        properties: {
          computeType: "AmlCompute",
          disableLocalAuth: true,
          properties: { enableNodePublicIp: true },
        },
      }),
      "enableNodePublicIp",
    ],
    "SSH is open": [
      subject({
        properties: {
          computeType: "AmlCompute",
          disableLocalAuth: true,
          properties: { enableNodePublicIp: false, remoteLoginPortPublicAccess: "Enabled" },
        },
      }),
      "remoteLoginPortPublicAccess",
    ],
  },
  notApplicable: { "an attached cluster": subject({ properties: { computeType: "Kubernetes" } }) },
};
