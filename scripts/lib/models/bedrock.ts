import { findBedrockModel, profileGeography } from "../../../catalog/bedrock";
import { bedrockOffer } from "../../../catalog/bedrock-overlay";
import { addDays, isoDay } from "../../../catalog/days";
import type { AwsStackConfig } from "../../../stacks/config/index";
import { byDate, daysBetween, type LifecycleRow } from "./lifecycle";

/** The models of a stack on AWS. Bedrock names no replacements, and its model IDs carry their version. */
export function bedrockRows(
  { aws, environment }: Pick<AwsStackConfig, "aws" | "environment">,
  { on, noticeDays }: { readonly on: Date; readonly noticeDays: number },
): readonly LifecycleRow[] {
  const rows = aws.models.map(({ name, profile, provisionedUnits = 0 }): LifecycleRow => {
    const model = findBedrockModel(profile);
    const geography = profileGeography(profile);
    const use = {
      ...{ deployment: name, account: aws.accountId, region: environment.region, capacity: provisionedUnits },
      ...{ model: model?.modelId ?? profile, version: "" },
      sku: geography === undefined ? "model" : `profile "${geography}"`,
    };
    const date = model?.deprecationDate;
    if (date === undefined) return { ...use, state: "unknown", due: "unknown" };
    return {
      ...use,
      state: date <= isoDay(on) ? "retired" : "generallyAvailable",
      retirement: { date, basis: model?.endOfLifeBasis ?? "thirdParty" },
      daysLeft: daysBetween(on, date),
      due: date <= isoDay(addDays(on, noticeDays)) ? "yes" : "no",
    };
  });
  return rows.sort(byDate);
}

/** What the catalog cannot tell of them: whether the account's region may call them. */
export function bedrockDoubts({
  aws,
  environment,
}: Pick<AwsStackConfig, "aws" | "environment">): readonly string[] {
  const { region } = environment;
  return aws.models.flatMap(({ name, profile }) => {
    const { offer, asOf = "" } = bedrockOffer(profile, region);
    if (offer === "offered") return [];
    return offer === "notOffered"
      ? [`${name}: on ${asOf} AWS did not list ${profile} in ${region}`]
      : [
          `${name}: whether ${profile} can be called in ${region} is not known; cornerstone catalog refresh --aws-region ${region}`,
        ];
  });
}
