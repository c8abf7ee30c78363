import type { Value, Values } from "../../provider/core";
import { functionFacts, resourceFacts } from "../../schema/facts";
import { project } from "../../provider/shape";
import type { AwsView } from "../behaviour";
import { type AwsConfig } from "../config";
import { scalarText } from "../text";
import { awsRowOf } from "../types/index";
import { bedrockFunctions } from "./bedrock";
import { clientFunctions } from "./client";
import type { AwsFunction } from "./function";
import { iamFunctions } from "./iam";

const functions: ReadonlyMap<string, AwsFunction> = new Map(
  Object.entries<AwsFunction>({ ...bedrockFunctions, ...clientFunctions, ...iamFunctions }),
);

/** Answers a function of the SDK: the caller's own facts, a document, or a getter of what this cloud holds. */
export function invokeAws(token: string, args: Values, aws: AwsView, config: AwsConfig): Values {
  const known = functions.get(token);
  return known ? known(args, aws, config) : getter(token, args, aws);
}

/** `aws:kms/getKey:getKey` finds a `aws:kms/key:Key` by its ID, or by the arguments that are attributes of it. */
function getter(token: string, args: Values, aws: AwsView): Values {
  const facts = functionFacts(token);
  const type = token.replace(
    /^aws:(\w+)\/get(\w)(\w*):get(\w+)$/,
    (_, module: string, first: string, rest: string, name: string) =>
      `aws:${module}/${first.toLowerCase()}${rest}:${name}`,
  );
  if (!facts || type === token || !resourceFacts(type)) {
    throw new Error(`the local cloud does not answer the function '${token}'`);
  }
  const wanted = Object.entries(args).filter(
    ([name, value]) => name !== "region" && typeof value === "string",
  );
  const found = aws
    .all(type)
    .find(({ id, attributes }) =>
      wanted.every(([name, value]) => (attributes[name] ?? id) === value || id === value),
    );
  if (!found) {
    const name = awsRowOf(type)?.noun ?? token.replace(/^.*:get/, "");
    throw new Error(
      `reading ${name} (${wanted.map(([, value]) => scalarText(value)).join(", ")}): couldn't find resource`,
    );
  }
  const result: Record<string, Value | undefined> = {
    ...args,
    ...found.attributes,
    id: found.id,
  };
  return project(facts.result, result);
}
