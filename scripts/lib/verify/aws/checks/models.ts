import { parseArn } from "../../../../../catalog/arn";
import { isAwsRegionInBoundary } from "../../../../../catalog/regions";
import { fail, pass, skipped, type Check } from "../../check";
import { drifted, records, textIn, valueIn } from "../../read";
import type { AwsCloud } from "../cloud";
import { textOf, type AwsPlatform } from "../platform";
import { readEach } from "./read-each";
import { needsOf, session, speakerOf } from "./sessions";

type AwsCheck = Check<AwsPlatform, AwsCloud>;

/** Where prompts are processed. */
export const profiles: AwsCheck = {
  id: "profiles",
  title: "Every inference profile stands, and passes calls on only inside the boundary.",
  how: "Reads each application inference profile through Cloud Control, and places the regions of its models.",
  phase: "structure",
  cases: ({ standing, config }) =>
    readEach(standing("aws:bedrock/inferenceProfile:InferenceProfile"), {
      type: "AWS::Bedrock::ApplicationInferenceProfile",
      identifier: ({ outputs }) => textOf(outputs["arn"]),
      gone: "the inference profile does not exist",
      judge: (found) => {
        const { boundary } = config.residency;
        const regions = records(found["Models"]).map(
          (model) => parseArn(textIn(model, "ModelArn") ?? "")?.region ?? "",
        );
        const outside = regions.filter((region) => isAwsRegionInBoundary(region, boundary) !== true);
        if (regions.length === 0) return fail("it passes calls on to no model", drifted);
        return outside.length > 0
          ? fail(
              `it passes calls on to ${outside.map((region) => region || "any region").join(", ")}, outside of the boundary ${boundary}`,
              "Call by another profile (`aws.models[].profile`), or declare another boundary; `cornerstone residency` shows the path.",
            )
          : pass(`processed in ${regions.join(", ")}`);
      },
    }),
};

/** How strict a guardrail is. */
export const guardrails: AwsCheck = {
  id: "guardrails",
  title: "Every guardrail and its version stand, as strict as declared.",
  how: "Reads each guardrail through Cloud Control, and compares its filters with the state.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:bedrock/guardrail:Guardrail"), {
      type: "AWS::Bedrock::Guardrail",
      identifier: ({ outputs }) => textOf(outputs["guardrailArn"]),
      gone: "the guardrail does not exist",
      judge: async (found, { inputs, outputs }, cloud) => {
        const arn = textOf(outputs["guardrailArn"]);
        for (const { outputs: version } of standing("aws:bedrock/guardrailVersion:GuardrailVersion")) {
          const number = textOf(version["version"]);
          if (textOf(version["guardrailArn"]) !== arn) continue;
          const there = await cloud.resource(
            "AWS::Bedrock::GuardrailVersion",
            `${arn.split("/").at(-1) ?? ""}|${number}`,
          );
          if (!there) return fail(`its version ${number}, which calls name, does not exist`, drifted);
        }
        const filters = records(valueIn(found, "ContentPolicyConfig.FiltersConfig"));
        const weaker = records(valueIn(inputs, "contentPolicyConfig.filtersConfigs")).flatMap((declared) => {
          const type = textIn(declared, "type") ?? "";
          const own = filters.find((filter) => filter["Type"] === type);
          return (["input", "output"] as const).flatMap((side) => {
            const wanted = textIn(declared, `${side}Strength`) ?? "NONE";
            const is = textIn(own, `${side === "input" ? "Input" : "Output"}Strength`) ?? "NONE";
            return is === wanted ? [] : [`${type} (${side}) is ${is}, must be ${wanted}`];
          });
        });
        return weaker.length === 0
          ? pass(`stands, with ${filters.length} filters`)
          : fail(weaker.join("; "), drifted);
      },
    }),
};

/** What a guardrail does with what it must stop. */
export const guardrailsAnswer: AwsCheck = {
  id: "guardrails-answer",
  title: "The guardrail of each model stops what it must.",
  how: "Calls each model with a prompt that every guardrail stops, as the workload that may call it.",
  phase: "calls",
  cases: (platform) =>
    platform.roles.flatMap((role) =>
      role.models.map((model) => ({
        subject: `${role.workload}/${model.name}`,
        needs: needsOf(platform, role, model),
        run: async (cloud) => {
          const { filteredPrompt } = cloud;
          if (filteredPrompt === undefined) return skipped("no prompt is known that every guardrail stops");
          const speaker = speakerOf(role, cloud);
          if (!speaker) return skipped(`nobody here can call as ${role.workload}`);
          const opened = await session(role, speaker, cloud);
          if ("refused" in opened) return skipped(`the role is not to be had: ${opened.refused}`);
          const call = { model: model.profile, guardrail: model.guardrail };
          const answer = await cloud.call(opened, { ...call, prompt: filteredPrompt });
          if (!answer.ok) return skipped(`no answer: ${answer.said}`);
          return answer.stopReason === "guardrail_intervened"
            ? pass("stopped by the guardrail")
            : fail("a prompt that the guardrail must stop is answered", drifted);
        },
      })),
    ),
};
