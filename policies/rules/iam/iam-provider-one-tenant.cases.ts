import { Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { aws } from "../../types";
import { iamProviderOneTenant as rule } from "./iam-provider-one-tenant";

const provider = (url: string, ...clientIdLists: string[]) => [
  resource(aws.identityProvider[0], { url, clientIdLists }),
];
const tenant = "https://sts.windows.net/7e0f3f5c-1c2b-4b8e-9a57-6d1f2e3a4b5c/";

export const cases: RuleCases = {
  rule,
  pass: {
    "one tenant": provider(tenant, "api://cornerstone-aws"),
    "a pipeline": provider("https://token.actions.githubusercontent.com", "sts.amazonaws.com"),
  },
  fail: {
    "every tenant": [
      provider("https://login.microsoftonline.com/common/v2.0", "api://a"),
      "issuer of one tenant",
    ],
    "no audience": [provider(tenant), "must name an audience"],
    "plain text": [provider("http://issuer.contoso.example", "a"), "https://"],
  },
  unknown: { "not known yet": [resource(aws.identityProvider[0], { url: new Unknown("preview") })] },
};
