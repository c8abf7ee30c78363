import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { ec2SubnetNoPublicIp as rule } from "./ec2-subnet-no-public-ip";

const subnet = (inputs: object) => [resource(aws.subnet[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: { "nothing said": subnet({}), "it is off": subnet({ mapPublicIpOnLaunch: false }) },
  fail: {
    "public IPv4": [subnet({ mapPublicIpOnLaunch: true }), "mapPublicIpOnLaunch is true"],
    IPv6: [subnet({ assignIpv6AddressOnCreation: true }), "assignIpv6AddressOnCreation is true"],
  },
};
