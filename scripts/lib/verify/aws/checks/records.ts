import type { PropertyMap } from "../../../../../graph/types";
import { fail, pass, skipped, type Check } from "../../check";
import { drifted, textIn } from "../../read";
import type { AwsCloud } from "../cloud";
import { textOf, type AwsPlatform } from "../platform";
import { readEach } from "./read-each";

type AwsCheck = Check<AwsPlatform, AwsCloud>;

/** Where it is kept who did what. */
export const logGroups: AwsCheck = {
  id: "log-groups",
  title: "Every log group stands, encrypted, for as long as declared.",
  how: "Reads each log group through Cloud Control.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:cloudwatch/logGroup:LogGroup"), {
      type: "AWS::Logs::LogGroup",
      gone: "the log group does not exist: what is written to it is lost",
      judge: (found, { outputs }) => {
        const [kept, wanted] = [found["RetentionInDays"], outputs["retentionInDays"]].map(daysOf);
        if (kept !== wanted) return fail(`entries are kept ${kept ?? ""}, must be ${wanted ?? ""}`, drifted);
        return found["KmsKeyId"] === outputs["kmsKeyId"]
          ? pass(`encrypted, kept ${kept ?? ""}`)
          : fail("it is not encrypted with the platform's key", drifted);
      },
    }),
};

/** What everybody does in the account. */
export const trail: AwsCheck = {
  id: "trail",
  title: "The trail is on, and its files cannot be changed unseen.",
  how: "Reads each trail through Cloud Control.",
  phase: "structure",
  cases: ({ standing }) =>
    readEach(standing("aws:cloudtrail/trail:Trail"), {
      type: "AWS::CloudTrail::Trail",
      identifier: ({ outputs }) => textOf(outputs["name"]),
      gone: "the trail does not exist: nobody knows who did what",
      judge: (found) => {
        if (found["IsLogging"] !== true) return fail("the trail is stopped", drifted);
        return found["EnableLogFileValidation"] === true
          ? pass("on, with validation of its files")
          : fail("its files are not validated", drifted);
      },
    }),
};

/** Whether calls are logged at all. */
export const invocationLogging: AwsCheck = {
  id: "invocation-logging",
  title: "The account logs calls of models where the stack declares.",
  how: "Asks Bedrock for its logging configuration.",
  phase: "structure",
  cases: ({ standing }) =>
    standing(setting).map(({ name, outputs }) => ({
      subject: name,
      run: async (cloud) => {
        const found = await cloud.invocationLogging();
        if (!found) return fail("calls are not logged", drifted);
        const wanted = groupOf(outputs);
        if (found.logGroup !== wanted)
          return fail(
            `calls are logged in ${found.logGroup ?? "no log group"}, must be ${wanted ?? "none"}`,
            drifted,
          );
        return found.texts
          ? pass(`logged in ${wanted ?? ""}`)
          : fail("prompts and completions are not logged", drifted);
      },
    })),
};

/** Whether what was called before left a trace. */
export const invocationsArrive: AwsCheck = {
  id: "invocations-arrive",
  title: "The calls of this verification arrive in the log group.",
  how: "Asks for the time of the newest entry, not for the entry: nobody's prompt is read.",
  phase: "telemetry",
  eventual: true,
  cases: ({ standing, roles }) => {
    const began = Date.now();
    return standing(setting).map(({ name, outputs }) => ({
      subject: name,
      needs: [{ check: "invocation-logging", subject: name }],
      run: async (cloud) => {
        if (!roles.some(({ subject }) => subject !== undefined && cloud.speaker(subject)))
          return skipped("nothing was called");
        const time = await cloud.lastArrival(groupOf(outputs) ?? "");
        return time !== undefined && time > began - sinceBefore
          ? pass("the newest entry is of this verification's time")
          : fail(
              time === undefined
                ? "nothing has arrived"
                : `the newest entry is of ${new Date(time).toISOString()}`,
              "Compare the role that Bedrock writes with, its trust and the policy of the log group's key; entries take minutes.",
            );
      },
    }));
  },
};

const setting = "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration";
/** Calls are made shortly before this check; clocks differ a little. Milliseconds. */
const sinceBefore = 300_000;

function groupOf(outputs: PropertyMap): string | undefined {
  return textIn(outputs, "loggingConfig.cloudwatchConfig.logGroupName");
}

function daysOf(value: unknown): string {
  return typeof value === "number" ? `for ${value} days` : "for ever";
}
