import type * as Seed from "../../localcloud/arm/seed";
import type * as Definition from "../../localcloud/provider/definition";
import type * as Path from "../../localcloud/provider/path";
import { lazily } from "./lazy";
import type { IdOf, StateResource } from "./resume";

/**
 * Computes IDs of azure-native resources from their inputs: an ARM path is nothing but the names in it. The
 * subscription is that of the resources in the state, since a program may be given another default.
 *
 * @param local true also guesses the IDs of types that have no reviewed path: the local cloud guesses the same
 */
export function idsOfAzure(known: readonly Pick<StateResource, "id">[], local: boolean): IdOf {
  const subscription =
    known.map(({ id }) => /^\/subscriptions\/([^/]+)/i.exec(id ?? "")?.[1]).find(Boolean) ??
    (local ? localSubscription() : process.env["ARM_SUBSCRIPTION_ID"]);
  return (type, inputs) => {
    if (!type.startsWith("azure-native:") || !subscription) return undefined;
    const { definitionOf } = lazily(__filename, "../../localcloud/provider/definition") as typeof Definition;
    const { idOf } = lazily(__filename, "../../localcloud/provider/path") as typeof Path;
    try {
      const definition = definitionOf(type);
      if (definition.generic && !local) return undefined;
      return idOf(definition, inputs as Parameters<typeof idOf>[1], subscription);
    } catch {
      // A type that nobody knows, or an input that was not known yet.
      return undefined;
    }
  };
}

/** The subscription of a local cloud that was given none. */
function localSubscription(): string {
  const { seedOf } = lazily(__filename, "../../localcloud/arm/seed") as typeof Seed;
  return seedOf("cornerstone").guid("subscription");
}
