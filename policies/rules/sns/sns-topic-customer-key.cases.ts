import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { snsTopicCustomerKey as rule } from "./sns-topic-customer-key";

const key = resource(aws.key[0], {}, { name: "key", id: "1-2" });

export const cases: RuleCases = {
  rule,
  pass: { "a key of this stack": [resource(aws.topic[0], { kmsMasterKeyId: "1-2" }), key] },
  fail: {
    none: [[resource(aws.topic[0], {})], "kmsMasterKeyId is not set"],
    "the key of AWS": [[resource(aws.topic[0], { kmsMasterKeyId: "alias/aws/sns" })], "a key of AWS"],
  },
  unknown: { "not known yet": [resource(aws.topic[0], { kmsMasterKeyId: new Unknown("preview") })] },
};
