import { literal } from "./expressions";
import { session } from "./aws-session";

/** A call that is signed, each part a piece of C# that gives a text. */
export interface SignedCall {
  readonly host: string;
  /** Path as it goes over the wire, percent-encoded. */
  readonly path: string;
  readonly body: string;
  /** The point in time, as `yyyyMMddTHHmmssZ`. */
  readonly time: string;
  /** Region and service of the credential scope. */
  readonly region: string;
  readonly service: string;
}

/**
 * The expression of the header `Authorization` of a POST without a query, signed with the session of this request (signature
 * version 4). Policy expressions may use HMACSHA256 and SHA256.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html,
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes
 */
export function authorization({ host, path, body, time, region, service }: SignedCall): string {
  const part = (index: number) => `((string)context.Variables[${literal(session)}]).Split('|')[${index}]`;
  return [
    "@{",
    `var time = ${time};`,
    "var day = time.Substring(0, 8);",
    `var scope = day + "/" + ${region} + "/" + ${service} + "/aws4_request";`,
    'var signed = "host;x-amz-date;x-amz-security-token";',
    // Every service but S3 wants the path of the wire encoded once more.
    `var path = string.Join("/", (${path}).Split('/').Select(each => Uri.EscapeDataString(each)));`,
    `var headers = "host:" + ${host} + "\\nx-amz-date:" + time + "\\nx-amz-security-token:" + ${part(2)} + "\\n";`,
    `var canonical = "POST\\n" + path + "\\n\\n" + headers + "\\n" + signed + "\\n" + ${hex(hash(body))};`,
    `var text = "AWS4-HMAC-SHA256\\n" + time + "\\n" + scope + "\\n" + ${hex(hash("canonical"))};`,
    `var key = ${bytes(`"AWS4" + ${part(1)}`)};`,
    ...["day", region, service, '"aws4_request"'].map((step) => `key = ${hmac("key", step)};`),
    `var signature = ${hex(hmac("key", "text"))};`,
    `return "AWS4-HMAC-SHA256 Credential=" + ${part(0)} + "/" + scope + ", SignedHeaders=" + signed + ", Signature=" + signature;`,
    "}",
  ].join(" ");
}

/** The security token of the session, which goes along as a header of its own. */
export const securityToken = `@(((string)context.Variables[${literal(session)}]).Split('|')[2])`;

function bytes(text: string): string {
  return `System.Text.Encoding.UTF8.GetBytes(${text})`;
}

function hash(text: string): string {
  return `System.Security.Cryptography.SHA256.Create().ComputeHash(${bytes(text)})`;
}

function hmac(key: string, text: string): string {
  return `new System.Security.Cryptography.HMACSHA256(${key}).ComputeHash(${bytes(text)})`;
}

function hex(value: string): string {
  return `BitConverter.ToString(${value}).Replace("-", "").ToLowerInvariant()`;
}
