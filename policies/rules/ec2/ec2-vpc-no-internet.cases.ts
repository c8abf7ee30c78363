import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2VpcNoInternet as rule } from "./ec2-vpc-no-internet";

const vpc = resource(aws.vpc[0], {}, { name: "vpc", id: "vpc-1" });
const gateway = (vpcId: string | Unknown) => resource(aws.internetGateway[0], { vpcId }, { name: "gateway" });
const subnet = resource(aws.subnet[0], { vpcId: "vpc-1" }, { name: "subnet", id: "s-1" });
const nat = resource(aws.natGateway[0], { subnetId: "s-1" }, { name: "nat" });

export const cases: RuleCases = {
  rule,
  pass: { "endpoints alone": [vpc, subnet], "a gateway of another network": [vpc, gateway("vpc-2")] },
  fail: {
    "an internet gateway": [[vpc, gateway("vpc-1")], "an internet gateway"],
    "a NAT gateway": [[vpc, subnet, nat], "the NAT gateway nat"],
  },
  unknown: { "a gateway that may be of it": [vpc, gateway(new Unknown("preview"))] },
};
