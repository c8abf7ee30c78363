import { isRegionInBoundary, normalizeRegion } from "../../../catalog/regions";
import { regionProblem } from "../../aws-region";
import { ours } from "../../controls";
import {
  everyResource,
  type Declaration,
  type PropertyReader,
  type ResourceRule,
  type Verdict,
} from "../../rule";
import { fail, notApplicable, pass, unknown, unlike } from "../../verdicts";

export const resourceLocationAllowed: ResourceRule = {
  id: "CS-0070",
  name: "resource-location-allowed",
  title: "Resources stand in the allowed regions, inside the declared residency boundary.",
  severity: "critical",
  why: "Data at rest is stored where its resource stands. A resource outside of the boundary is a transfer of personal data to another country, which needs a legal basis of its own.",
  fix: {
    text: "Place the resource in an allowed region, or widen allowedRegions after the transfer is assessed.",
    code: 'new cognitiveservices.Account(name, { location: "swedencentral" });',
  },
  controls: [
    ...ours("gdpr", "5(1)(f)", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
    ...ours("nistAiRmf", "MAP 4.1", "MEASURE 2.10"),
  ],
  covers: [
    "azure-policy:e765b5de-1225-4ba3-bd56-1ac6695af988",
    "azure-policy:e56962a6-4747-49cd-b67b-bf8b01975c4c",
    "psrule-azure:Azure.Resource.AllowedRegions",
  ],
  url: "https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies#general",
  scope: "resource",
  types: everyResource,
  check: (inputs, { type }, { declaration }) => {
    if (type.startsWith("aws:")) return checkAws(inputs, declaration);
    const location = inputs.string("location");
    if (location === undefined) return notApplicable("it has no location of its own");
    if (normalizeRegion(location) === "global")
      return notApplicable("it is a global service without regional data");
    // A gateway may stand in further regions (API Management).
    const verdicts = [inputs, ...inputs.list("additionalLocations")].map((place, index) =>
      checkAzure(place, index === 0 ? "location" : `additionalLocations[${index - 1}].location`, declaration),
    );
    return (
      verdicts.find(({ outcome }) => outcome === "fail") ??
      verdicts.find(({ outcome }) => outcome !== "pass") ??
      pass
    );
  },
};

function checkAzure(place: PropertyReader, path: string, { residency }: Declaration): Verdict {
  const region = normalizeRegion(place.string("location") ?? "");
  const { allowedRegions, boundary } = residency;
  if (allowedRegions.length > 0 && !allowedRegions.some((allowed) => normalizeRegion(allowed) === region))
    return fail(`${path} is ${place.show("location")}, must be one of ${allowedRegions.join(", ")}`, path);
  switch (isRegionInBoundary(region, boundary)) {
    case true:
      return pass;
    case false:
      return fail(`${path} is ${place.show("location")}, outside of the boundary "${boundary}"`, path);
    case undefined:
      return unknown(
        `the catalog does not know the region ${place.show("location")} or the boundary "${boundary}"`,
      );
  }
}

/** A resource of AWS names its region only where it is not that of its provider, which CS-0550 judges. */
function checkAws(inputs: PropertyReader, declaration: Declaration): Verdict {
  const region = inputs.string("region");
  if (region === undefined) return notApplicable("it stands in the region of its provider");
  const problem = regionProblem(region, declaration);
  if (!problem) return pass;
  return problem.certain ? unlike(inputs, "region", problem.text) : unknown(problem.text);
}
