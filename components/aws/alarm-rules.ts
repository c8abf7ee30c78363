/** An alarm on a metric of a model's calls. */
export interface CallAlarm {
  /** Stable key, a part of the alarm's name. */
  readonly name: string;
  /** What has happened when it fires, and what to do. */
  readonly description: string;
  /** Metric of the namespace. */
  readonly metric: string;
  readonly statistic: "Sum" | "Average";
  readonly threshold: number;
  /** Seconds of a period. */
  readonly period: number;
}

/** What an operator sets of alarms on calls. */
export interface CallThresholds {
  /** Refused calls (throttled) of a workload and model in five minutes. */
  readonly throttledCalls: number;
  /** Average time to the end of an answer, in milliseconds. */
  readonly responseMilliseconds: number;
  /** Calls that a guardrail stops or changes in 15 minutes. */
  readonly filteredCalls: number;
}

/** Alarms of every inference profile. https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html */
export function callAlarms(thresholds: CallThresholds): readonly CallAlarm[] {
  return [
    {
      name: "throttled",
      description:
        "Calls are refused: the account's quota of the model is used up. See who calls, then ask for more quota or provision units.",
      metric: "InvocationThrottles",
      statistic: "Sum",
      threshold: thresholds.throttledCalls,
      period: 300,
    },
    {
      name: "errors",
      description: "Calls fail with errors of the service. Look at the health of the region, and fail over.",
      metric: "InvocationServerErrors",
      statistic: "Sum",
      threshold: 5,
      period: 300,
    },
    {
      name: "latency",
      description:
        "The model takes long to answer. Look at the size of prompts, then at the health of the region.",
      metric: "InvocationLatency",
      statistic: "Average",
      threshold: thresholds.responseMilliseconds,
      period: 900,
    },
  ];
}

/** The alarm of every guardrail. https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-guardrails-cw-metrics.html */
export function guardrailAlarm({ filteredCalls }: CallThresholds): CallAlarm {
  return {
    name: "interventions",
    description:
      "The guardrail stops unusually many prompts or answers: an attack, a careless prompt, or a filter that is too strict for its use.",
    metric: "InvocationsIntervened",
    statistic: "Sum",
    threshold: filteredCalls,
    period: 900,
  };
}

/** An alarm on events of the audit trail. */
export interface ChangeAlarm {
  readonly name: string;
  readonly description: string;
  /** Filter pattern of CloudWatch Logs over records of CloudTrail. */
  readonly pattern: string;
  /** Events in five minutes that it bears. */
  readonly threshold: number;
}

/** Changes that take protection away, whoever makes them: a deployment that means them is told, too. */
export const changeAlarms: readonly ChangeAlarm[] = [
  {
    name: "key",
    description:
      "A key was disabled, given another policy, or is to be deleted. What is encrypted with it becomes unreadable: cancel the deletion unless this was meant.",
    pattern: events("kms.amazonaws.com", ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"]),
    threshold: 0,
  },
  {
    name: "guardrail",
    description: "A guardrail was changed or deleted.",
    pattern: events("bedrock.amazonaws.com", ["DeleteGuardrail", "UpdateGuardrail"]),
    threshold: 0,
  },
  {
    name: "recording-of-calls",
    description: "The recording of calls of models was changed or ended.",
    pattern: events("bedrock.amazonaws.com", [
      "DeleteModelInvocationLoggingConfiguration",
      "PutModelInvocationLoggingConfiguration",
    ]),
    threshold: 0,
  },
  {
    name: "audit-trail",
    description: "The audit trail was changed, stopped or deleted.",
    pattern: events("cloudtrail.amazonaws.com", [
      "DeleteTrail",
      "PutEventSelectors",
      "StopLogging",
      "UpdateTrail",
    ]),
    threshold: 0,
  },
  {
    name: "logs",
    description: "A log group was deleted, or keeps its logs for another time than before.",
    pattern: events("logs.amazonaws.com", ["DeleteLogGroup", "DisassociateKmsKey", "PutRetentionPolicy"]),
    threshold: 0,
  },
  {
    name: "access",
    description: "Somebody made a user or an access key, or changed what a role may do or who may assume it.",
    pattern: events("iam.amazonaws.com", [
      "AttachRolePolicy",
      "CreateAccessKey",
      "CreateOpenIDConnectProvider",
      "CreateUser",
      "PutRolePolicy",
      "UpdateAssumeRolePolicy",
    ]),
    threshold: 0,
  },
  {
    name: "network",
    description: "The network was given a way out, or lost an endpoint.",
    pattern: events("ec2.amazonaws.com", [
      "AttachInternetGateway",
      "AuthorizeSecurityGroupIngress",
      "CreateNatGateway",
      "CreateRoute",
      "DeleteVpcEndpoints",
      "ModifyVpcEndpoint",
    ]),
    threshold: 0,
  },
  {
    name: "refused-calls",
    description:
      "Calls of models are refused for want of permission: a caller without its guardrail, or an intruder.",
    pattern: '{ ($.eventSource = "bedrock.amazonaws.com") && ($.errorCode = "AccessDenied*") }',
    threshold: 20,
  },
];

function events(source: string, names: readonly string[]): string {
  const any = names.map((name) => `($.eventName = "${name}")`).join(" || ");
  return `{ ($.eventSource = "${source}") && (${any}) }`;
}
