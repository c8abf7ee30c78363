import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { networkFirewallThreatsDenied as rule } from "./network-firewall-threats-denied";

const policy = (inputs: object) => [resource(azure.firewallPolicy[0], { ...inputs })];
const firewall = (inputs: object) => [resource(azure.firewall[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "a policy that denies": policy({ threatIntelMode: "Deny" }),
    "a firewall without a policy that denies": firewall({ threatIntelMode: "Deny" }),
  },
  fail: {
    "it is noted only": [policy({ threatIntelMode: "Alert" }), "must be"],
    "nothing is said": [policy({}), "must be"],
    "a firewall without a policy": [firewall({ threatIntelMode: "Off" }), "must be"],
  },
  notApplicable: { "a firewall with a policy": firewall({ firewallPolicy: { id: "/policy" } }) },
  unknown: { "not known yet": policy({ threatIntelMode: new Unknown("preview") }) },
};
