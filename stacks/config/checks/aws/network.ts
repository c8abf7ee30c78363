import type { AwsStackConfig } from "../../schema";
import { elements, type Check } from "../check";
import { checkPrivateRange } from "../network";

/** The address space is private, and its subnets lie in different zones of the stack's region. */
export const checkNetwork: Check<AwsStackConfig> = ({ environment, aws }) => {
  const { addressSpace, availabilityZones } = aws?.network ?? {};
  const region = environment?.region;
  const path = ["aws", "network"];
  const zones = elements(availabilityZones, [...path, "availabilityZones"]);
  return [
    ...(addressSpace === undefined ? [] : checkPrivateRange(addressSpace, [...path, "addressSpace"])),
    ...zones.flatMap(({ value, path: at }, index) => {
      if (region !== undefined && !value.startsWith(region)) {
        return [
          {
            path: at,
            message: `"${value}" is not a zone of the region "${region}"`,
            allowed: `${region}a, ${region}b, ... (\`aws ec2 describe-availability-zones\`)`,
            fix: `write a zone of ${region}`,
          },
        ];
      }
      if (zones.findIndex((other) => other.value === value) === index) return [];
      return [
        {
          path: at,
          message: `the zone "${value}" is listed twice`,
          allowed: "each zone once",
          fix: "write another zone of the region, so that one may fail",
        },
      ];
    }),
  ];
};
