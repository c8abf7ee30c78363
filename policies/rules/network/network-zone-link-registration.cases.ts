import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { zoneLinkRegistration as rule } from "./network-zone-link-registration";

const link = (registrationEnabled: boolean | undefined, privateZoneName = "privatelink.openai.azure.com") => [
  resource(azure.virtualNetworkLink[0], { registrationEnabled, privateZoneName }),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is off": link(false),
    "a zone that is meant for machines": link(true, "machines.contoso.example"),
  },
  fail: { "it is on": [link(true), "must be false"] },
};
