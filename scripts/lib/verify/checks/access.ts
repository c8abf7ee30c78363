import { answerOf, kindOf } from "../call";
import { type Case, type Check, type Outcome, fail, pass, skipped } from "../check";
import type { Cloud, Speaker } from "../cloud";
import { type Account, type Deployment, type Platform, type Route, isWithin, textAt } from "../platform";
import { drifted } from "../read";
import { outside } from "./network";
import { callable, reachable, subjectOf } from "./needs";

const noSpeaker = "no identity that may call is at hand: name one with --caller";
const noStranger = "no identity without a role is at hand: name one with --stranger";

export const allowedAnswered: Check = {
  id: "allowed-answered",
  title: "Whoever may call a deployment gets an answer from it.",
  how: "Gets a completion or an embedding from each deployment as each identity and group with a role, and through the gateway as each workload.",
  phase: "calls",
  eventual: true,
  cases: (platform, cloud) => [
    ...platform.deployments.flatMap((deployment) => directCases(deployment, platform, cloud)),
    ...platform.routes.flatMap((route) => gatewayCases(route, platform, cloud)),
  ],
};

const roleFix =
  "Compare the role assignments on the account with the stack: `cornerstone drift`. A new role takes Azure minutes to apply.";

function directCases(deployment: Deployment, platform: Platform, cloud: Cloud): readonly Case[] {
  const { account } = deployment;
  const callers = platform.principals.filter(({ mayCall }) => mayCall.has(account.id.toLowerCase()));
  const speakers = cloud.speakers(callers);
  const subject = subjectOf(deployment);
  if (speakers.length === 0) return [{ subject, run: () => Promise.resolve(skipped(noSpeaker)) }];
  return speakers.map((speaker) => ({
    subject: `${subject} as ${speaker.label}`,
    needs: callable(platform, deployment, cloud),
    run: (at) => ask(deployment, account.address, speaker, at, roleFix),
  }));
}

/** Through the gateway the pool of the deployment answers, whichever of its members that is. */
function gatewayCases(route: Route, platform: Platform, cloud: Cloud): readonly Case[] {
  const speakers = cloud.speakers(route.callers);
  const fix =
    "Look at the API of the workload and its policy, the backends of its pools, and the role of the gateway's identity on the accounts: `cornerstone drift`.";
  return route.deployments
    .filter((deployment) => kindOf(deployment) !== undefined)
    .flatMap((deployment) => {
      const subject = `gateway ${route.workload}/${deployment.deployment}`;
      if (speakers.length === 0) return [{ subject, run: () => Promise.resolve(skipped(noSpeaker)) }];
      return speakers.map((speaker): Case => ({
        subject: `${subject} as ${speaker.label}`,
        needs: callable(platform, deployment, cloud),
        run: (at) => ask(deployment, route.address, speaker, at, fix),
      }));
    });
}

async function ask(
  deployment: Deployment,
  address: string,
  speaker: Speaker,
  cloud: Cloud,
  fix: string,
): Promise<Outcome> {
  if (!cloud.positions.has("network")) return skipped(outside);
  if (kindOf(deployment) === undefined)
    return skipped(`no check knows how to call ${deployment.model} (${deployment.sku})`);
  const answer = await answerOf(cloud.client(address, "network", speaker), deployment);
  return answer.ok ? pass(answer.said) : fail(`refused or not answered: ${answer.said}`, fix);
}

export const strangersRefused: Check = {
  id: "strangers-refused",
  title: "Nobody else gets an answer.",
  how: "Calls each account as principals without a role, each workload's gateway path as another workload, and looks for role assignments that the stack does not declare.",
  phase: "calls",
  cases: (platform, cloud) => [
    ...platform.accounts.flatMap((account) => strangerCases(account, platform, cloud)),
    ...platform.routes.flatMap((route) => foreignCases(route, platform, cloud)),
    ...platform.accounts.map((account): Case => ({
      subject: `${account.name} role assignments`,
      run: (at) => undeclared(account, platform, at),
    })),
  ],
};

const strangerFix = `${drifted} Take the role away: whoever holds it reads answers of the platform's models.`;

function strangerCases(account: Account, platform: Platform, cloud: Cloud): readonly Case[] {
  const deployment = platform.deployments.find((one) => one.account === account && kindOf(one) !== undefined);
  if (!deployment) return [];
  const strangers = cloud.strangers(
    platform.principals.filter(({ mayCall }) => !mayCall.has(account.id.toLowerCase())),
  );
  if (strangers.length === 0)
    return [{ subject: account.name, run: () => Promise.resolve(skipped(noStranger)) }];
  return strangers.map((stranger) => ({
    subject: `${account.name} as ${stranger.label}`,
    needs: callable(platform, deployment, cloud),
    run: (at) => refused(deployment, account.address, stranger, at, ["PermissionDenied"]),
  }));
}

/** One workload at the address of another. */
function foreignCases(route: Route, platform: Platform, cloud: Cloud): readonly Case[] {
  const [deployment] = route.deployments.filter((one) => kindOf(one) !== undefined);
  const others = platform.routes
    .flatMap(({ callers }) => callers)
    .filter((caller) => !route.callers.some(({ id }) => id === caller.id));
  const [stranger] = cloud.speakers(others);
  if (!deployment) return [];
  const subject = `gateway ${route.workload}`;
  if (!stranger) return [{ subject, run: () => Promise.resolve(skipped(noStranger)) }];
  return [
    {
      subject: `${subject} as ${stranger.label}`,
      needs: reachable(platform, deployment.account, cloud),
      run: (at) => refused(deployment, route.address, stranger, at, ["CallerNotAllowed", "401"]),
    },
  ];
}

async function refused(
  deployment: Deployment,
  address: string,
  stranger: Speaker,
  cloud: Cloud,
  codes: readonly string[],
): Promise<Outcome> {
  if (!cloud.positions.has("network")) return skipped(outside);
  const answer = await answerOf(cloud.client(address, "network", stranger), deployment);
  if (answer.ok) return fail(`${stranger.label} gets ${answer.said}`, strangerFix);
  return codes.includes(answer.code ?? "")
    ? pass(`refused: ${answer.said}`)
    : skipped(`the call ends for another reason: ${answer.said}`);
}

/** Roles on an account, or around it, that let somebody call and stand in no stack. */
async function undeclared(account: Account, platform: Platform, cloud: Cloud): Promise<Outcome> {
  const declared = new Set(
    platform
      .standing("azure-native:authorization:RoleAssignment")
      .map(({ node }) => keyOf(textAt(node, "inputs.principalId"), textAt(node, "inputs.roleDefinitionId"))),
  );
  const here = (await cloud.roleAssignments()).filter(({ scope }) => isWithin(account.id, scope));
  const foreign = here.filter(
    ({ principalId, roleDefinitionId }) => !declared.has(keyOf(principalId, roleDefinitionId)),
  );
  const judged = await Promise.all(
    foreign.map(async (one) => ({ ...one, calls: await cloud.letsCall(one.roleDefinitionId) })),
  );
  const names = new Map(platform.principals.map(({ id, label }) => [id, label]));
  const describe = ({
    principalId,
    principalType,
    roleDefinitionId,
    scope,
  }: (typeof judged)[number]): string => {
    const who = names.get(principalId.toLowerCase()) ?? `${principalType} ${principalId}`;
    return `${who} holds role ${roleDefinitionId.split("/").at(-1) ?? ""} on ${scope.split("/").at(-1) ?? ""}`;
  };
  const calling = judged.filter(({ calls }) => calls === true);
  if (calling.length > 0)
    return fail(`may call, and stands in no stack: ${calling.map(describe).join("; ")}`, strangerFix);
  const unknown = judged.filter(({ calls }) => calls === undefined);
  if (unknown.length > 0)
    return skipped(`what these permit cannot be told: ${unknown.map(describe).join("; ")}`);
  return pass(`${here.length} role assignments, none that the stack does not know lets anybody call`);
}

function keyOf(principal: string | undefined, role: string | undefined): string {
  return `${principal ?? ""} ${role?.split("/").at(-1) ?? ""}`.toLowerCase();
}
