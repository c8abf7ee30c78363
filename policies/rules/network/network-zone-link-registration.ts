import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

export const zoneLinkRegistration: ResourceRule = {
  id: "CS-0044",
  name: "network-zone-link-registration",
  title: "Zones of private link do not register machines.",
  severity: "low",
  why: "With registration on, a machine that is named like an account takes over its name in the zone, and receives its callers' tokens.",
  fix: {
    text: "Set registrationEnabled to false.",
    code: "new privatedns.VirtualNetworkLink(name, { registrationEnabled: false });",
  },
  controls: [
    ...ours("mcsb", "NS-10"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [],
  url: "https://learn.microsoft.com/azure/dns/private-dns-autoregistration",
  scope: "resource",
  types: azure.virtualNetworkLink,
  check: (inputs) =>
    inputs.boolean("registrationEnabled") === true &&
    /^privatelink\./i.test(inputs.string("privateZoneName") ?? "")
      ? fail("registrationEnabled is true, must be false", "registrationEnabled")
      : pass,
};
