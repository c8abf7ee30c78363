import { vendor } from "../../controls";
import type { PropertyReader, ResourceRule } from "../../rule";
import { themes, serving } from "../../themes";
import { aws } from "../../types";
import { fail, pass } from "../../verdicts";

export const cloudtrailTrailManagementEvents: ResourceRule = {
  id: "CS-0504",
  name: "cloudtrail-trail-management-events",
  title: "Trails record management events, reads included: calls of models are among them.",
  severity: "high",
  why: "InvokeModel and Converse are management events that read. A trail with advanced selectors of data events alone, or of writes alone, records no call of a model.",
  fix: {
    text: "Add a selector for the category Management, without a condition on readOnly.",
    code: '{ name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }',
  },
  controls: serving(themes.logging, vendor("nist80053", "AU-2", "AU-12")),
  covers: ["prowler-aws:cloudtrail_multi_region_enabled_logging_management_events"],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html",
  scope: "resource",
  types: aws.trail,
  check: (inputs) => {
    const advanced = inputs.list("advancedEventSelectors");
    const basic = inputs.list("eventSelectors");
    if (advanced.length === 0 && basic.length === 0) return pass;
    if (advanced.some(selectsAllManagement) || basic.some(includesManagement)) return pass;
    return fail(
      "its event selectors leave management events out, or some of them, and calls of models with them",
      advanced.length > 0 ? "advancedEventSelectors" : "eventSelectors",
    );
  },
};

function selectsAllManagement(selector: PropertyReader): boolean {
  const fields = selector.list("fieldSelectors");
  const [category] = fields;
  return (
    fields.length === 1 &&
    category?.string("field") === "eventCategory" &&
    category.strings("equals").includes("Management")
  );
}

function includesManagement(selector: PropertyReader): boolean {
  return (
    selector.boolean("includeManagementEvents") !== false &&
    (selector.string("readWriteType") ?? "All") === "All" &&
    selector.strings("excludeManagementEventSources").length === 0
  );
}
