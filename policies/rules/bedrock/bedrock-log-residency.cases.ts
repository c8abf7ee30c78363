import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws, awsProviderType } from "../../types";
import { bedrockLogResidency as rule } from "./bedrock-log-residency";

const logging = resource(aws.invocationLogging[0], { loggingConfig: { s3Config: { bucketName: "calls" } } });
const bucket = (region?: string) => resource(aws.bucket[0], { bucket: "calls", region }, { name: "bucket" });
const provider = resource(awsProviderType, { region: "eu-central-1" }, { name: "aws" });

export const cases: RuleCases = {
  rule,
  pass: {
    "inside the boundary": [logging, bucket("eu-central-1")],
    "by the provider's region": [logging, { ...bucket(), provider: `${provider.urn}::id` }, provider],
    "a log group, by its ARN": [
      resource(aws.invocationLogging[0], { loggingConfig: { cloudwatchConfig: { logGroupName: "calls" } } }),
      resource(
        aws.logGroup[0],
        {},
        {
          name: "group",
          id: "calls",
          outputs: { arn: "arn:aws:logs:eu-west-1:111122223333:log-group:calls" },
        },
      ),
    ],
  },
  fail: {
    "outside of it": [[logging, bucket("us-east-1")], 'stands in "us-east-1", outside of the boundary "eu"'],
  },
  unknown: {
    "a bucket of another stack": [logging],
    "a bucket whose region nothing tells": [logging, bucket()],
    "a bucket that is not known yet": [
      resource(aws.invocationLogging[0], {
        loggingConfig: { s3Config: { bucketName: new Unknown("preview") } },
      }),
    ],
  },
};
