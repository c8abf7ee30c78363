import { regionOf, regionProblem } from "../../aws-region";
import type { GraphRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { fail, pass, unknown } from "../../verdicts";

const sinks: readonly (readonly [path: string, types: readonly string[]])[] = [
  ["loggingConfig.s3Config.bucketName", aws.bucket],
  ["loggingConfig.cloudwatchConfig.logGroupName", aws.logGroup],
  ["loggingConfig.cloudwatchConfig.largeDataDeliveryS3Config.bucketName", aws.bucket],
];

export const bedrockLogResidency: GraphRule = {
  id: "CS-0413",
  name: "bedrock-log-residency",
  title: "Logs of calls stay inside the boundary.",
  severity: "critical",
  why: "Prompts and answers stand in the log of calls. A sink in another region is a transfer of every one of them.",
  fix: {
    text: "Deliver to a bucket and a log group in the region of the stack.",
    code: 'new s3.Bucket("model-calls", {}, { provider: inRegion });',
  },
  controls: themes.residency,
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  scope: "graph",
  types: aws.invocationLogging,
  check: (logging, graph, { declaration }) => {
    for (const [path, types] of sinks)
      for (const { id, target } of graph.references(logging, path, types)) {
        const region = target && regionOf(target, graph);
        if (region === undefined)
          return unknown(
            `the region of ${path} (${target?.name ?? id ?? "not known"}) cannot be read from this stack`,
          );
        const problem = regionProblem(region, declaration);
        if (problem)
          return problem.certain
            ? fail(`${path} stands in "${region}", ${problem.text}`, path)
            : unknown(problem.text);
      }
    return pass;
  },
};
