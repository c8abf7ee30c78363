import { createHash } from "node:crypto";
import type { Rows } from "../localcloud/arm/arm";
import type { DeclaredModel } from "../catalog/models";
import { declaredModelRows } from "../localcloud/behaviours/deployment-models";
import { cloudPackages, openLocalCloud, type CloudPackage } from "../localcloud/cloud";
import { existingPolicyRows, existingRows, existingTable } from "../localcloud/existing";
import type { ProviderCore, Values } from "../localcloud/provider/core";
import { homesOfModels } from "../stacks/config/declared-models";
import { existingPolicies, existingResources } from "../stacks/config/existing-resources";
import { CheckFailedError } from "./resolver";
import type { ExplicitProvider, Resolver } from "./resolver";
import { parseUrn } from "./urn";

/**
 * Resolves a program against a local cloud of its own, in memory and empty but for what its configuration names by ID: each resource is checked and created there, so
 * that IDs, endpoints and principals look as after a deployment, and what the cloud would refuse is refused.
 *
 * @param config the program's configuration by full key; `azure-native:location` and the like configure the providers
 */
export function cloudResolver(config: Readonly<Record<string, unknown>>): Resolver {
  const sections = sectionsOf(config);
  const models = declaredModelRows(declaredIn(config), homesOfModels(sections));
  const existing = {
    ...existingRows(existingResources(sections)),
    ...existingPolicyRows(existingPolicies(sections)),
  };
  const rows: Readonly<Record<string, ReturnType<Rows>>> = { models, [existingTable]: existing };
  const cloud = openLocalCloud({ rows: (table) => rows[table] });
  const cores = new Map<string, ProviderCore>();

  function coreOf(token: string, provider?: ExplicitProvider): ProviderCore {
    const name = token.slice(0, token.indexOf(":"));
    const pkg = cloudPackages.find((known) => known === name);
    if (pkg === undefined) {
      throw new Error(`the local cloud has no provider "${name}"; it has ${cloudPackages.join(", ")}`);
    }
    // The local cloud has one provider of azure-native, and of aws as many as there are configurations.
    const key = pkg === "aws" && provider ? provider.urn : pkg;
    const core = cores.get(key) ?? cloud.provider(pkg);
    if (!cores.has(key)) {
      core.configure(key === pkg ? settingsOf(pkg, config) : textsOf(provider?.settings ?? {}));
      cores.set(key, core);
    }
    return core;
  }

  return {
    async create({ urn, type, inputs, preview, provider }) {
      const core = coreOf(type, provider);
      const checked = core.check({ urn, type, news: inputs as Values, randomSeed: seedOf(urn) });
      if (checked.failures.length > 0) {
        throw new CheckFailedError(checked.failures);
      }
      const { id, outputs } = await core.create({ urn, type, inputs: checked.inputs, preview });
      return { id: id || undefined, inputs: { ...checked.inputs }, outputs: { ...outputs } };
    },
    async read({ urn, type, id, provider }) {
      const found = await coreOf(type, provider).read({ urn, type, id });
      if (found.id === "") {
        throw new Error(`${parseUrn(urn)?.name ?? urn}: ${id} does not exist in the local cloud`);
      }
      return { id: found.id, inputs: { ...found.inputs }, outputs: { ...found.outputs } };
    },
    async invoke({ token, args, provider }) {
      const { result, failures } = await coreOf(token, provider).invoke({ token, args: args as Values });
      if (failures.length > 0) {
        throw new CheckFailedError(failures);
      }
      return { ...result };
    },
    close: () => cloud.close(),
  };
}

/** The configuration by the name of its section, whatever the project is called. */
function sectionsOf(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.split(":").at(-1) ?? "", value]),
  );
}

/** The models newer than the catalog that a stack file declares: `<project>:models`, `declared`. */
function declaredIn(config: Readonly<Record<string, unknown>>): readonly DeclaredModel[] {
  return Object.entries(config)
    .filter(([key]) => key.endsWith(":models"))
    .flatMap(
      ([, section]) => (section as { declared?: readonly DeclaredModel[] } | undefined)?.declared ?? [],
    );
}

/** The engine's seed for generated names; here of the URN alone, so that every run gives the same names. */
function seedOf(urn: string): Uint8Array {
  return createHash("sha256").update(urn).digest();
}

function settingsOf(pkg: CloudPackage, config: Readonly<Record<string, unknown>>): Record<string, string> {
  return textsOf(
    Object.fromEntries(
      Object.entries(config)
        .filter(([key]) => key.startsWith(`${pkg}:`))
        .map(([key, value]) => [key.slice(pkg.length + 1), value]),
    ),
  );
}

/** What a provider is configured with goes over the wire as texts. */
function textsOf(settings: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
