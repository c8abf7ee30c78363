import { callerArn } from "../config";
import { dnsSuffixOf, partitionOf } from "../place";
import { zonesOf } from "../zones";
import type { AwsFunction } from "./function";

/** What the provider knows of itself and of the place that it is configured for. */
export const clientFunctions: Readonly<Record<string, AwsFunction>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { place }) => ({
    accountId: place.account,
    arn: callerArn(place),
    id: place.account,
    userId: "AROACORNERSTONELOCAL0:session",
  }),
  "aws:index/getPartition:getPartition": (_, { place: { region } }) => ({
    id: partitionOf(region),
    partition: partitionOf(region),
    dnsSuffix: dnsSuffixOf(region),
    reverseDnsPrefix: dnsSuffixOf(region).split(".").reverse().join("."),
  }),
  "aws:index/getRegion:getRegion": (args, { place }) => {
    const region = typeof args["name"] === "string" ? args["name"] : place.region;
    return {
      description: region,
      endpoint: `ec2.${region}.${dnsSuffixOf(region)}`,
      id: region,
      name: region,
      region,
    };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, aws) => {
    const zones = zonesOf(aws.place.region, aws);
    return {
      ...args,
      id: aws.place.region,
      groupNames: [aws.place.region],
      names: zones.map(({ name }) => name),
      region: aws.place.region,
      zoneIds: zones.map(({ id }) => id),
    };
  },
  "aws:index/getDefaultTags:getDefaultTags": (_, { place }, { defaultTags }) => ({
    id: partitionOf(place.region),
    tags: defaultTags,
  }),
  "aws:ec2/getPrefixList:getPrefixList": (args, aws) => {
    const { region } = aws.place;
    const name = typeof args["name"] === "string" ? args["name"] : `com.amazonaws.${region}.s3`;
    const id = typeof args["prefixListId"] === "string" ? args["prefixListId"] : prefixListId(name, aws.seed);
    return { ...args, cidrBlocks: ["3.5.0.0/19"], id, name, region };
  },
};

/** The ID of AWS's own list of the addresses of a service in a region. */
export function prefixListId(service: string, seed: { hex(label: string, length: number): string }): string {
  return `pl-${seed.hex(`prefix-list:${service}`, 8)}`;
}
