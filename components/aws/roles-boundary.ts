import { ciPermissions } from "./ci-permissions";
import { arnOf, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/**
 * The most that any role of a platform may do, as a permissions boundary: call models behind a guardrail, write into the platform's
 * log groups, read its settings. Whoever can write such roles cannot give them more, nor himself by way of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 *
 * @param prefix what names of the platform's resources begin with: organisation and environment
 */
export function rolesBoundary(place: AwsPlace, prefix: string): readonly PolicyStatement[] {
  const bedrock = (kind: string): string => arnOf(place, "bedrock", `${kind}/*`);
  return [
    {
      Sid: "Models",
      Effect: "Allow",
      Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      // Profiles pass calls on to models of their geography, which belong to no account.
      Resource: [
        bedrock("application-inference-profile"),
        bedrock("provisioned-model"),
        "arn:aws:bedrock:*::foundation-model/*",
      ],
      Condition: { StringLike: { "bedrock:GuardrailIdentifier": bedrock("guardrail") } },
    },
    {
      Sid: "Guardrails",
      Effect: "Allow",
      Action: ["bedrock:ApplyGuardrail"],
      Resource: [bedrock("guardrail"), bedrock("guardrail-profile")],
    },
    {
      Sid: "ReadGuardrails",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: arnOf(place, "kms", "key/*"),
      Condition: { StringEquals: { "kms:ViaService": `bedrock.${place.region}.amazonaws.com` } },
    },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [arnOf(place, "logs", `log-group:/cornerstone/${prefix}/*`)],
    },
    ...ciPermissions(place, prefix),
  ];
}
