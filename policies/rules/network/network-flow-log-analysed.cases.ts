import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { networkFlowLogAnalysed as rule } from "./network-flow-log-analysed";

const subject = (inputs: object) => [resource(azure.flowLog[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      enabled: true,
      retentionPolicy: { days: 90 },
      flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: { enabled: true } },
    }),
  },
  fail: {
    "it is off": [subject({ enabled: false }), "must be"],
    "it is kept too short": [subject({ enabled: true, retentionPolicy: { days: 7 } }), "90"],
    "nobody analyses it": [subject({ enabled: true }), "flowAnalyticsConfiguration"],
  },
};
