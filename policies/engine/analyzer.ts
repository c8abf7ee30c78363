import { canonicalType } from "../../graph/types";
import type { PropertyMap, ResourceGraph, ResourceNode, Urn } from "../../graph/types";
import { mergeDeclarations, readDeclaration, type PartialDeclaration } from "../declaration";
import { evaluate, evaluateResource } from "../evaluate";
import { ExemptionBook, isExemptionError, type Exemption } from "../exemptions";
import { readProperties } from "../guard";
import type { Level, Pack, UnknownHandling } from "../packs/pack";
import type {
  Declaration,
  Finding,
  GraphRule,
  PropertyChange,
  ResourceRule,
  Rule,
  RuleContext,
} from "../rule";
import { platformType } from "../types";
import { isRemediable, remediationOf, withChange } from "./remediation";
import { appliesTo, rulesOf } from "./rules-of-pack";
import { noSettings, settingsPolicy, readSettings, type Settings } from "./settings";

/** A line that the engine prints and counts. */
export interface Diagnostic {
  /** Name of the engine's policy: a rule's name. */
  readonly policy: string;
  readonly urn: Urn;
  readonly message: string;
  readonly level: Level;
}

/** A change that the pack makes in a resource on its way to the cloud. */
export interface Remediated {
  /** Name of the engine's policy: a rule's name. */
  readonly policy: string;
  readonly change: PropertyChange;
}

/** Level by policy name, as the engine hands configuration over; `disabled` switches a rule off. */
export type Levels = Readonly<Record<string, Level | "disabled">>;

/**
 * A pack at work inside one run of the engine. The engine asks for each resource before it is created, with its inputs,
 * and for the whole stack at the end, with its outputs. What a stack declares of itself, and the inputs that the end
 * no longer tells, are remembered from the first.
 */
export class PackAnalyzer {
  private readonly rules: readonly Rule[];
  private readonly seen = new Map<Urn, ResourceNode>();
  private levels: Levels = {};
  private settings: Settings = noSettings;
  private exemptions: ExemptionBook;
  private settingsProblem: string | undefined;
  private declared: PartialDeclaration = {};

  constructor(
    private readonly pack: Pack,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.rules = rulesOf(pack);
    this.exemptions = this.openExemptions([]);
  }

  /** Takes the configuration of `--policy-pack-config`: levels by policy, and the settings of the pack. */
  configure(levels: Levels, settings: PropertyMap): void {
    this.levels = levels;
    this.attempt(() => {
      this.settings = readSettings(settings);
      this.exemptions = this.openExemptions(this.settings.exemptions);
    });
  }

  /**
   * What is changed in a resource before it is judged, each change on top of the ones before it. Nothing unless the settings
   * ask for it; nor where a rule is switched off, or somebody answers for the resource as it is.
   */
  remediate(resource: ResourceNode): readonly Remediated[] {
    if (!this.settings.remediate) return [];
    const context = this.context();
    const remediated: Remediated[] = [];
    let current = resource;
    for (const rule of this.rules) {
      if (!isRemediable(rule) || !appliesTo(rule, resource) || this.levelOf(rule) === "disabled") continue;
      if (this.exemptions.find({ ruleId: rule.id, urn: resource.urn, outcome: "fail" })) continue;
      const change = remediationOf(rule, current, context);
      const inputs = change && withChange(current.inputs, change);
      if (change === undefined || inputs === undefined) continue;
      current = { ...current, inputs };
      remediated.push({ policy: rule.name, change });
    }
    return remediated;
  }

  /** Judges one resource by its inputs. */
  analyze(resource: ResourceNode): readonly Diagnostic[] {
    this.seen.set(resource.urn, resource);
    if (canonicalType(resource.type) === platformType) {
      this.attempt(() => {
        this.declared = readDeclaration(resource.inputs);
      });
    }
    const context = this.context();
    const inputs = readProperties(resource.inputs);
    return this.rules
      .filter((rule): rule is ResourceRule => rule.scope === "resource" && appliesTo(rule, resource))
      .flatMap((rule) => this.diagnose(rule, evaluateResource(rule, resource, inputs, context)));
  }

  /** Judges the stack as it stands at the end. `resources` hold what the provider answered. */
  analyzeStack(resources: readonly ResourceNode[], basis: ResourceGraph["basis"]): readonly Diagnostic[] {
    const rules = this.rules.filter((rule): rule is GraphRule => rule.scope === "graph");
    const graph = { project: "", stack: "", basis, resources: this.inOrder(resources) };
    const findings = evaluate({ graph, rules, context: this.context() });
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    return [
      ...findings.flatMap((finding) => {
        const rule = byId.get(finding.ruleId);
        return rule ? this.diagnose(rule, finding) : [];
      }),
      // Last: only now has every exemption met all that it may match.
      ...this.settingsDiagnostics(resources),
    ];
  }

  private attempt(read: () => void): void {
    try {
      read();
    } catch (error) {
      this.settingsProblem = error instanceof Error ? error.message : String(error);
    }
  }

  private openExemptions(exemptions: readonly Exemption[]): ExemptionBook {
    const ofPack = exemptions.filter(({ rule }) => this.pack.levels[rule] !== undefined);
    return new ExemptionBook(ofPack, { rules: this.rules, packs: [this.pack], now: this.clock() });
  }

  private context(): RuleContext {
    return { declaration: this.declaration(), now: this.clock() };
  }

  private declaration(): Declaration {
    return mergeDeclarations(mergeDeclarations(this.pack.defaults, this.declared), this.settings.declaration);
  }

  private levelOf(rule: Rule): Level | "disabled" | undefined {
    return this.levels[rule.name] ?? this.pack.levels[rule.id];
  }

  private diagnose(rule: Rule, finding: Finding): readonly Diagnostic[] {
    const level = this.levelOf(rule);
    if (level === undefined || level === "disabled") return [];
    const text = messageOf(rule, finding, this.settings.unknowns);
    if (text === undefined) return [];
    const about = { policy: rule.name, urn: finding.urn };
    const exemption = this.exemptions.find(finding);
    if (exemption) return [{ ...about, message: `${exempted(exemption)}\n${text}`, level: "advisory" }];
    return [
      {
        ...about,
        message: text,
        level: finding.outcome === "unknown" ? unknownLevel(level, this.settings.unknowns) : level,
      },
    ];
  }

  /**
   * A pack whose settings cannot be read judges by the wrong yardstick: that is itself a violation, and so is an exemption that
   * breaks the rules of exemptions. One that expired or matches nothing is worth a word.
   */
  private settingsDiagnostics(resources: readonly ResourceNode[]): readonly Diagnostic[] {
    const urn = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? resources[0]?.urn ?? "";
    const about = { policy: settingsPolicy.name, urn };
    return [
      ...(this.settingsProblem === undefined
        ? []
        : [{ ...about, message: this.settingsProblem, level: "mandatory" as const }]),
      ...this.exemptions.uses().flatMap((use) => {
        const { exemption, problem } = use;
        if (problem === undefined) return [];
        const message = `the exemption from ${exemption.rule} for ${exemption.resource}: ${problem}`;
        return [{ ...about, message, level: isExemptionError(use) ? "mandatory" : "advisory" } as const];
      }),
    ];
  }

  /** Inputs as they were asked for, in order of registration; the engine hands the stack over in no order. */
  private inOrder(resources: readonly ResourceNode[]): readonly ResourceNode[] {
    const position = new Map([...this.seen.keys()].map((urn, index) => [urn, index]));
    return resources
      .map((node) => ({ ...node, inputs: this.seen.get(node.urn)?.inputs ?? node.inputs }))
      .sort(
        (a, b) =>
          (position.get(a.urn) ?? Infinity) - (position.get(b.urn) ?? Infinity) || (a.urn < b.urn ? -1 : 1),
      );
  }
}

function exempted({ expires, reason, owner, ticket }: Exemption): string {
  return `exempt until ${expires}: ${reason} (${owner}, ${ticket})`;
}

function unknownLevel(level: Level, handling: UnknownHandling): Level {
  return handling === "fail" ? level : "advisory";
}

/** What the engine prints under the rule's title; undefined for what needs no word. */
function messageOf(rule: Rule, { outcome, message }: Finding, unknowns: UnknownHandling): string | undefined {
  switch (outcome) {
    case "fail":
      return `${rule.id}: ${message}.\nfix: ${rule.fix.text}`;
    case "unknown":
      return `${rule.id}: cannot be judged yet${unknowns === "recheck" ? ", the update judges it again" : ""}: ${message}.`;
    case "broken":
      return `${rule.id}: the rule itself is broken and judged nothing: ${message}.`;
    case "pass":
    case "notApplicable":
      return undefined;
  }
}
