import type { AwsBehaviour } from "../behaviour";
import { AwsError } from "../error";
import type { Place } from "../place";
import { textOf } from "./references";

export const identityProvider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** Codes: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html. */
export const identityProviders: AwsBehaviour = {
  types: [identityProvider],
  check: ({ url }) =>
    typeof url === "string" && url.includes(":") && !url.startsWith("https://")
      ? [{ property: "url", reason: `expected "url" to have a url with schema of: "https", got ${url}` }]
      : [],
  beforeWrite: ({ inputs, existing }, aws) => {
    const url = bare(textOf(inputs, "url"));
    if (!existing && aws.find(identityProvider, "url", url)) {
      throw new AwsError(409, "EntityAlreadyExists", `Provider with url https://${url} already exists.`);
    }
  },
  // IAM keeps the address without its scheme.
  compute: ({ attributes }, aws) => {
    const url = bare(textOf(attributes, "url"));
    return { url, arn: arnOfIssuer(url, aws.place) };
  },
};

/** The ARN of the provider of an issuer, which is its ID. */
export function arnOfIssuer(url: string, { account }: Pick<Place, "account">): string {
  return `arn:aws:iam::${account}:oidc-provider/${bare(url)}`;
}

function bare(url: string): string {
  return url.replace(/^https:\/\//, "");
}
