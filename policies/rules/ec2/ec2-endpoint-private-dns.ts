import { ours } from "../../controls";
import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { mustBe, notApplicable } from "../../verdicts";

export const ec2EndpointPrivateDns: ResourceRule = {
  id: "CS-0432",
  name: "ec2-endpoint-private-dns",
  title: "Interface endpoints answer to the public name of their service.",
  severity: "medium",
  why: "Clients call the public name. Where it does not resolve to the endpoint, they call the internet, or nothing.",
  fix: {
    text: "Turn private DNS on; the network needs DNS support and host names.",
    code: 'new ec2.VpcEndpoint(name, { vpcEndpointType: "Interface", privateDnsEnabled: true });',
  },
  controls: serving(themes.privateNetwork, ours("mcsb", "NS-10")),
  covers: [],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
  scope: "resource",
  types: aws.vpcEndpoint,
  check: (inputs) =>
    inputs.string("vpcEndpointType") === "Interface"
      ? mustBe(inputs, "privateDnsEnabled", true)
      : notApplicable("it is no interface endpoint"),
};
