import { bedrockProcessing, hostOf, modelEndpoint, type ModelEndpoint } from "../../../catalog/endpoints";
import { findBoundary, isAwsRegionInBoundary, isRegionInBoundary } from "../../../catalog/regions";
import { canonicalType } from "../../../graph/types";
import { ours } from "../../controls";
import type { GraphReader, GraphRule, Subject, Verdict } from "../../rule";
import { azure } from "../../types";
import { fail, notApplicable, pass, same, unknown } from "../../verdicts";

export const gatewayModelResidency: GraphRule = {
  id: "CS-0220",
  name: "apimanagement-model-residency",
  title: "Gateways hand prompts only to models inside the residency boundary, whatever fails.",
  severity: "critical",
  why: "A pool or a policy that falls back on a model elsewhere sends prompts there on the first day that a region is down: nobody sees it before.",
  fix: {
    text: "Call accounts and AWS regions inside the boundary, and inference profiles whose regions all lie inside; take what leads out of the pool or the policy.",
    code: "cornerstone:secondary: { stack: aws-prod, standIns: [{ deployment: chat, model: chat }] } # profile: eu....",
  },
  controls: [
    ...ours("gdpr", "5(1)(f)", "28(3)(a)", "44", "46"),
    ...ours("hipaa", "164.308(b)(1)"),
    ...ours("nist80053", "SA-9(5)"),
    ...ours("iso27001", "A.5.31", "A.5.34"),
    ...ours("owaspLlm", "LLM02"),
  ],
  covers: [],
  url: "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html",
  scope: "graph",
  types: [...azure.apiManagementBackend, ...azure.apiManagementApiPolicy],
  check: (resource, graph, { declaration: { residency } }) =>
    canonicalType(resource.type) === azure.apiManagementBackend[0]
      ? judgeBackend(resource, graph, residency.boundary)
      : judgePolicy(resource, graph, residency.boundary),
};

function judgeBackend(backend: Subject, graph: GraphReader, boundary: string): Verdict {
  const inputs = graph.inputs(backend);
  if (same(inputs.string("type"), "Pool")) return notApplicable("the members of a pool are judged each");
  const endpoint = modelEndpoint(inputs.string("url") ?? "");
  if (!endpoint) return notApplicable("it is no address of a model");
  const place = endpoint.cloud === "aws" ? endpoint.region : accountRegion(endpoint, graph);
  if (place === undefined) return unknown("the account that it calls is not in this stack");
  const inside =
    endpoint.cloud === "aws" ? isAwsRegionInBoundary(place, boundary) : isRegionInBoundary(place, boundary);
  return verdictOf(`it calls a model in ${place}`, inside, boundary, "url");
}

function accountRegion({ account }: ModelEndpoint & { readonly cloud: "azure" }, graph: GraphReader) {
  const found = graph.all(azure.account).find((each) => {
    const inputs = graph.inputs(each);
    return same(inputs.string("properties.customSubDomainName") ?? inputs.string("accountName"), account);
  });
  return found && graph.inputs(found).string("location");
}

/** Every address of Bedrock in a policy, and the profile that is called there. */
function judgePolicy(policy: Subject, graph: GraphReader, boundary: string): Verdict {
  const inputs = graph.inputs(policy);
  const document = inputs.string("value") ?? "";
  const addresses = [...document.matchAll(/<set-url>([^<]+)<\/set-url>/g)]
    .map(([, address = ""]) => address)
    .filter((address) => address.includes("bedrock") && !tokenService.test(address));
  if (addresses.length === 0) return notApplicable("it calls no model of another cloud");
  const named = namedValues(inputs.string("serviceName") ?? "", graph);
  const verdicts = [...new Set(addresses)].map((address) => judgeAddress(address, named, boundary));
  const worst = (["fail", "unknown"] as const)
    .map((outcome) => verdicts.find((verdict) => verdict.outcome === outcome))
    .find((verdict) => verdict !== undefined);
  return worst ?? pass;
}

/** Gets an identity's token and gives credentials: no prompt goes there. */
const tokenService = /https:\/\/sts\./;

function judgeAddress(
  address: string,
  named: (name: string) => string | undefined,
  boundary: string,
): Verdict {
  const url = address.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => named(name) ?? "");
  const endpoint = modelEndpoint(`https://${hostOf(/https:\/\/[^"'\s]+/.exec(url)?.[0] ?? "")}`);
  if (endpoint?.cloud !== "aws") return unknown(`the address ${address} cannot be read`);
  const called = verdictOf(
    `its policy calls Bedrock in ${endpoint.region}`,
    isAwsRegionInBoundary(endpoint.region, boundary),
    boundary,
    "value",
  );
  if (called.outcome !== "pass") return called;
  const profile = /\{\{([\w-]+)-profile\}\}/.exec(address)?.[1];
  const regions = profile === undefined ? undefined : named(`${profile}-regions`);
  return regions === undefined
    ? judgeArn(/arn:aws[^"'\s]+/.exec(url)?.[0] ?? "", boundary)
    : judgeRegions(regions.split(", "), boundary);
}

function judgeRegions(regions: readonly string[], boundary: string): Verdict {
  const inside = (region: string) =>
    region === "anywhere"
      ? findBoundary(boundary)?.countries === "any"
      : isAwsRegionInBoundary(region, boundary);
  const bad =
    regions.find((region) => inside(region) === false) ?? regions.find((each) => inside(each) !== true);
  return bad === undefined
    ? pass
    : verdictOf(`its policy calls a profile that is processed in ${bad}`, inside(bad), boundary, "value");
}

function judgeArn(arn: string, boundary: string): Verdict {
  const processing = bedrockProcessing(arn);
  if (processing.scope === "unknown") return unknown(processing.reason);
  if (processing.scope === "region") return judgeRegions([processing.region], boundary);
  const found = findBoundary(boundary);
  const inside =
    found && (found.countries === "any" || found.awsProfileGeographies.includes(processing.geography));
  return verdictOf(`its policy calls the profile ${processing.id}`, inside, boundary, "value");
}

/** Reads the named values of a service by name; what is not known yet throws, as everywhere. */
function namedValues(serviceName: string, graph: GraphReader): (name: string) => string | undefined {
  const found = new Map<string, Subject>(
    graph
      .all(azure.apiManagementNamedValue)
      .filter((each) => graph.inputs(each).string("serviceName") === serviceName)
      .map((each) => [graph.inputs(each).string("namedValueId") ?? "", each]),
  );
  return (name) => {
    const value = found.get(name);
    return value && graph.inputs(value).string("value");
  };
}

function verdictOf(what: string, inside: boolean | undefined, boundary: string, path: string): Verdict {
  if (inside === undefined) return unknown(`${what}, which the catalog does not know against "${boundary}"`);
  return inside ? pass : fail(`${what}, outside of the boundary "${boundary}"`, path);
}
