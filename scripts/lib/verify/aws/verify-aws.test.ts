import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAws, parseStackConfig } from "../../../../stacks/config/index";
import { StandingAws } from "../../../../tests/support/standing-aws";
import { stackFile } from "../../../../tests/support/stack-files";
import { runChecks, type Finding } from "../run";
import { awsChecks } from "./checks/index";
import { objectIdIn } from "./aws";

let standing: StandingAws;

async function stand(stack: string): Promise<StandingAws> {
  const sections = Object.fromEntries(
    Object.entries(stackFile(stack)).map(([key, value]) => [key.replace(/^cornerstone:/, ""), value]),
  );
  const parsed = parseStackConfig(sections, `Pulumi.${stack}.yaml`);
  if (!parsed.ok || !isAws(parsed.config)) throw new Error("no stack on AWS");
  return StandingAws.create(stack, sections, parsed.config);
}

function verified(cloud = standing.cloud, checks = awsChecks): Promise<readonly Finding[]> {
  return runChecks({ checks, platform: standing.platform, cloud, wait: 0 });
}

/** What only reads: calls rest on nothing else of it than roles, profiles and guardrails. */
const reading = awsChecks.filter(({ phase }) => phase === "structure");

/** What failed, as `check subject: evidence`. */
function failures(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((one) =>
    one.result === "fail" ? [`${one.check} ${one.subject}: ${one.evidence}`] : [],
  );
}

/** Statements of a policy that is kept as text. */
function edited(
  attributes: Record<string, unknown>,
  key: string,
  edit: (statements: Record<string, unknown>[]) => unknown,
) {
  const policy = JSON.parse(attributes[key] as string) as { Statement: Record<string, unknown>[] };
  edit(policy.Statement);
  attributes[key] = JSON.stringify(policy);
}

const role = "contoso-prod-workload-customer-service";
const profileType = "aws:bedrock/inferenceProfile:InferenceProfile";

/** What somebody may do to a platform, and the only failures that it may cause. */
const defects: readonly {
  readonly what: string;
  readonly inject: () => Promise<() => Promise<void>>;
  readonly failures: readonly (string | RegExp)[];
  /** Calls are affected, too. */
  readonly calls?: true;
}[] = [
  {
    what: "an endpoint is deleted",
    inject: () => standing.remove(standing.find("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoints-s3")),
    failures: ["endpoints endpoints-s3: the endpoint does not exist"],
  },
  {
    what: "an endpoint lets everybody through",
    inject: () =>
      standing.change(standing.find("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoints-s3"), (attributes) => {
        edited(attributes, "policy", (statements) => delete statements[0]!["Condition"]);
      }),
    failures: [
      "endpoints endpoints-s3: its policy is not the declared one: has WithinThisAccount; lacks WithinThisAccount",
    ],
  },
  {
    what: "the private names of an endpoint are off",
    inject: () =>
      standing.change(standing.find("aws:ec2/vpcEndpoint:VpcEndpoint", "bedrock-runtime"), (attributes) => {
        attributes["privateDnsEnabled"] = false;
      }),
    failures: [
      "endpoints endpoints-bedrock-runtime: its private DNS is off: names of the service lead to the internet",
    ],
  },
  {
    what: "a bucket may be made public",
    inject: () =>
      standing.change(
        standing.find("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "invocations"),
        (attributes) => {
          attributes["restrictPublicBuckets"] = false;
        },
      ),
    failures: ["public-access invocations-records: public access is not blocked: RestrictPublicBuckets off"],
  },
  {
    what: "a bucket has another policy",
    inject: () =>
      standing.change(standing.find("aws:s3/bucketPolicy:BucketPolicy", "invocations"), (attributes) => {
        edited(attributes, "policy", (statements) =>
          statements.push({
            Sid: "Everybody",
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: "*",
          }),
        );
      }),
    failures: ["public-access invocations-records: its policy is not the declared one: has Everybody"],
  },
  {
    what: "a profile passes calls on to another continent",
    calls: true,
    inject: () =>
      standing.change(standing.find(profileType, "Calls of chat by customer-service"), (attributes) => {
        (attributes["models"] as { modelArn: string }[])[0]!.modelArn =
          "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5-5";
      }),
    failures: [
      "profiles workload-customer-service-chat: it passes calls on to us-east-1, outside of the boundary eu",
    ],
  },
  {
    what: "a guardrail is weakened",
    inject: () =>
      standing.change(
        standing.find("aws:bedrock/guardrail:Guardrail", "contoso-prod-strict"),
        (attributes) => {
          const { filtersConfigs } = attributes["contentPolicyConfig"] as {
            filtersConfigs: Record<string, string>[];
          };
          filtersConfigs.find(({ type }) => type === "HATE")!["inputStrength"] = "LOW";
        },
      ),
    failures: ["guardrails guardrail-strict-guardrail: HATE (input) is LOW, must be HIGH"],
  },
  {
    what: "the version of a guardrail is deleted",
    calls: true,
    inject: () => standing.remove(standing.find("aws:bedrock/guardrailVersion:GuardrailVersion", strict())),
    failures: ["guardrails guardrail-strict-guardrail: its version 1, which calls name, does not exist"],
  },
  {
    what: "a role trusts somebody else, too",
    calls: true,
    inject: () =>
      standing.change(standing.find("aws:iam/role:Role", role), (attributes) => {
        edited(attributes, "assumeRolePolicy", ([statement]) => {
          const conditions = (statement!["Condition"] as Record<string, Record<string, unknown>>)[
            "StringEquals"
          ]!;
          const subject = Object.keys(conditions).find((key) => key.endsWith(":sub"))!;
          conditions[subject] = [conditions[subject], "00000000-0000-4000-8000-00000000dead"];
        });
      }),
    failures: [
      "roles workload-customer-service-role: who may assume it is not as declared: has WebIdentity1; lacks WebIdentity1",
      "strangers-refused role of customer-service as a stranger: gets a session of the role",
    ],
  },
  {
    what: "a role has lost its boundary",
    inject: () =>
      standing.change(standing.find("aws:iam/role:Role", role), (attributes) => {
        delete attributes["permissionsBoundary"];
      }),
    failures: [/^roles workload-customer-service-role: its permissions boundary is gone, not arn:/],
  },
  {
    what: "a role has lost its policy",
    calls: true,
    inject: () => standing.remove(standing.find("aws:iam/rolePolicy:RolePolicy", role)),
    failures: [/^roles workload-customer-service-role: what it may do is not as declared: lacks Profiles1, /],
  },
  {
    what: "a role may leave the guardrail out",
    calls: true,
    inject: () =>
      standing.change(standing.find("aws:iam/rolePolicy:RolePolicy", role), (attributes) => {
        edited(attributes, "policy", (statements) => {
          for (const statement of statements)
            if (String(statement["Sid"]).includes("Profiles")) delete statement["Condition"];
        });
      }),
    failures: [
      /^roles workload-customer-service-role: what it may do is not as declared: has Profiles1, ModelsOfProfiles1; lacks/,
      "strangers-refused customer-service without a guardrail: gets an answer",
    ],
  },
  {
    what: "a log group is deleted",
    inject: () => standing.remove(standing.find("aws:cloudwatch/logGroup:LogGroup", "/flows")),
    failures: ["log-groups flows-group: the log group does not exist: what is written to it is lost"],
  },
  {
    what: "the trail is stopped",
    inject: () =>
      standing.change(standing.find("aws:cloudtrail/trail:Trail", "contoso-prod"), (attributes) => {
        attributes["enableLogging"] = false;
      }),
    failures: ["trail trail-trail: the trail is stopped"],
  },
  {
    what: "calls are no longer logged",
    calls: true,
    inject: () =>
      standing.remove(
        standing.find("aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration", ""),
      ),
    failures: ["invocation-logging invocations-setting: calls are not logged"],
  },
];

const strict = (): string =>
  standing.find("aws:bedrock/guardrail:Guardrail", "contoso-prod-strict").id.split("_")[0] ?? "";

describe("a platform on AWS", () => {
  beforeAll(async () => {
    standing = await stand("aws-prod");
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  it("passes every look when it is healthy", async () => {
    const findings = await verified();
    expect(findings.filter(({ result }) => result !== "pass")).toEqual([]);
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(awsChecks.map(({ id }) => id)));
  });

  it.each(defects)(
    "fails by name, and in nothing else, when $what",
    async ({ inject, failures: expected, calls }) => {
      const undo = await inject();
      try {
        const findings = await verified(standing.cloud, calls ? awsChecks : reading);
        const found = failures(findings);
        expect(found).toEqual(
          expected.map((one) => (one instanceof RegExp ? (expect.stringMatching(one) as string) : one)),
        );
        expect(findings.filter(({ unreachable }) => unreachable)).toEqual([]);
      } finally {
        await undo();
      }
    },
  );

  it("skips calls that nobody here can make, and says which", async () => {
    const { stranger, ...cloud } = standing.cloud;
    expect(stranger).toBeDefined();
    const findings = await verified({ ...cloud, speaker: () => undefined });
    expect(failures(findings)).toEqual([]);
    expect(new Set(findings.filter(({ result }) => result === "skipped").map(({ check }) => check))).toEqual(
      new Set(["allowed-answered", "strangers-refused", "guardrails-answer", "invocations-arrive"]),
    );
  });

  it("knows whose a token is by its subject, and nothing of what is none", async () => {
    const subject = "2b9e64d0-7c15-4f83-a6d2-e0c48b17f935";
    const token = await standing.cloud.speaker(subject)!.token("api://cornerstone-aws");
    expect(objectIdIn(token)).toBe(subject);
    expect(objectIdIn("none")).toBeUndefined();
  });
});
