import { type JsonObject } from "../../store/store";
import type { AwsBehaviour, AwsView } from "../behaviour";
import { AwsError } from "../error";
import type { AwsResource } from "../resource";
import { awsRowOf } from "../types/index";

/** What a property names must be there: in the same account and region. */
export const references: AwsBehaviour = {
  types: ["*"],
  beforeWrite: ({ row, inputs }, aws) => {
    for (const { property, type, by } of row.references ?? []) {
      for (const value of textsOf(inputs[property])) {
        if (!(by === undefined ? aws.get(type, value) : aws.find(type, by, value)))
          throw missing(type, value);
      }
    }
  },
};

/** What AWS says of a resource that is not there. */
export function missing(type: string, value: string): AwsError {
  const [status, code, text] = awsRowOf(type)?.missing ?? [404, "NotFound", "'{value}' does not exist"];
  return new AwsError(status, code, text.replaceAll("{value}", value));
}

/** The resource of a type, or the refusal of AWS. */
export function existing(aws: AwsView, type: string, id: string): AwsResource {
  const found = aws.get(type, id);
  if (!found) throw missing(type, id);
  return found;
}

/** A text, or the texts of a list. */
export function textsOf(value: JsonObject[string]): readonly string[] {
  const all = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return all.filter((one): one is string => typeof one === "string" && one !== "");
}

export function textOf(attributes: JsonObject, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}
