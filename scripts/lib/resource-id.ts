import type * as KnownId from "../../localcloud/aws/known-id";
import type * as Seed from "../../localcloud/arm/seed";
import type * as Definition from "../../localcloud/provider/definition";
import type * as Path from "../../localcloud/provider/path";
import { lazily } from "./lazy";
import type { IdOf } from "./resume";

/** What of a resource tells in which subscription and account the others are. */
export interface KnownResource {
  readonly type: string;
  readonly id?: string | undefined;
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
}

/** Computes IDs in both clouds, as far as inputs tell them. */
export function idsOf(known: readonly KnownResource[], local: boolean): IdOf {
  const [azure, aws] = [idsOfAzure(known, local), idsOfAws(known)];
  return (type, inputs) => (type.startsWith("aws:") ? aws(type, inputs) : azure(type, inputs));
}

/**
 * Computes IDs of AWS where they are names, or ARNs made of names. The account is the one that the provider of the program
 * is bound to; what AWS numbers itself (a VPC, a key) has no ID that could be known.
 */
function idsOfAws(known: readonly KnownResource[]): IdOf {
  const provider = known.find(({ type }) => type === "pulumi:providers:aws")?.inputs ?? {};
  const [account, ...others] = textsOf(provider["allowedAccountIds"]);
  return (type, inputs) => {
    if (account === undefined || others.length > 0) return undefined;
    const { knownAwsId } = lazily(__filename, "../../localcloud/aws/known-id") as typeof KnownId;
    const region = inputs["region"] ?? provider["region"];
    const place = { account, region: typeof region === "string" ? region : "" };
    return knownAwsId(type, inputs as Parameters<typeof knownAwsId>[1], place);
  };
}

/** The engine keeps the lists of a provider's configuration as JSON texts. */
function textsOf(value: unknown): readonly string[] {
  const list = typeof value === "string" ? (JSON.parse(value) as unknown) : value;
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}

/**
 * Computes IDs of azure-native resources from their inputs: an ARM path is nothing but the names in it. The
 * subscription is that of the resources in the state, since a program may be given another default.
 *
 * @param local true also guesses the IDs of types that have no reviewed path: the local cloud guesses the same
 */
function idsOfAzure(known: readonly KnownResource[], local: boolean): IdOf {
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
