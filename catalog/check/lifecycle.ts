/** Whether a version lives long enough. */
import { isoDay } from "../days";
import { lifecycleOn, retiresWithin, type Model } from "../models";
import { notVerified, problem } from "./finding";
import type { DeploymentRequest, Findings } from "./types";

export function lifecycle(model: Model, { on, noticeDays }: DeploymentRequest): Partial<Findings> {
  const { state, retirement } = lifecycleOn(model, on);
  const label = `${model.name} ${model.version ?? ""}`.trim();
  const successor = model.base
    ? "train again from a newer model"
    : model.replacements.length > 0
      ? `move to ${model.replacements.join(" or ")}`
      : "move to a newer version";
  if (state === "retired") {
    return problem({
      code: "retired",
      property: "version",
      message: `${label} is retired${retirement ? ` since ${retirement.date}` : ""}: Azure deploys it no longer`,
      fix: successor,
    });
  }
  const soon = retiresWithin(model, on, noticeDays);
  if (soon === "yes") {
    return problem({
      code: "retiresSoon",
      property: "version",
      message: `${label} retires on ${retirement?.date ?? "an unknown day"}, within ${noticeDays} days of ${isoDay(on)}`,
      fix: `${successor}, or lower operations.retirementNoticeDays`,
    });
  }
  if (soon === "unknown") {
    const dates = retirement?.conflictsWith
      ? `, sources name ${retirement.conflictsWith} and ${retirement.date}`
      : "";
    return notVerified(
      "version",
      `when ${label} retires is not known${dates}; ask for the models of the region`,
    );
  }
  return model.stage === "Deprecated"
    ? notVerified(
        "version",
        `${label} is deprecated: Azure refuses it to a subscription that has not deployed it before`,
      )
    : {};
}
