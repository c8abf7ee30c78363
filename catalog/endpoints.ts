/** What the address of a model, or the ARN of one, tells about where it stands. */
import { parseArn } from "./arn";
import { findBedrockModel, profileGeography } from "./bedrock";
import { awsRegions } from "./regions";

/** An address that models answer on. */
export type ModelEndpoint =
  { readonly cloud: "azure"; readonly account: string } | { readonly cloud: "aws"; readonly region: string };

/**
 * Reads the host of a URL: an account of Azure OpenAI, Foundry or AI services by its own subdomain, or Amazon Bedrock in a
 * region. Undefined for any other address.
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains,
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
export function modelEndpoint(url: string): ModelEndpoint | undefined {
  const host = hostOf(url);
  const account =
    /^([a-z0-9-]+)\.(?:openai\.azure\.(?:com|us)|cognitiveservices\.azure\.(?:com|us)|services\.ai\.azure\.com)$/.exec(
      host,
    )?.[1];
  if (account !== undefined) return { cloud: "azure", account };
  const region =
    /^(?:bedrock-runtime|bedrock-runtime-fips|bedrock-mantle)\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws)$/.exec(
      host,
    )?.[1];
  return region === undefined ? undefined : { cloud: "aws", region };
}

/** The host of a URL in lower case; empty where the text is no URL. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
}

/** Where a call of a Bedrock model is processed, as far as its name tells. */
export type BedrockProcessing =
  | { readonly scope: "region"; readonly region: string }
  /** The geography of a cross-region inference profile: `eu`, `us`, `global`. */
  | { readonly scope: "profile"; readonly geography: string; readonly id: string }
  | { readonly scope: "unknown"; readonly reason: string };

/**
 * Reads the ARN of a model or an inference profile. The ARN of an application inference profile tells nothing: where it is
 * processed is decided by the model or profile that it was copied from.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html
 */
export function bedrockProcessing(arn: string): BedrockProcessing {
  const parsed = parseArn(arn);
  if (parsed?.service !== "bedrock") return { scope: "unknown", reason: `"${arn}" is no ARN of Bedrock` };
  const [kind = "", id = ""] = parsed.resource.split(/\/(.*)/);
  if (kind === "inference-profile") return ofProfile(id);
  if (["foundation-model", "custom-model", "imported-model", "provisioned-model"].includes(kind))
    return { scope: "region", region: parsed.region };
  return { scope: "unknown", reason: `the ARN of an ${kind} does not tell where it is processed` };
}

function ofProfile(id: string): BedrockProcessing {
  const geography = profileGeography(id) ?? prefixOf(id);
  return geography === undefined
    ? { scope: "unknown", reason: `the catalog does not know the inference profile "${id}"` }
    : { scope: "profile", geography, id };
}

/** A profile of a model that is newer than the catalog is still named after a geography that the catalog knows. */
function prefixOf(id: string): string | undefined {
  const [prefix = "", rest] = id.split(/\.(.*)/);
  return rest !== undefined && findBedrockModel(id) === undefined && geographies.has(prefix)
    ? prefix
    : undefined;
}

const geographies = new Set([
  "global",
  ...awsRegions.flatMap(({ profileGeographies }) => profileGeographies),
]);
