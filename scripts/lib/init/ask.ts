import { boundaryNames, regions, regionsInBoundary } from "../../../catalog/regions";
import { exitCode, Failure } from "../failure";
import { existingParts, unfit, type Answers } from "./answers";

/** What the command line gave already; what is missing is asked for. */
export type Given = Partial<Answers>;

/** Asks a person for what is not given. Ctrl-C ends it with nothing written. */
export async function ask(given: Given): Promise<Answers> {
  // The package is ESM only.
  const prompts = await import("@clack/prompts");
  const answer = async <T>(question: () => Promise<T>): Promise<Exclude<T, symbol>> => {
    const said = await question();
    if (prompts.isCancel(said)) throw new Failure("cancelled: nothing was written", exitCode.usage);
    return said as Exclude<T, symbol>;
  };
  const text = (message: string, placeholder: string, form: RegExp, allowed: string): Promise<string> =>
    answer(() =>
      prompts.text({
        message,
        placeholder,
        validate: (value) => (form.test(value ?? "") ? undefined : `must be ${allowed}`),
      }),
    );
  const choose = <T extends string>(message: string, options: Readonly<Record<T, string>>): Promise<T> =>
    answer(() =>
      prompts.select({
        message,
        options: (Object.entries(options) as [T, string][]).map(([value, label]) => ({
          value,
          label,
        })) as never,
      }),
    );
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  const armId = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i;

  prompts.intro("A new environment");
  const stack =
    given.stack ??
    (await text(
      "Name of the environment",
      "prod",
      /^[a-z][a-z0-9]{1,11}$/,
      "2 to 12 lower-case letters and digits",
    ));
  const organization =
    given.organization ??
    (await text(
      "Short name of the organisation",
      "contoso",
      /^[a-z][a-z0-9]{1,9}$/,
      "2 to 10 lower-case letters and digits",
    ));
  const owner =
    given.owner ??
    (await text(
      "Mailbox of the team that answers for it",
      "platform@contoso.example",
      /^\S+@\S+\.\S+$/,
      "an email address",
    ));
  const boundary =
    given.boundary ??
    (await choose(
      "Data must stay in",
      Object.fromEntries(boundaryNames.map((name) => [name, name])) as Record<string, string>,
    ));
  const inside = regionsInBoundary(boundary as never).map(({ name }) => name);
  const region =
    given.region ??
    (await choose(
      "Primary region",
      Object.fromEntries(
        (inside.length > 0 ? inside : regions.map(({ name }) => name)).map((name) => [name, name]),
      ) as Record<string, string>,
    ));
  const processing =
    given.processing ??
    (await choose("Prompts may be processed", {
      region: "in the account's region only",
      dataZone: "anywhere in its data zone",
      global: "anywhere in the world",
    }));
  const isProtected =
    given.protected ??
    (await answer(() =>
      prompts.confirm({ message: "Must its data survive mistakes? (locks, protection from deletion)" }),
    ));
  const frameworks =
    given.frameworks ??
    (await answer(() =>
      prompts.multiselect({
        message: "Regulations that it answers to",
        required: false,
        options: [
          { value: "gdpr" as const, label: "GDPR" },
          { value: "hipaa" as const, label: "HIPAA" },
        ],
      }),
    ));
  const admins =
    given.admins ??
    (await text(
      "Object ID of the group that runs it",
      "az ad group show --group NAME --query id",
      guid,
      "a GUID",
    ));
  const network =
    given.network ??
    ((await choose("Network", { own: "make one", existing: "join one that stands" })) === "own"
      ? {
          addressSpace: await text(
            "Address space of the network",
            "10.40.0.0/20",
            /^\d+(\.\d+){3}\/\d+$/,
            "a CIDR range, /16 to /24",
          ),
        }
      : {
          virtualNetworkId: await text(
            "ARM ID of the virtual network",
            "/subscriptions/...",
            armId,
            "an ARM ID",
          ),
          privateEndpointSubnetId: await text(
            "ARM ID of its subnet for private endpoints",
            "/subscriptions/...",
            armId,
            "an ARM ID",
          ),
        });
  const mode =
    given.dns?.mode ??
    (await choose("Private DNS zones", {
      own: "this stack makes them",
      existing: "those of a hub are used",
      policy: "an Azure Policy of the organisation registers the endpoints",
    }));
  const dns =
    given.dns ??
    (mode === "existing"
      ? {
          mode,
          zonesResourceGroupId: await text(
            "ARM ID of the zones' resource group",
            "/subscriptions/.../resourceGroups/dns",
            armId,
            "an ARM ID",
          ),
        }
      : { mode });
  const subscription =
    given.subscription ?? (await text("Azure subscription", "az account show --query id", guid, "a GUID"));
  const existing = { ...(await askExisting()), ...given.existing };
  const monthlyBudget =
    given.monthlyBudget ??
    Number(await text("Budget for a month", "2000", /^[1-9]\d*$/, "a whole amount in the billing currency"));
  const repository =
    given.repository ??
    (await text(
      "Repository on GitHub that deploys it",
      "contoso/platform",
      /^[\w.-]+\/[\w.-]+$/,
      "owner/name",
    ));
  prompts.outro("That is all");
  return {
    stack,
    organization,
    owner,
    region,
    boundary,
    processing,
    protected: isProtected,
    frameworks,
    admins,
    network,
    dns,
    existing,
    monthlyBudget,
    repository,
    subscription,
  };

  async function askExisting(): Promise<Answers["existing"]> {
    const open = Object.entries(existingParts).filter(([part]) => !(part in (given.existing ?? {})));
    if (open.length === 0) return {};
    const parts = await answer(() =>
      prompts.multiselect({
        message: "What else stands already and is to be used?",
        required: false,
        options: open.map(([value, { label }]) => ({
          value: value as keyof Answers["existing"],
          label,
        })),
      }),
    );
    const ids: Answers["existing"] = {};
    for (const part of parts) {
      const { label, type } = existingParts[part];
      ids[part] = await answer(() =>
        prompts.text({
          message: `ARM ID of the ${label}`,
          placeholder: `/subscriptions/.../providers/${type}/...`,
          validate: (id) => unfit(part, id ?? "", subscription),
        }),
      );
    }
    return ids;
  }
}
