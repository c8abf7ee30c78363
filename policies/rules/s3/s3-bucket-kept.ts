import type { ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { notApplicable, pass, unlike } from "../../verdicts";

export const s3BucketKept: ResourceRule = {
  id: "CS-0470",
  name: "s3-bucket-kept",
  title: "Buckets of protected environments are not emptied to be deleted.",
  severity: "medium",
  why: "With forceDestroy, deleting the stack, or one line in it, deletes every object and version first. Without it AWS refuses to delete a bucket that holds something.",
  fix: {
    text: "Leave forceDestroy out where data must not be lost.",
    code: "new s3.Bucket(name, { forceDestroy: false });",
  },
  controls: serving(themes.recovery),
  covers: [],
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/",
  scope: "resource",
  types: aws.bucket,
  check: (inputs, _, { declaration }) => {
    if (!declaration.protected)
      return notApplicable(`the environment "${declaration.environment}" is not protected`);
    return inputs.boolean("forceDestroy") === true
      ? unlike(inputs, "forceDestroy", "must be false where data must not be lost")
      : pass;
  },
};
