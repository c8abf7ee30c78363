import type { Speaker } from "../cloud";

/** A resource as AWS CloudFormation describes it. */
export type Properties = Readonly<Record<string, unknown>>;

/** Where an account logs calls of models. */
export interface InvocationLogging {
  readonly logGroup?: string | undefined;
  readonly bucket?: string | undefined;
  readonly texts: boolean;
}

/** A session of a role; credentials are never shown. */
export interface RoleSession {
  readonly role: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A call of a model. */
export interface Call {
  /** ARN of an inference profile, or of a foundation model. */
  readonly model: string;
  readonly guardrail?: { readonly arn: string; readonly version: string };
  readonly prompt?: string;
}

/** How AWS answered, with what may be shown of it: never a prompt, a completion or a token. */
export type AwsAnswer =
  { readonly ok: true; readonly stopReason: string } | { readonly ok: false; readonly said: string };

/** AWS as checks see it. What reads settings throws `Unreachable` when AWS cannot be asked. */
export interface AwsCloud {
  readonly name: string;
  /** Undefined where there is no such resource. */
  resource(type: string, identifier: string): Promise<Properties | undefined>;
  invocationLogging(): Promise<InvocationLogging | undefined>;
  /** When the newest entry of a log group came in, in milliseconds; undefined for a group without one. */
  lastArrival(logGroup: string): Promise<number | undefined>;
  /** Somebody who can call with the object ID of a managed identity; undefined where nobody here is that. */
  speaker(subject: string): Speaker | undefined;
  /** Somebody whom no role trusts. */
  readonly stranger?: Speaker | undefined;
  /** A session of a role for a token, or why there is none. */
  assume(roleArn: string, token: string): Promise<RoleSession | { readonly refused: string }>;
  call(session: RoleSession, call: Call): Promise<AwsAnswer>;
  /** What tokens for AWS are made for. */
  readonly audience: string;
  /** A prompt that every guardrail stops; undefined where there is none. */
  readonly filteredPrompt?: string;
}
