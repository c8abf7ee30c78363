import { planPools } from "../../../../components/gateway/plan";
import { gatewayInventory } from "../../../../stacks/config/gateway-inventory";
import { answerOf, kindOf } from "../call";
import { type Case, type Check, type Outcome, fail, pass, skipped } from "../check";
import type { Cloud } from "../cloud";
import type { Deployment, Platform, Route } from "../platform";

/** Runs only where `--exercise failover` asks for it. */
export const failover: Check = {
  id: "failover",
  title: "While a region is down, the gateway answers from another one.",
  how: "Takes the data plane of each region down for a moment, and calls each pool that the stack declares in a second region.",
  phase: "exercises",
  cases: (platform) => {
    const { environment, gateway } = platform.config;
    const gateways = [environment.region, ...(gateway?.regions ?? []).map(({ region }) => region)];
    // A gateway goes down with its only region.
    const regions = [...new Set(platform.accounts.map(({ region }) => region))].filter((region) =>
      gateways.some((other) => other !== region),
    );
    return regions.flatMap((region) =>
      platform.routes.flatMap((route) =>
        survivors(route, region, platform).map((deployment): Case => ({
          subject: `${route.workload}/${deployment.deployment} without ${region}`,
          needs: [],
          run: (cloud) => callDuring(region, route, deployment, platform, cloud),
        })),
      ),
    );
  },
};

/** Deployments in the region, each of a pool that has a member in another one. */
function survivors(route: Route, region: string, { config, deployments }: Platform): readonly Deployment[] {
  const workload = config.workloads.find(({ name }) => name === route.workload);
  const regionOf = (name: string): string | undefined =>
    deployments.find(({ deployment }) => deployment === name)?.account.region;
  const inventory = gatewayInventory(config.models);
  return planPools(route.workload, workload?.models ?? [], inventory, config.environment.region)
    .map(({ members }) => members.map((member) => member.deployment))
    .filter((members) => members.some((name) => regionOf(name) !== region))
    .flatMap((members) => members.filter((name) => regionOf(name) === region).slice(0, 1))
    .flatMap((name) => deployments.find(({ deployment }) => deployment === name) ?? [])
    .filter((deployment) => kindOf(deployment) !== undefined);
}

async function callDuring(
  region: string,
  route: Route,
  deployment: Deployment,
  { principals }: Platform,
  cloud: Cloud,
): Promise<Outcome> {
  if (!cloud.outage) return skipped(`a region of ${cloud.name} cannot be taken down`);
  const [speaker] = cloud.speakers(route.callers);
  if (!speaker) return skipped("no identity of the workload is at hand: name one with --caller");
  const { id, address } = deployment.account;
  const [witness] = cloud.speakers(principals.filter(({ mayCall }) => mayCall.has(id.toLowerCase())));
  await cloud.outage(region, true);
  try {
    // Who calls through the gateway may not call the account, and would be refused by it, down or not.
    const direct = witness && (await answerOf(cloud.client(address, "network", witness), deployment));
    if (direct?.ok) return skipped(`${region} answers although it was taken down`);
    const answer = await answerOf(cloud.client(route.address, "network", speaker), deployment);
    return answer.ok
      ? pass(`another region answers with ${answer.said}`)
      : fail(
          `nothing answers: ${answer.said}`,
          "Compare the pools of the gateway with the stack (`cornerstone drift`): the member in another region is gone, cannot be reached, or refuses the gateway's identity.",
        );
  } finally {
    await cloud.outage(region, false);
  }
}
