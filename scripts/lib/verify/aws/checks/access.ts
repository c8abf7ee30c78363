import { fail, pass, skipped, type Check } from "../../check";
import { drifted, records, textIn } from "../../read";
import type { AwsCloud } from "../cloud";
import { textOf, type AwsPlatform } from "../platform";
import { policyDifference } from "./policy";
import { readEach } from "./read-each";
import { needsOf, session, speakerOf } from "./sessions";

type AwsCheck = Check<AwsPlatform, AwsCloud>;

/** Who may do what, as it is written. */
export const roles: AwsCheck = {
  id: "roles",
  title: "Every role is assumed by whom the stack names, and may do what it declares.",
  how: "Reads each role through Cloud Control, and compares its trust and its policies with the state.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:iam/role:Role"), {
      type: "AWS::IAM::Role",
      gone: "the role does not exist",
      judge: (found, { id, outputs }) => {
        const trust = policyDifference(
          found["AssumeRolePolicyDocument"],
          textOf(outputs["assumeRolePolicy"]),
        );
        if (trust !== undefined) return fail(`who may assume it is not as declared: ${trust}`, drifted);
        const [boundary, limit] = [
          textIn(found, "PermissionsBoundary"),
          textOf(outputs["permissionsBoundary"]),
        ];
        if (limit !== "" && boundary !== limit)
          return fail(`its permissions boundary is ${boundary ?? "gone"}, not ${limit}`, drifted);
        const own = records(found["Policies"]);
        const declared = standing("aws:iam/rolePolicy:RolePolicy")
          .map(({ outputs: policy }) => policy)
          .filter((policy) => textOf(policy["role"]) === id);
        for (const policy of declared) {
          const there = own.find((each) => textIn(each, "PolicyName") === textOf(policy["name"]));
          const difference = policyDifference(there?.["PolicyDocument"], textOf(policy["policy"]));
          if (difference !== undefined)
            return fail(`what it may do is not as declared: ${difference}`, drifted);
        }
        const attached = (found["ManagedPolicyArns"] ?? []) as readonly unknown[];
        const strangers = [
          ...own
            .flatMap((each) => textIn(each, "PolicyName") ?? [])
            .filter((each) => !declared.some((policy) => textOf(policy["name"]) === each)),
          ...attached.map(String),
        ];
        return strangers.length > 0
          ? fail(`it has policies that no stack declares: ${strangers.join(", ")}`, drifted)
          : pass("trust and permissions are as declared");
      },
    }),
};

/** Whoever may call gets an answer. */
export const allowedAnswered: AwsCheck = {
  id: "allowed-answered",
  title: "Every workload gets an answer from each of its models, with their guardrail.",
  how: "Assumes the role of each workload with a token of its identity, and calls each of its inference profiles.",
  phase: "calls",
  eventual: true,
  cases: (platform) =>
    platform.roles.flatMap((role) =>
      role.models.map((model) => ({
        subject: `${role.workload}/${model.name}`,
        needs: needsOf(platform, role, model),
        run: async (cloud) => {
          const speaker = speakerOf(role, cloud);
          if (!speaker) return skipped(`nobody here can call as ${role.workload}`);
          const opened = await session(role, speaker, cloud);
          if ("refused" in opened)
            return fail(`its identity does not get the role: ${opened.refused}`, trustFix);
          const answer = await cloud.call(opened, { model: model.profile, guardrail: model.guardrail });
          return answer.ok
            ? pass(`answered (${answer.stopReason})`)
            : fail(`refused or not answered: ${answer.said}`, drifted);
        },
      })),
    ),
};

const trustFix =
  "Compare the role's trust, `aws.federation.subjects` and the object ID of the managed identity; `cornerstone drift` shows what was changed.";

/** Nobody else gets one, nor anybody by another way. */
export const strangersRefused: AwsCheck = {
  id: "strangers-refused",
  title: "Nobody else gets a role, and no role gets around its profiles and guardrails.",
  how: "Asks for each role as a stranger and as another workload; calls without a guardrail, past the profile, and by a profile of another workload.",
  phase: "calls",
  cases: ({ roles: all }) =>
    all.flatMap((role) => [
      {
        subject: `role of ${role.workload} as a stranger`,
        run: async (cloud: AwsCloud) =>
          cloud.stranger
            ? refusedRole(await session(role, cloud.stranger, cloud))
            : skipped("nobody here can call as a stranger"),
      },
      ...all
        .filter(({ workload }) => workload !== role.workload)
        .slice(0, 1)
        .map((other) => ({
          subject: `role of ${role.workload} as ${other.workload}`,
          run: async (cloud: AwsCloud) => {
            const speaker = speakerOf(other, cloud);
            if (!speaker) return skipped(`nobody here can call as ${other.workload}`);
            return refusedRole(await session(role, speaker, cloud));
          },
        })),
      ...waysAround(role, all).map(({ way, call }) => ({
        subject: `${role.workload} ${way}`,
        run: async (cloud: AwsCloud) => {
          const speaker = speakerOf(role, cloud);
          if (!speaker) return skipped(`nobody here can call as ${role.workload}`);
          const opened = await session(role, speaker, cloud);
          if ("refused" in opened) return skipped(`the role is not to be had: ${opened.refused}`);
          const answer = await cloud.call(opened, call);
          return answer.ok
            ? fail(
                "gets an answer",
                "Compare the role's policy with the state: `cornerstone drift` shows what was changed.",
              )
            : pass(answer.said);
        },
      })),
    ]),
};

function refusedRole(opened: Awaited<ReturnType<typeof session>>) {
  return "refused" in opened ? pass(opened.refused) : fail("gets a session of the role", trustFix);
}

/** Calls that a role must be refused: one of each kind. */
function waysAround(
  { models }: AwsPlatform["roles"][number],
  all: AwsPlatform["roles"],
): readonly { readonly way: string; readonly call: Parameters<AwsCloud["call"]>[1] }[] {
  const [model] = models;
  if (!model) return [];
  const own = new Set(models.map(({ profile }) => profile));
  const other = all.flatMap((role) => role.models).find(({ profile }) => !own.has(profile));
  return [
    { way: "without a guardrail", call: { model: model.profile } },
    ...(other
      ? [
          {
            way: "by a profile of another workload",
            call: { model: other.profile, guardrail: other.guardrail },
          },
        ]
      : []),
  ];
}
