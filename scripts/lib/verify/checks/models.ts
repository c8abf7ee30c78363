import { answerOf, kindOf } from "../call";
import { type Case, type Check, type Outcome, fail, pass, skipped } from "../check";
import type { Cloud } from "../cloud";
import { type Deployment, type Platform, type Standing, isWithin, textAt } from "../platform";
import { drifted, records, textIn, valueIn } from "../read";
import { outside } from "./network";
import { callable, subjectOf } from "./needs";

export const deployments: Check = {
  id: "deployments",
  title: "Every deployment stands, with the model and version that the stack declares.",
  how: "Reads each deployment of the state from Resource Manager.",
  phase: "structure",
  cases: (platform) =>
    platform.deployments.map((deployment) => ({
      subject: subjectOf(deployment),
      run: async (cloud) => compare(deployment, cloud),
    })),
};

async function compare({ id, apiVersion, model, version, sku }: Deployment, cloud: Cloud): Promise<Outcome> {
  const found = await cloud.resource(id, apiVersion);
  if (!found) return fail("the deployment does not exist", drifted);
  const pairs = [
    ["state", textIn(found, "properties.provisioningState"), "Succeeded"],
    ["model", textIn(found, "properties.model.name"), model],
    ["version", textIn(found, "properties.model.version"), version],
    ["SKU", found.sku?.name, sku],
  ] as const;
  const wrong = pairs.filter(([, is, must]) => is !== must);
  return wrong.length === 0
    ? pass(`${model} ${version}, ${sku}`)
    : fail(wrong.map(([what, is, must]) => `${what} is ${String(is)}, must be ${must}`).join("; "), drifted);
}

export const contentFilters: Check = {
  id: "content-filters",
  title: "Every deployment has its content filter, and the filter answers.",
  how: "Compares deployment and filter with the state; calls each chat deployment with a prompt that every filter stops, and where there is none looks for what the filter says of a harmless one.",
  phase: "calls",
  cases: (platform, at) =>
    platform.deployments.map((deployment): Case => ({
      subject: subjectOf(deployment),
      needs: callable(platform, deployment, at),
      run: async (cloud) => {
        const configured = await compareFilter(deployment, platform, cloud);
        if (configured.result !== "pass" || kindOf(deployment) !== "chat") return configured;
        return provoke(deployment, platform, cloud, configured.evidence);
      },
    })),
};

const filterFix = `${drifted} Until then prompts and answers pass that the stack means to stop.`;

async function compareFilter(
  deployment: Deployment,
  platform: Platform,
  cloud: Cloud,
): Promise<Extract<Outcome, { result: "pass" }> | Extract<Outcome, { result: "fail" }>> {
  const declared = textAt(deployment.node, "inputs.properties.raiPolicyName") ?? "Microsoft.DefaultV2";
  const found = await cloud.resource(deployment.id, deployment.apiVersion);
  const actual = textIn(found, "properties.raiPolicyName") ?? "none of its own";
  if (found && actual !== declared && declared !== "Microsoft.DefaultV2")
    return {
      result: "fail",
      evidence: `its content filter is ${actual}, must be ${declared}`,
      fix: filterFix,
    };
  const policy = platform
    .standing("azure-native:cognitiveservices:RaiPolicy")
    .find(({ id }) => isWithin(id, deployment.account.id) && id.endsWith(`/${declared}`));
  if (!policy) return { result: "pass", evidence: declared };
  const standing = await cloud.resource(policy.id, policy.apiVersion);
  if (!standing)
    return { result: "fail", evidence: `content filter ${declared} does not exist`, fix: filterFix };
  const wrong = weakened(policy, records(standing.properties["contentFilters"]));
  return wrong.length === 0
    ? { result: "pass", evidence: `filter ${declared}` }
    : { result: "fail", evidence: `filter ${declared}: ${wrong.join("; ")}`, fix: filterFix };
}

/** Filters that do less than the state says. */
function weakened({ node }: Standing, actual: readonly Record<string, unknown>[]): readonly string[] {
  const declared = records(
    (node.inputs["properties"] as Record<string, unknown> | undefined)?.["contentFilters"],
  );
  return declared.flatMap((filter) => {
    const [name, source] = [textIn(filter, "name") ?? "", textIn(filter, "source") ?? ""];
    const found = actual.find((one) => one["name"] === name && one["source"] === source);
    if (!found) return [`${name} (${source}) is gone`];
    return ["blocking", "enabled", "severityThreshold"]
      .filter((key) => valueIn(filter, key) !== undefined && valueIn(found, key) !== valueIn(filter, key))
      .map(
        (key) =>
          `${name} (${source}): ${key} is ${String(valueIn(found, key))}, must be ${String(valueIn(filter, key))}`,
      );
  });
}

async function provoke(
  deployment: Deployment,
  platform: Platform,
  cloud: Cloud,
  configured: string,
): Promise<Outcome> {
  if (!cloud.positions.has("network")) return skipped(`${configured} stands; ${outside}`);
  const { account } = deployment;
  const [speaker] = cloud.speakers(
    platform.principals.filter(({ mayCall }) => mayCall.has(account.id.toLowerCase())),
  );
  if (!speaker) return skipped(`${configured} stands; no identity may call it on behalf of this check`);
  const client = cloud.client(account.address, "network", speaker);
  const answer = await answerOf(client, deployment, cloud.filteredPrompt);
  if (cloud.filteredPrompt === undefined)
    return answer.ok && answer.annotated
      ? pass(`${configured}; it says what it thinks of a prompt`)
      : fail(`${configured} stands, and ${answer.said} tells nothing of it`, filterFix);
  return !answer.ok && answer.code === "content_filter"
    ? pass(`${configured}; it stops the test prompt`)
    : fail(`${configured} stands, and the test prompt gets ${answer.said}`, filterFix);
}
