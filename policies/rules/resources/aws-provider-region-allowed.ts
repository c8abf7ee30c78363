import { regionProblem } from "../../aws-region";
import type { ResourceRule } from "../../rule";
import { themes } from "../../themes";
import { awsProviderType } from "../../types";
import { pass, unknown, unlike } from "../../verdicts";

export const awsProviderRegionAllowed: ResourceRule = {
  id: "CS-0550",
  name: "aws-provider-region-allowed",
  title: "AWS is used in regions inside the declared boundary.",
  severity: "critical",
  why: "Data at rest is stored where its resource stands, and a resource of AWS stands where its provider points. Outside of the boundary that is a transfer to another country.",
  fix: {
    text: "Point the provider at an allowed region.",
    code: 'new aws.Provider(name, { region: "eu-central-1" });',
  },
  controls: themes.residency,
  covers: [],
  url: "https://docs.aws.amazon.com/whitepapers/latest/navigating-gdpr-compliance/navigating-gdpr-compliance.html",
  scope: "resource",
  types: [awsProviderType],
  check: (inputs, _, { declaration }) => {
    const region = inputs.string("region");
    if (region === undefined) return unknown("it names no region: the environment of the engine decides");
    const problem = regionProblem(region, declaration);
    if (!problem) return pass;
    return problem.certain ? unlike(inputs, "region", problem.text) : unknown(problem.text);
  },
};
