import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { kmsKeySingleRegion as rule } from "./kms-key-single-region";

export const cases: RuleCases = {
  rule,
  pass: {
    "nothing said": [resource(aws.key[0], {})],
    "one region": [resource(aws.key[0], { multiRegion: false })],
  },
  fail: {
    "several regions": [[resource(aws.key[0], { multiRegion: true })], "multiRegion is true"],
    "a replica": [[resource(aws.replicaKey[0], { primaryKeyArn: "arn" })], "replica of a key"],
  },
};
