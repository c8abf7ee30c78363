import { ours } from "../../controls";
import type { PropertyReader, ResourceRule, Verdict } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass } from "../../verdicts";

export const serviceZones: ResourceRule = {
  id: "CS-0082",
  name: "apimanagement-service-zones",
  title: "The gateway of a protected environment survives the loss of a zone.",
  severity: "medium",
  why: "Every workload calls through the gateway: one unit in one zone makes all of them stop with that zone, whatever regions the models stand in.",
  fix: {
    text: "Spread the service over two zones or more, with at least as many units.",
    code: 'new apimanagement.ApiManagementService(name, { sku: { name: "Premium", capacity: 2 }, zones: ["1", "2"] });',
  },
  controls: [...ours("mcsb", "BR-2"), ...ours("gdpr", "32(1)(c)"), ...ours("hipaa", "164.308(a)(7)(i)")],
  covers: ["azure-policy:42daa904-5969-47ef-92cb-b75df946195a", "psrule-azure:Azure.APIM.AvailabilityZone"],
  url: "https://learn.microsoft.com/azure/reliability/reliability-api-management",
  scope: "resource",
  types: azure.apiManagement,
  check: (inputs, _, { declaration }) => {
    if (!declaration.protected) return notApplicable("the environment is not protected");
    const further = inputs.list("additionalLocations");
    const verdicts = [
      judge(inputs, "it", ""),
      ...further.map((place, index) =>
        judge(place, `in ${place.string("location") ?? "a region"} it`, `additionalLocations[${index}].`),
      ),
    ];
    return verdicts.find(({ outcome }) => outcome === "fail") ?? pass;
  },
};

/** The units of one region. */
function judge(place: PropertyReader, it: string, path: string): Verdict {
  const zones = new Set(place.strings("zones")).size;
  if (zones < 2) return fail(`${it} stands in ${zones} named zones, must be 2 or more`, `${path}zones`);
  const units = place.number("sku.capacity") ?? 1;
  return units >= zones
    ? pass
    : fail(`${units} unit stands for ${zones} zones, must be at least ${zones}`, `${path}sku.capacity`);
}
