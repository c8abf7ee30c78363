import { regionOf, regionProblem } from "../../aws-region";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, notApplicable, pass, unknown } from "../../verdicts";

export const s3BucketReplicationResidency: GraphRule = {
  id: "CS-0471",
  name: "s3-bucket-replication-residency",
  title: "Copies of buckets stay inside the boundary.",
  severity: "critical",
  why: "A replica is the same data in another region. Public rules ask for one; under a boundary it is a transfer, unless its region lies inside.",
  fix: {
    text: "Replicate to a bucket of a region inside the boundary, made in this stack so that its region can be read.",
    code: 'new s3.Bucket("replica", { region: "eu-west-1" });',
  },
  controls: themes.residency,
  covers: [],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  scope: "graph",
  types: [...aws.bucketReplication, ...aws.bucket],
  check: (resource, graph, { declaration }) => {
    const targets = [
      "rules[].destination.bucket",
      "replicationConfiguration.rules[].destination.bucket",
    ].flatMap((path) =>
      graph.references(resource, path, aws.bucket).map((reference) => ({ path, ...reference })),
    );
    if (targets.length === 0) return notApplicable("it is copied nowhere");
    for (const { path, id, target } of targets) {
      const region = target && regionOf(target, graph);
      if (region === undefined)
        return unknown(
          `the bucket ${id ?? "that it is copied to"} is not in this stack, so its region is not known`,
        );
      const problem = regionProblem(region, declaration);
      if (problem)
        return problem.certain
          ? fail(`it is copied to "${region}", ${problem.text}`, path)
          : unknown(problem.text);
    }
    return pass;
  },
};
