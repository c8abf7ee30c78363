import { usesBedrock } from "../../bedrock-models";
import type { GraphRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws, stackType } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const cloudtrailBedrockRecorded: GraphRule = {
  id: "CS-0506",
  name: "cloudtrail-bedrock-recorded",
  title: "A stack that calls models has a trail.",
  severity: "medium",
  why: "Without a trail the account keeps ninety days of events that nobody can query together. A stack of its own account brings its trail along.",
  fix: {
    text: "Create a trail, or exempt the stack where the organisation keeps one, naming it.",
    code: "new cloudtrail.Trail(name, { isMultiRegionTrail: true, s3BucketName: bucket.id });",
  },
  controls: serving(themes.logging),
  covers: [],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html",
  scope: "graph",
  types: [stackType],
  check: (_, graph) => {
    if (!usesBedrock(graph)) return notApplicable("it uses no models of Bedrock");
    return graph.all(aws.trail).length > 0
      ? pass
      : fail("it uses models of Bedrock, and no trail of it records who calls them");
  },
};
