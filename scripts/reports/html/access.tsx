import type { VNode } from "preact";
import {
  verbs,
  type AccessEntry,
  type AccessModel,
  type AccessResource,
  type Principal,
  type Verb,
} from "../../../graph/access/index";
import { howText, keysText, networkText, networkWords, verbWords } from "../../lib/access/words";
import { counted } from "../words";
import { Chapter, Chip, NumberCell, TableBox } from "./parts";
import type { Tone } from "./tokens";

const networkTones: Readonly<Record<AccessResource["network"]["state"], Tone>> = {
  private: "good",
  closed: "good",
  allowList: "warn",
  unknown: "warn",
  public: "bad",
};
const keyTones = { off: "good", on: "bad", unknown: "warn" } as const;

/** Who may do what: the matrix, the doors before it, and every answer with the chain behind it. */
export function EffectiveAccess({ model }: { model: AccessModel }): VNode {
  const names = new Map(model.principals.map((each) => [each.key, each]));
  const active = model.principals.filter(({ key }) =>
    model.entries.some(({ principal }) => principal === key),
  );
  return (
    <Chapter id="access" title="Effective access">
      <p>
        From the actions of each role, never from its name; with what is inherited from above. A question mark
        counts roles whose actions are not known here. Keys void roles where they are accepted, and neither
        helps where the network refuses.
      </p>
      {model.resources.length === 0 && <p>Nothing here is called, read or kept secret.</p>}
      {active.length > 0 && <Matrix model={model} principals={active} />}
      {model.resources.map((resource) => (
        <Door
          resource={resource}
          entries={model.entries.filter((entry) => entry.resource === resource.urn)}
          names={names}
        />
      ))}
      <ul class="muted small">
        {model.gaps.map((gap) => (
          <li>{gap}</li>
        ))}
      </ul>
    </Chapter>
  );
}

function Matrix({ model, principals }: { model: AccessModel; principals: readonly Principal[] }): VNode {
  return (
    <TableBox label="Table of principals">
      <table>
        <caption>Resources that each principal may do something to</caption>
        <thead>
          <tr>
            <th scope="col">Principal</th>
            {verbs.map((verb) => (
              <th scope="col" class="number">
                {verbWords[verb].column}
              </th>
            ))}
            <th scope="col">Acted as by</th>
          </tr>
        </thead>
        <tbody>
          {principals.map(({ key, name, federated, usedBy }) => (
            <tr>
              <th scope="row">{name}</th>
              {verbs.map((verb) => (
                <Count
                  entries={model.entries.filter((entry) => entry.principal === key && entry.verb === verb)}
                />
              ))}
              <td class="small">
                {[...usedBy, ...federated.map(({ issuer, subject }) => `${subject} of ${issuer}`)].join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** To how many resources; where that is not sure, to how many perhaps. */
function Count({ entries }: { entries: readonly AccessEntry[] }): VNode {
  const count = (answer: AccessEntry["answer"]): number =>
    new Set(entries.filter((entry) => entry.answer === answer).map(({ resource }) => resource)).size;
  const [sure, maybe] = [count("yes"), count("unknown")];
  if (maybe === 0) return <NumberCell value={sure} />;
  return (
    <td class="number">
      {sure > 0 && `${sure} + `}
      {maybe}?
    </td>
  );
}

/** One resource: from where it can be reached, whether keys work, and who may do what. */
function Door(props: {
  resource: AccessResource;
  entries: readonly AccessEntry[];
  names: ReadonlyMap<string, Principal>;
}): VNode {
  const { resource, entries, names } = props;
  const { kind, name, network, keys } = resource;
  return (
    <details class="row">
      <summary>
        {kind} <strong>{name}</strong>{" "}
        <Chip tone={networkTones[network.state]}>network: {networkWords[network.state]}</Chip>{" "}
        {keys && <Chip tone={keyTones[keys.state]}>keys: {keys.state}</Chip>}{" "}
        <span class="muted small">
          {counted(new Set(entries.map(({ principal }) => principal)).size, "principal")}
        </span>
      </summary>
      <p class="small">
        Network: {networkText(network)}. Keys: {keysText(keys)}.
      </p>
      {entries.length === 0 ? (
        <p>No role of this stack gives anybody anything here.</p>
      ) : (
        <TableBox label={`Access to ${name}`}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">Principal</th>
                <th scope="col">May</th>
                <th scope="col">By the role</th>
                <th scope="col">Held</th>
                <th scope="col">Which permits</th>
              </tr>
            </thead>
            <tbody>
              {merged(entries).map(({ entry, may }) => (
                <tr>
                  <th scope="row">{names.get(entry.principal)?.name ?? entry.principal}</th>
                  <td data-label="May">{may.map((verb) => verbWords[verb].column).join(", ")}</td>
                  <td data-label="By the role">{entry.holding.role}</td>
                  <td data-label="Held">
                    {howText(entry, entry.gateway !== undefined)}
                    {entry.holding.terms !== undefined && ` (${entry.holding.terms})`}
                  </td>
                  <td data-label="Which permits">
                    {entry.pattern === undefined ? "not known here" : <code>{entry.pattern}</code>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </details>
  );
}

/** The verbs that one pattern of one holding permits are one line. */
function merged(
  entries: readonly AccessEntry[],
): readonly { readonly entry: AccessEntry; readonly may: readonly Verb[] }[] {
  const lines = new Map<string, { entry: AccessEntry; may: Verb[] }>();
  for (const entry of entries) {
    const key = [entry.holding.urn, entry.path, entry.pattern].join("\n");
    const line = lines.get(key);
    if (line) line.may.push(entry.verb);
    else lines.set(key, { entry, may: [entry.verb] });
  }
  return [...lines.values()];
}
