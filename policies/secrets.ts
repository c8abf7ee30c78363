import { Secret, Unknown } from "../graph/types";
import type { PropertyMap, PropertyValue } from "../graph/types";
import type { SecretSuspicion } from "./rule";

/** Names of properties whose value is a secret. */
const secretName =
  /(password|passphrase|secret|token|apikey|accesskey|accountkey|sharedkey|connectionstring|sasurl|privatekey)$|^(key[12]|(primary|secondary)key)$/i;

/** Texts that are secrets by their form, whatever the property is called. */
const secretForms: readonly (readonly [form: RegExp, kind: string])[] = [
  [/\b(AccountKey|SharedAccessKey|SharedAccessSignature)=[^;\s]{8,}/, "a connection string"],
  [/[?&]sig=[A-Za-z0-9%+/=]{20,}/, "a signed access link"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, "a signed token"],
  [/\b(ghp|gho|ghs|github_pat)_\w{20,}/, "a GitHub token"],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
];

/** Every suspicion in the properties, in their order; `path` is where they stand. Values that are marked secret are as they should be. */
export function findSecrets(properties: PropertyMap, path: string): readonly SecretSuspicion[] {
  return search(properties, path, false);
}

/** The token of a service that was retired in 2019; Azure still answers an empty one. */
const retired = "hockeyAppToken";

function search(value: PropertyValue | undefined, path: string, named: boolean): readonly SecretSuspicion[] {
  if (value === undefined || value === null || value instanceof Secret) return [];
  if (value instanceof Unknown) return named ? [{ path, kind: "a secret by its name", unknown: true }] : [];
  if (typeof value === "string") return judge(value, path, named);
  if (typeof value !== "object") return [];
  if (Array.isArray(value))
    return (value as readonly PropertyValue[]).flatMap((element, index) =>
      search(element, `${path}[${index}]`, named),
    );
  return Object.entries(value as PropertyMap).flatMap(([name, element]) =>
    search(element, path ? `${path}.${name}` : name, name !== retired && secretName.test(name)),
  );
}

function judge(text: string, path: string, named: boolean): readonly SecretSuspicion[] {
  const form = secretForms.find(([pattern]) => pattern.test(text));
  if (form) return [{ path, kind: form[1], unknown: false }];
  return named && !isHarmless(text) ? [{ path, kind: "a secret by its name", unknown: false }] : [];
}

/**
 * What stands under a secret's name without being one: nothing, the address of a secret, the time a key was made, a named value
 * of API Management (`{{name}}`), and the connection string of Application Insights, which names a sink and is public in every
 * client.
 */
function isHarmless(text: string): boolean {
  return (
    text === "" ||
    /^https:\/\/|^\/subscriptions\/|^\d{4}-\d\d-\d\dT|^InstrumentationKey=|^\{\{[\w.-]+\}\}$/.test(text)
  );
}
