import { randomBytes } from "node:crypto";
import { parseArn } from "../../catalog/arn";
import { stringAt } from "../arm/json";
import { AwsError } from "../aws/error";
import type { Place } from "../aws/place";
import { boundaryOf, policiesOf } from "../aws/policy-evaluation";
import type { LocalCloud } from "../cloud";
import { permits } from "./aws-policy";
import type { FaceRequest, Reply } from "./http";
import { same, type Tokens } from "./tokens";

/** Whoever calls AWS. */
export interface AwsCaller {
  readonly place: Place;
  /** `arn:aws:sts::111122223333:assumed-role/reader/verify`; absent for whoever runs the local cloud, who may do all. */
  readonly role?: { readonly name: string; readonly session: string };
}

interface Session {
  readonly account: string;
  readonly role: string;
  readonly session: string;
}

/** Sessions of roles. Nothing is stored: they end with the process. */
export class AwsSessions {
  private readonly byToken = new Map<string, Session>();

  constructor(
    private readonly cloud: LocalCloud,
    private readonly tokens: Tokens,
  ) {}

  /**
   * Who signed a request: a session by its token, or whoever runs the cloud, whose access key is the number of an account and whose
   * session token is the cloud's secret. Signatures themselves are not looked at.
   */
  caller({ headers }: FaceRequest): AwsCaller {
    const [, key = "", region = ""] =
      /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers["authorization"] ?? "") ?? [];
    const token = headers["x-amz-security-token"] ?? "";
    if (same(token, this.tokens.secret)) return { place: { account: key, region } };
    const session = this.byToken.get(token);
    if (!session)
      throw new AwsError(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
      );
    const { account, role, session: arn } = session;
    return { place: { account, region }, role: { name: role, session: arn } };
  }

  /** Refuses what a caller may not do, in IAM's words. */
  require(
    { place, role }: AwsCaller,
    action: string,
    resource: string,
    context: Readonly<Record<string, string>>,
  ): void {
    if (!role) return;
    const aws = this.cloud.aws.at(place);
    const request = { action, resource, context: { ...context, "aws:PrincipalAccount": place.account } };
    const own = aws.get("aws:iam/role:Role", role.name);
    const boundary = own && boundaryOf(own, aws);
    const missing = !permits(policiesOf(role.name, aws), request)
      ? "identity-based policy"
      : boundary !== undefined && !permits([boundary], request)
        ? "permissions boundary"
        : undefined;
    if (missing === undefined) return;
    throw new AwsError(
      403,
      "AccessDeniedException",
      `User: ${role.session} is not authorized to perform: ${action} on resource: ${resource} because no ${missing} allows the ${action} action`,
    );
  }

  /** `AssumeRoleWithWebIdentity` of the Security Token Service. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
  assume(form: URLSearchParams): Reply {
    const roleArn = form.get("RoleArn") ?? "";
    const account = parseArn(roleArn)?.account ?? "";
    const aws = this.cloud.aws.at({ account, region: "us-east-1" });
    const caller = this.tokens.caller(`Bearer ${form.get("WebIdentityToken") ?? ""}`);
    if (caller?.issuer === undefined)
      throw new AwsError(400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
    const issuer = caller.issuer.replace(/^https:\/\//, "");
    const provider = aws
      .all("aws:iam/openIdConnectProvider:OpenIdConnectProvider")
      .find(({ attributes }) => attributes["url"] === issuer);
    if (!provider)
      throw new AwsError(
        400,
        "InvalidIdentityToken",
        `No OpenIDConnect provider found in your account for ${caller.issuer}`,
      );
    const audiences = provider.attributes["clientIdLists"];
    if (!Array.isArray(audiences) || !audiences.includes(caller.audience))
      throw new AwsError(400, "InvalidIdentityToken", "Incorrect token audience");
    const role = aws.find("aws:iam/role:Role", "arn", roleArn);
    const trust = role?.attributes["assumeRolePolicy"];
    const allowed =
      typeof trust === "string" &&
      permits([trust], {
        action: "sts:AssumeRoleWithWebIdentity",
        federated: stringAt(provider.attributes, "arn") ?? "",
        context: { [`${issuer}:aud`]: caller.audience, [`${issuer}:sub`]: caller.principal },
      });
    if (!role || !allowed)
      throw new AwsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    const name = role.id;
    const session = `arn:aws:sts::${account}:assumed-role/${name}/${form.get("RoleSessionName") ?? "session"}`;
    const token = randomBytes(24).toString("base64url");
    this.byToken.set(token, { account, role: name, session });
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    return {
      status: 200,
      xml: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIALOCALCLOUD</AccessKeyId><SecretAccessKey>${randomBytes(20).toString("hex")}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><Arn>${session}</Arn></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    };
  }
}
