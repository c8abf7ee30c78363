import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass, unlike } from "../../verdicts";

export const interfacePrivate: ResourceRule = {
  id: "CS-0172",
  name: "network-interface-private",
  title: "Network interfaces have no public address and forward nothing.",
  severity: "high",
  why: "A public address on a machine of the network is a way round every private endpoint; forwarding makes the machine a router for others.",
  fix: {
    text: "Remove publicIPAddress, and set enableIPForwarding to false.",
    code: "new network.NetworkInterface(name, { enableIPForwarding: false });",
  },
  controls: [
    ...ours("mcsb", "NS-1", "NS-2"),
    ...ours("gdpr", "32(1)(b)"),
    ...ours("hipaa", "164.312(a)(1)", "164.312(e)(1)"),
    ...ours("nist80053", "AC-4", "SC-7"),
    ...ours("iso27001", "A.8.20", "A.8.21", "A.8.22"),
    ...ours("euAiAct", "15(5)", "55(1)(d)"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MEASURE 2.7"),
  ],
  covers: [
    "azure-policy:83a86a26-fd1f-447c-b59d-e51f44264114",
    "azure-policy:88c0b9da-ce96-4b03-9635-f29a937e2900",
    "checkov:CKV_AZURE_118",
    "checkov:CKV_AZURE_119",
  ],
  url: "https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface",
  scope: "resource",
  types: azure.networkInterface,
  check: (inputs) => {
    if (inputs.boolean("enableIPForwarding") === true)
      return unlike(inputs, "enableIPForwarding", "must be false");
    const open = inputs.list("ipConfigurations").find((each) => each.has("publicIPAddress"));
    return open ? fail(`${open.path} has a public address`, open.path) : pass;
  },
};
