import { findModel } from "../../../catalog/models";
import { blocklistsOf, byName, contentFilterOf } from "./content-filters";
import type { Assumptions } from "./draft";
import { isWithin, numberAt, ofType, regionOf, textAt, type Estate, type Existing } from "./existing";

/** The section `models`, and what others need to know of it. */
export interface Models {
  readonly section: Record<string, unknown>;
  /** ID of an account, in lower case -> its name in the stack file. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly called: readonly {
    readonly name: string;
    readonly account: Existing;
    readonly workload?: string;
  }[];
}

/** What names begin with, and where what tells no region is. */
interface Home {
  readonly organization: string;
  readonly name: string;
  readonly region: string;
}

/** Accounts with their deployments, filters and blocklists, as a stack file writes them. */
export function modelsOf(estate: Estate, environment: Home, assumptions: Assumptions): Models {
  const prefix = `${environment.organization}-${environment.name}-`;
  const accounts = ofType(estate, "microsoft.cognitiveservices/accounts").filter((account) =>
    ["AIServices", "OpenAI"].includes(textAt(account, "kind") ?? ""),
  );
  const nameOf = (account: Existing): string => {
    // `<prefix><name>-<hash>`: the name that the platform gives an account.
    const own = account.name.startsWith(prefix)
      ? /^(.+)-[0-9a-z]{6}$/.exec(account.name.slice(prefix.length))?.[1]
      : undefined;
    return (
      own ??
      account.name
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, "-")
        .slice(0, 20)
        .replace(/^[^a-z]+|-+$/g, "")
    );
  };
  const deployments = ofType(estate, "microsoft.cognitiveservices/accounts/deployments").flatMap(
    (deployment) => {
      const account = accounts.find(({ id }) => isWithin(deployment.id, id));
      return account ? [{ deployment, account }] : [];
    },
  );
  const known = new Set(
    ofType(estate, "microsoft.cognitiveservices/accounts/raipolicies").map(({ name }) => name),
  );
  const filters = ofType(estate, "microsoft.cognitiveservices/accounts/raipolicies").filter(
    ({ name }) => !name.startsWith("Microsoft."),
  );
  const declared = new Map<string, { readonly name: string; readonly version: string }>();
  const written = deployments.map(({ deployment, account }) => {
    const [model, version] = [
      textAt(deployment, "model.name") ?? "",
      textAt(deployment, "model.version") ?? "",
    ];
    if (findModel(model, version) === undefined)
      declared.set(`${model} ${version}`, { name: model, version });
    const filter = textAt(deployment, "raiPolicyName");
    const upgrade = textAt(deployment, "versionUpgradeOption");
    return {
      name: deployment.name,
      account: nameOf(account),
      model,
      version,
      sku: textAt(deployment, "sku.name"),
      capacity: numberAt(deployment, "sku.capacity"),
      ...(filter !== undefined && known.has(filter) && !filter.startsWith("Microsoft.")
        ? { contentFilter: filter }
        : {}),
      ...(upgrade === undefined || upgrade === "NoAutoUpgrade" ? {} : { versionUpgrade: upgrade }),
    };
  });
  const blocklists = blocklistsOf(estate);
  for (const { name, version } of declared.values())
    assumptions.take("models.declared", `${name} ${version}`, "the catalog does not know this version");
  return {
    section: {
      accounts: accounts.map((account) => ({
        name: nameOf(account),
        region: regionOf(account.location) ?? environment.region,
        ...(textAt(account, "kind") === "OpenAI" ? { kind: "OpenAI" } : {}),
      })),
      ...(blocklists.length > 0 ? { blocklists } : {}),
      ...(filters.length > 0 ? { contentFilters: byName(filters.map(contentFilterOf)) } : {}),
      deployments: written,
      ...(declared.size > 0 ? { declared: [...declared.values()] } : {}),
    },
    accountNames: new Map(accounts.map((account) => [account.id.toLowerCase(), nameOf(account)])),
    called: deployments.map(({ deployment, account }) => {
      const workload = deployment.tags["workload"];
      return { name: deployment.name, account, ...(workload === undefined ? {} : { workload }) };
    }),
  };
}
