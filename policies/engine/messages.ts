import {
  AnalyzeDiagnostic,
  AnalyzeResponse,
  AnalyzerInfo,
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  PolicyInfo,
  PolicySeverity,
  PolicyType,
  RemediateResponse,
  Remediation,
  type AnalyzeRequest,
  type AnalyzerResource,
  type ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyMap, ResourceNode } from "../../graph/types";
import { frameworks } from "../frameworks";
import type { Level, Pack } from "../packs/pack";
import type { Rule, Severity } from "../rule";
import type { Diagnostic, Levels, Remediated } from "./analyzer";
import { fromEngine } from "./properties";
import { withChange } from "./remediation";
import { settingsPolicy } from "./settings";

const severities: Readonly<Record<Severity, PolicySeverity>> = {
  critical: PolicySeverity.POLICY_SEVERITY_CRITICAL,
  high: PolicySeverity.POLICY_SEVERITY_HIGH,
  medium: PolicySeverity.POLICY_SEVERITY_MEDIUM,
  low: PolicySeverity.POLICY_SEVERITY_LOW,
};
const enforcement: Readonly<Record<Level, EnforcementLevel>> = {
  mandatory: EnforcementLevel.MANDATORY,
  advisory: EnforcementLevel.ADVISORY,
};

/** What the pack tells the engine of itself: one policy a rule, and its settings. */
export function packInfo(pack: Pack, rules: readonly Rule[]): AnalyzerInfo {
  const info = new AnalyzerInfo();
  info.setName(pack.name);
  info.setVersion(pack.version);
  info.setDisplayname(pack.title);
  info.setDescription(pack.description);
  info.setSupportsconfig(true);
  info.setPoliciesList([settingsInfo(), ...rules.map((rule) => ruleInfo(rule, pack))]);
  return info;
}

function ruleInfo(rule: Rule, pack: Pack): PolicyInfo {
  const info = new PolicyInfo();
  info.setName(rule.name);
  info.setDisplayname(rule.title);
  info.setDescription(rule.title);
  info.setMessage(rule.why);
  info.setPolicyType(rule.scope === "graph" ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE);
  info.setEnforcementlevel(enforcement[pack.levels[rule.id] ?? "advisory"]);
  info.setSeverity(severities[rule.severity]);
  info.setTagsList([rule.id, ...rule.controls.map(({ framework, control }) => `${framework}:${control}`)]);
  info.setRemediationSteps([rule.fix.text, rule.fix.code].filter(Boolean).join("\n\n"));
  info.setUrl(rule.url);
  const [control] = rule.controls;
  const framework = control && frameworks[control.framework];
  if (framework) {
    const compliance = new PolicyComplianceFramework();
    compliance.setName(framework.title);
    compliance.setVersion(framework.version);
    compliance.setReference(control.control);
    compliance.setSpecification(framework.controls[control.control]?.title ?? "");
    info.setFramework(compliance);
  }
  return info;
}

function settingsInfo(): PolicyInfo {
  const info = new PolicyInfo();
  info.setName(settingsPolicy.name);
  info.setDisplayname(settingsPolicy.title);
  info.setDescription(settingsPolicy.title);
  info.setPolicyType(PolicyType.POLICY_TYPE_STACK);
  info.setEnforcementlevel(EnforcementLevel.MANDATORY);
  const schema = new PolicyConfigSchema();
  schema.setProperties(Struct.fromJavaScript(settingsPolicy.schema));
  info.setConfigschema(schema);
  return info;
}

/** Diagnostics as the engine reads them. `titleOf` gives the sentence that stands above a message. */
export function analyzeResponse(
  diagnostics: readonly Diagnostic[],
  pack: Pack,
  ruleOf: (policy: string) => Rule | undefined,
): AnalyzeResponse {
  const response = new AnalyzeResponse();
  response.setDiagnosticsList(
    diagnostics.map(({ policy, urn, message, level }) => {
      const rule = ruleOf(policy);
      const title = rule?.title ?? settingsPolicy.title;
      const diagnostic = new AnalyzeDiagnostic();
      diagnostic.setPolicyname(policy);
      diagnostic.setPolicypackname(pack.name);
      diagnostic.setPolicypackversion(pack.version);
      diagnostic.setDescription(title);
      diagnostic.setMessage(`${title}\n${message}`);
      diagnostic.setEnforcementlevel(enforcement[level]);
      diagnostic.setUrn(urn);
      if (rule) diagnostic.setSeverity(severities[rule.severity]);
      return diagnostic;
    }),
  );
  return response;
}

/**
 * Changes as the engine takes them: after each, the whole of the properties. They are made in what the engine wrote, so that
 * secrets, unknowns and assets come back as they were sent.
 */
export function remediateResponse(
  request: AnalyzeRequest,
  remediated: readonly Remediated[],
  pack: Pack,
  ruleOf: (policy: string) => Rule | undefined,
): RemediateResponse {
  const response = new RemediateResponse();
  let properties: Readonly<Record<string, unknown>> | undefined =
    request.getProperties()?.toJavaScript() ?? {};
  for (const { policy, change } of remediated) {
    properties = withChange(properties, change);
    if (properties === undefined) break;
    const remediation = new Remediation();
    remediation.setPolicyname(policy);
    remediation.setPolicypackname(pack.name);
    remediation.setPolicypackversion(pack.version);
    remediation.setDescription(ruleOf(policy)?.title ?? policy);
    remediation.setProperties(Struct.fromJavaScript(properties as Record<string, never>));
    response.addRemediations(remediation);
  }
  return response;
}

/** A resource that the engine is about to create or update, by its inputs. */
export function requestedResource(request: AnalyzeRequest): ResourceNode {
  const parent = request.getOptions()?.getParent();
  return {
    ...node(request),
    ...(parent && { parent }),
    dependencies: [],
    propertyDependencies: {},
  };
}

/** A resource of the stack as it stands, by its outputs. */
export function stackResource(resource: AnalyzerResource): ResourceNode {
  const parent = resource.getParent();
  return {
    ...node(resource),
    ...(parent && { parent }),
    dependencies: resource.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      resource
        .getPropertydependenciesMap()
        .getEntryList()
        .map(([property, dependencies]) => [
          property,
          (dependencies as unknown as readonly [readonly string[]])[0],
        ]),
    ),
  };
}

function node(
  resource: AnalyzeRequest | AnalyzerResource,
): Omit<ResourceNode, "parent" | "dependencies" | "propertyDependencies"> {
  const properties = toProperties(resource.getProperties());
  return {
    urn: resource.getUrn(),
    type: resource.getType(),
    name: resource.getName(),
    // The engine does not say; a provider is behind every resource that is no component.
    custom: resource.hasProvider(),
    inputs: properties,
    outputs: properties,
    protect: resource.getOptions()?.getProtect() ?? false,
    retainOnDelete: false,
  };
}

function toProperties(struct: Struct | undefined): PropertyMap {
  return struct ? fromEngine(struct.toJavaScript()) : {};
}

/** Levels by policy, and the properties of the settings policy. */
export function readConfiguration(request: ConfigureAnalyzerRequest): {
  readonly levels: Levels;
  readonly settings: PropertyMap;
} {
  const levels: Record<string, Level | "disabled"> = {};
  let settings: PropertyMap = {};
  request.getPolicyconfigMap().forEach((config, name) => {
    if (name === settingsPolicy.name) settings = toProperties(config.getProperties());
    else levels[name] = levelOf(config.getEnforcementlevel());
  });
  return { levels, settings };
}

function levelOf(level: EnforcementLevel): Level | "disabled" {
  switch (level) {
    case EnforcementLevel.DISABLED:
      return "disabled";
    case EnforcementLevel.ADVISORY:
      return "advisory";
    case EnforcementLevel.MANDATORY:
    // What a pack changes is asked for by its setting `remediate`; what it leaves broken is refused.
    case EnforcementLevel.REMEDIATE:
      return "mandatory";
  }
}
