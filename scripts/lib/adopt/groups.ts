import { exitCode, Failure } from "../failure";
import { draftOf } from "./sections";
import type { Estate } from "./existing";

/** Object ID of a group by what it is: a workload's name, or a name of the section `identity.groups`. */
export type Groups = Readonly<Record<string, string>>;

/** Groups of the section `identity` that a resource group tells by their roles. */
const ofIdentity = ["platformAdmins", "modelDevelopers", "modelUsers", "auditors"];

/** Reads `--group name=<object ID>`; throws for a name that nothing which stands has. */
export function groupsOf(given: readonly string[], estate: Estate): Groups {
  const known = [...workloadsOf(estate), ...ofIdentity];
  return Object.fromEntries(
    given.map((text) => {
      const [, name = "", id = ""] =
        /^([^=]+)=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(text) ?? [];
      if (name === "")
        throw new Failure(
          `--group ${text} is not a name and an object ID`,
          exitCode.usage,
          "It looks like customer-service=<object ID>: az ad group show --group NAME --query id",
        );
      if (!known.includes(name))
        throw new Failure(
          `--group ${name}: nothing of that name stands`,
          exitCode.usage,
          `Names are: ${known.join(", ")}.`,
        );
      return [name, id.toLowerCase()];
    }),
  );
}

/**
 * Asks for each group that could be more than one workload's. An empty answer takes what would be assumed.
 *
 * @param ask one question, answered by a person
 */
export async function askedGroups(
  estate: Estate,
  given: Groups,
  ask: (question: string) => Promise<string>,
): Promise<Groups> {
  const answers: Record<string, string> = { ...given };
  for (let name = unsure(estate, answers); name !== undefined; name = unsure(estate, answers)) {
    const { value, path } = name;
    const answer = (await ask(`Object ID of the group of ${path} (${value}): `)).trim();
    Object.assign(answers, groupsOf([`${path}=${answer === "" ? value : answer}`], estate));
  }
  return answers;
}

/** The first workload whose group is assumed. */
function unsure(
  estate: Estate,
  groups: Groups,
): { readonly path: string; readonly value: string } | undefined {
  for (const { path, value } of draftOf(estate, groups).assumed) {
    const name = /^workloads\[(.+)\]\.group$/.exec(path)?.[1];
    if (name !== undefined) return { path: name, value };
  }
  return undefined;
}

function workloadsOf(estate: Estate): readonly string[] {
  const workloads = draftOf(estate).sections["workloads"];
  return Array.isArray(workloads) ? workloads.map(({ name }: { readonly name: string }) => name) : [];
}
