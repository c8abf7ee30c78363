import type { GraphReader, GraphRule, Subject } from "../../rule";
import { themes } from "../../themes";
import { aws, awsProviderType } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

/** The types that AWS can tag; settings of another resource and rules are not among them. */
const taggable: readonly string[] = [
  ...[
    ...aws.guardrail,
    ...aws.inferenceProfile,
    ...aws.provisionedThroughput,
    ...aws.agent,
    ...aws.knowledgeBase,
  ],
  ...[...aws.customModel, ...aws.vpc, ...aws.subnet, ...aws.securityGroup, ...aws.defaultSecurityGroup],
  ...[...aws.vpcEndpoint, ...aws.routeTable, ...aws.flowLog, ...aws.key, ...aws.role, ...aws.policy],
  ...[
    ...aws.identityProvider,
    ...aws.bucket,
    ...aws.logGroup,
    ...aws.metricAlarm,
    ...aws.trail,
    ...aws.topic,
  ],
  ...[...aws.budget, ...aws.secret],
];

export const awsResourceTagsRequired: GraphRule = {
  id: "CS-0551",
  name: "aws-resource-tags-required",
  title: "Resources of AWS carry the tags that the stack requires.",
  severity: "low",
  why: "A tag says whose a resource is when it must be paid, called about, or found after an incident. Records of processing start from it.",
  fix: {
    text: "Pass the platform's tags to the resource, or let the provider add them.",
    code: "new aws.Provider(name, { defaultTags: { tags } });",
  },
  controls: themes.inventory,
  covers: [],
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  scope: "graph",
  types: taggable,
  check: (resource, graph, { declaration: { requiredTags } }) => {
    if (requiredTags.length === 0) return notApplicable("the stack requires no tags");
    const tags = tagsOf(resource, graph);
    const missing = requiredTags.filter((tag) => !tags.get(tag.toLowerCase()));
    return missing.length === 0 ? pass : fail(`tags lack ${missing.join(", ")}`, "tags");
  },
};

/** What the resource asks for, its provider adds and AWS answers, by the name in lower case. */
function tagsOf(resource: Subject, graph: GraphReader): ReadonlyMap<string, string> {
  const provider = graph
    .all([awsProviderType])
    .find(({ urn }) => resource.provider?.startsWith(`${urn}::`) === true);
  const sources = [
    provider && graph.inputs(provider).object("defaultTags.tags"),
    graph.outputs(resource).object("tagsAll"),
    graph.inputs(resource).object("tags"),
  ];
  return new Map(
    sources.flatMap(
      (tags) => tags?.keys().map((name) => [name.toLowerCase(), tags.string(name) ?? ""] as const) ?? [],
    ),
  );
}
