import type { AccessEntry, AccessModel } from "../../../graph/access/index";

/** Access that one model has and another has not. */
export interface AccessChange {
  readonly gained: readonly AccessLine[];
  readonly lost: readonly AccessLine[];
}

export interface AccessLine {
  readonly principal: string;
  readonly resource: string;
  readonly entry: AccessEntry;
}

/** Compares by who, what and the effect: another role that permits the same changes nothing. */
export function compareModels(before: AccessModel, after: AccessModel): AccessChange {
  const [old, young] = [linesOf(before), linesOf(after)];
  const missing = (these: ReadonlyMap<string, AccessLine>, those: ReadonlyMap<string, AccessLine>) =>
    [...these].filter(([key]) => !those.has(key)).map(([, line]) => line);
  return { gained: missing(young, old), lost: missing(old, young) };
}

/** Names, not object IDs: an identity that two graphs make up has another ID in each. */
function linesOf(model: AccessModel): ReadonlyMap<string, AccessLine> {
  const principals = new Map(model.principals.map(({ key, name }) => [key, name]));
  const resources = new Map(model.resources.map(({ urn, kind, name }) => [urn, `${kind} ${name}`]));
  return new Map(
    model.entries.flatMap((entry) => {
      const principal = principals.get(entry.principal) ?? entry.principal;
      const whole = resources.get(entry.resource) ?? entry.resource;
      // A gateway lets nobody at the whole account: one deployment more is a gain.
      const parts = entry.gateway?.deployments?.map((name) => `${whole}, deployment ${name}`) ?? [whole];
      return parts.map((resource): readonly [string, AccessLine] => [
        [principal, resource, entry.verb, entry.answer, entry.path, entry.holding.eligible].join("\n"),
        { principal, resource, entry },
      ]);
    }),
  );
}
