import { canonicalType } from "../../../../graph/types";
import { answerOf, kindOf, madeUpKey } from "../call";
import type { Cloud } from "../cloud";
import { type Case, type Check, type Outcome, fail, pass } from "../check";
import { type Account, type Platform, type Standing, valueAt } from "../platform";
import { drifted } from "../read";
import { reachable } from "./needs";

/** Properties that switch keys off, and their value then. */
const switches = { disableLocalAuth: true, allowSharedKeyAccess: false } as const;
type Switch = keyof typeof switches;

export const keysRefused: Check = {
  id: "keys-refused",
  title: "Nothing takes a key.",
  how: "Reads the switch of each resource from Resource Manager; asks each AI account for its keys, and calls it with a made-up one.",
  phase: "calls",
  cases: (platform, cloud) => keyless(platform).map((one) => caseOf(one, platform, cloud)),
};

/** Every resource whose keys the stack switches off. */
function keyless(platform: Platform): readonly Standing[] {
  const types = new Set(platform.graph.resources.map(({ type }) => canonicalType(type)));
  return [...types].flatMap((type) =>
    type.startsWith("azure-native:")
      ? platform.standing(type).filter((one) => switchesOf(one).length > 0)
      : [],
  );
}

function switchesOf({ node }: Standing): readonly Switch[] {
  return (Object.keys(switches) as Switch[]).filter(
    (name) =>
      (valueAt(node, `inputs.properties.${name}`) ?? valueAt(node, `inputs.${name}`)) === switches[name],
  );
}

function caseOf(resource: Standing, platform: Platform, at: Cloud): Case {
  const account = platform.accounts.find(({ id }) => id === resource.id);
  return {
    subject: resource.name,
    ...(account ? { needs: reachable(platform, account, at) } : {}),
    run: async (cloud) => {
      const found = await cloud.resource(resource.id, resource.apiVersion);
      if (!found) return fail("the resource does not exist", drifted);
      const on = switchesOf(resource).filter((name) => valueOf(found.properties, name) !== switches[name]);
      if (on.length > 0)
        return fail(
          on
            .map((name) => `${name} is ${String(valueOf(found.properties, name))}, must be ${switches[name]}`)
            .join("; "),
          drifted,
        );
      return account ? tryKeys(account, platform, cloud) : pass("switched off by its configuration");
    },
  };
}

/** Some services write the names of their properties with a capital. */
function valueOf(properties: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(properties).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : properties[key];
}

async function tryKeys(account: Account, platform: Platform, cloud: Cloud): Promise<Outcome> {
  const seen = ["switched off by its configuration"];
  const given = await cloud.givesKeys(account.id);
  if (given === true) return fail("Resource Manager gives out keys of the account", drifted);
  seen.push(given === false ? "no key is given out" : "whether keys are given out may not be asked");
  const deployment = platform.deployments.find((one) => one.account === account && kindOf(one) !== undefined);
  if (!deployment || !cloud.positions.has("network")) return pass([...seen, "no call was made"].join("; "));
  const answer = await answerOf(cloud.client(account.address, "network", { key: madeUpKey }), deployment);
  if (!answer.ok && answer.code === "AuthenticationTypeDisabled")
    return pass([...seen, `a call with a key is refused: ${answer.said}`].join("; "));
  return fail(
    `a call with a key gets "${answer.said}", must get 403 AuthenticationTypeDisabled: keys are looked at`,
    drifted,
  );
}
