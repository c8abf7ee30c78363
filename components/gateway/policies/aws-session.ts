import { choose, element, type PolicyElement } from "./document";
import { expression, literal } from "./expressions";

/** The AWS account that models of a second cloud are called in. Every value is a reference to a named value. */
export interface AwsAccess {
  /** Region of the calls, e.g. `eu-central-1`. */
  readonly region: string;
  /** ARN of the role that trusts the gateway's identity. */
  readonly role: string;
  /** Audience that the role's trust policy asks for. */
  readonly audience: string;
  /** Client ID of the gateway's identity. */
  readonly clientId: string;
}

/** Variable with a token of the gateway's identity for AWS. */
const identity = "aws-identity";
/** Variable with the session: access key ID, secret key and token, separated by `|`, which none of them contains. */
export const session = "aws-session";
/** Seconds that a session lives, and that it is used for: it is renewed well before it ends. */
const lifetime = { granted: 3600, used: 3000 };

/**
 * Gets a token of the gateway's identity for AWS. API Management keeps it until it expires; a failure is no reason to refuse
 * calls that need no second cloud.
 * https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy
 */
export function identityForAws({ audience, clientId }: AwsAccess): PolicyElement {
  return element("authentication-managed-identity", {
    resource: audience,
    "client-id": clientId,
    "output-token-variable-name": identity,
    "ignore-error": "true",
  });
}

/**
 * Sets the variable `aws-session`, if AWS grants one: an hour's credentials in exchange for the token, no key of anybody. They
 * stay in the gateway's own cache, under the name that AWS's audit log tells the workload by.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function openSession({ region, role }: AwsAccess, workload: string): readonly PolicyElement[] {
  const cached = cacheOf(workload);
  const token = `context.Variables.GetValueOrDefault<string>(${literal(identity)}, "")`;
  const body = [
    `"Action=AssumeRoleWithWebIdentity&Version=2011-06-15&DurationSeconds=${lifetime.granted}`,
    `&RoleSessionName=gateway-${workload}`,
    `&RoleArn=" + Uri.EscapeDataString(${literal(role)})`,
    ` + "&WebIdentityToken=" + Uri.EscapeDataString(${token})`,
  ].join("");
  return [
    element("cache-lookup-value", { ...cached, "variable-name": session }),
    choose([
      {
        when: expression(`!context.Variables.ContainsKey(${literal(session)}) && ${token} != ""`),
        then: [
          element(
            "send-request",
            { mode: "new", "response-variable-name": "aws-grant", timeout: "10", "ignore-error": "true" },
            element("set-url", {}, `https://sts.${region}.amazonaws.com/`),
            element("set-method", {}, "POST"),
            header("Content-Type", "application/x-www-form-urlencoded"),
            element("set-body", {}, expression(body)),
          ),
          choose([
            {
              when: expression(
                'context.Variables["aws-grant"] != null && ((IResponse)context.Variables["aws-grant"]).StatusCode == 200',
              ),
              then: [
                element("set-variable", { name: session, value: credentials }),
                element("cache-store-value", {
                  ...cached,
                  value: expression(`(string)context.Variables[${literal(session)}]`),
                  duration: String(lifetime.used),
                }),
              ],
            },
          ]),
        ],
      },
    ]),
  ];
}

/** Forgets the session of a workload. */
export function closeSession(workload: string): PolicyElement {
  return element("cache-remove-value", cacheOf(workload));
}

function cacheOf(workload: string): { readonly key: string; readonly "caching-type": string } {
  return { key: `aws-session-${workload}`, "caching-type": "internal" };
}

/** The credentials of the answer, which is XML. */
const credentials = [
  "@{",
  'var grant = ((IResponse)context.Variables["aws-grant"]).Body.As<XElement>(preserveContent: true);',
  'var id = grant.Descendants().First(e => e.Name.LocalName == "AccessKeyId").Value;',
  'var key = grant.Descendants().First(e => e.Name.LocalName == "SecretAccessKey").Value;',
  'var token = grant.Descendants().First(e => e.Name.LocalName == "SessionToken").Value;',
  'return id + "|" + key + "|" + token;',
  "}",
].join(" ");

/** Makes a header that replaces one of the same name. */
export function header(name: string, value: string): PolicyElement {
  return element("set-header", { name, "exists-action": "override" }, element("value", {}, value));
}
