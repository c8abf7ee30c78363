import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Whom a token speaks for. */
export interface Caller {
  /** Object ID of a user, group member or service principal. */
  readonly principal: string;
  /** What the token is for, e.g. `https://cognitiveservices.azure.com`. */
  readonly audience: string;
  /** True for whoever runs the local cloud, who owns the subscription. */
  readonly operator: boolean;
  /** Who issued the token: `https://sts.windows.net/<tenant>/`. */
  readonly issuer?: string;
}

/**
 * Issues and checks access tokens: JSON web tokens, signed with a key that lives as long as the process, since clients
 * such as the Azure CLI look inside. Whoever knows `secret` may have a token for anybody.
 */
export class Tokens {
  readonly secret: string;
  private readonly key = randomBytes(32);

  constructor(
    private readonly options: {
      readonly tenantId: string;
      /** Object ID of whoever runs the local cloud. */
      readonly operator: string;
      readonly secret?: string;
      readonly now?: () => number;
    },
  ) {
    this.secret = options.secret ?? `local-cloud.${randomBytes(24).toString("base64url")}`;
  }

  /**
   * @param seconds how long it is good for; an hour when absent
   * @param tenantId another tenant than this cloud's
   */
  issue(principal: string, audience: string, seconds = 3_600, tenantId = this.options.tenantId): string {
    const now = Math.floor(this.now() / 1_000);
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + seconds,
      oid: principal,
      sub: principal,
      tid: tenantId,
      ver: "1.0",
    };
    const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
    return `${signed}.${this.signature(signed)}`;
  }

  /** Whom a header `Bearer <token>` speaks for; undefined unless the token is one of this cloud's and still good. */
  caller(authorization: string | undefined): Caller | undefined {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return undefined;
    if (same(token, this.secret)) return { principal: this.options.operator, audience: "*", operator: true };
    const [header, payload, signature] = token.split(".");
    if (header === undefined || payload === undefined || signature === undefined) return undefined;
    if (!same(signature, this.signature(`${header}.${payload}`))) return undefined;
    const { oid, aud, exp, iss } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as {
      oid: string;
      aud: string;
      exp: number;
      iss: string;
    };
    if (exp * 1_000 <= this.now()) return undefined;
    return { principal: oid, audience: aud, operator: oid === this.options.operator, issuer: iss };
  }

  get operator(): string {
    return this.options.operator;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private signature(text: string): string {
    return createHmac("sha256", this.key).update(text).digest("base64url");
  }
}

/** Compares without telling by its time how much of a guess is right. */
export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
