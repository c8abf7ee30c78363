import { ours, vendor } from "../../controls";
import type { ResourceRule } from "../../rule";
import { azure } from "../../types";
import { fail, pass } from "../../verdicts";

/** Names under which keys are kept by habit, whatever the flag says. */
const keyLike = /(^|[-_. ])(api[-_ ]?key|key|secret|password|connection[-_ ]?string|token|sas)$/i;

export const namedValueSecret: ResourceRule = {
  id: "CS-0085",
  name: "apimanagement-named-value-secret-in-vault",
  title: "Named values hold no secret; one that policies need stands in a key vault.",
  severity: "high",
  why: "A secret in a named value is a copy that no vault rotates, logs or revokes, and everybody who may edit a policy can print it.",
  fix: {
    text: "Remove the secret, or refer to it in a key vault.",
    code: "new apimanagement.NamedValue(name, { displayName, secret: true, keyVault: { secretIdentifier, identityClientId } });",
  },
  controls: [...vendor("mcsb", "DP-6", "IM-8"), ...ours("gdpr", "32(1)(b)"), ...ours("hipaa", "164.312(d)")],
  covers: ["azure-policy:f1cc7827-022c-473e-836e-5a51cae0b249", "psrule-azure:Azure.APIM.EncryptValues"],
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  scope: "resource",
  types: azure.apiManagementNamedValue,
  check: (inputs) => {
    if (inputs.has("keyVault.secretIdentifier")) return pass;
    if (inputs.boolean("secret") === true) return fail("it is a secret, and stands in no key vault", "value");
    const name = inputs.string("displayName") ?? "";
    return keyLike.test(name)
      ? fail(`its name, "${name}", is that of a secret, and it stands in no key vault`, "displayName")
      : pass;
  },
};
