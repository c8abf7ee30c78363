import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { aws } from "../../types";
import { pass, unlike } from "../../verdicts";

export const iamProviderOneTenant: ResourceRule = {
  id: "CS-0490",
  name: "iam-provider-one-tenant",
  title: "Identity providers are of one tenant, and take tokens for a named audience.",
  severity: "high",
  why: "The common issuer of Entra ID signs tokens of every tenant. A provider without an audience takes tokens that were meant for another service.",
  fix: {
    text: "Name the issuer of the tenant and the audience.",
    code: 'new iam.OpenIdConnectProvider(name, { url: `https://sts.windows.net/${tenantId}/`, clientIdLists: ["api://cornerstone-aws"] });',
  },
  controls: themes.keyless,
  covers: [],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
  scope: "resource",
  types: aws.identityProvider,
  check: (inputs) => {
    const url = inputs.string("url") ?? "";
    if (!url.startsWith("https://")) return unlike(inputs, "url", "must begin with https://");
    if (/\/(common|organizations|consumers)(\/|$)/.test(url))
      return unlike(inputs, "url", "must be the issuer of one tenant");
    const audiences = inputs.strings("clientIdLists");
    return audiences.length > 0 && !audiences.includes("*")
      ? pass
      : unlike(inputs, "clientIdLists", "must name an audience");
  },
};
