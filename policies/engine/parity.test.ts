import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import { graphFromState } from "../../graph/from-state";
import type { PropertyMap, ResourceGraph, ResourceNode } from "../../graph/types";
import { exportedState, wire } from "../../tests/support/exported-state";
import { shippedStacks, stackFile } from "../../tests/support/stack-files";
import { evaluate } from "../evaluate";
import { declarationOf, packs, type Pack } from "../packs";
import type { Finding } from "../rule";
import { rules } from "../rules";
import { PackAnalyzer } from "./analyzer";
import { requestedResource, stackResource } from "./messages";

const now = new Date("2026-11-22T12:00:00Z");

describe.each([...shippedStacks, "aws-prod"])("the stack %s", (stack) => {
  it.each(Object.keys(packs))(
    "is judged by %s in the engine, and by its state, as in a review",
    async (packName) => {
      const pack = packs[packName]!;
      const graph = await graphOf(stack);
      // Every third resource loses its properties, so that there is something to find.
      const resources = graph.resources.map((node, index) =>
        index % 3 === 0 && node.custom ? stripped(node) : node,
      );
      const broken = { ...graph, resources };

      const reviewed = reviewOf(broken, pack);
      expect(
        reviewOf(graphFromState(exportedState(broken)), pack)
          .map(line)
          .sort(),
      ).toEqual(reviewed.map(line).sort());

      const analyzer = new PackAnalyzer(pack, () => now);
      const inEngine = [
        ...resources.flatMap((node) => analyzer.analyze(requestedResource(request(node)))),
        // In another order, as the engine does.
        ...analyzer.analyzeStack([...resources].reverse().map(atTheEnd).map(stackResource), "state"),
      ];

      // Little of baseline, which is about Azure, applies to a stack on AWS.
      expect(reviewed.length).toBeGreaterThan(stack === "aws-prod" && packName === "baseline" ? 0 : 5);
      expect(inEngine.map(({ policy, urn, message }) => `${urn} ${policy} ${said(message)}`).sort()).toEqual(
        reviewed
          .map(
            ({ ruleId, urn, message }) => `${urn} ${rules.find(({ id }) => id === ruleId)!.name} ${message}.`,
          )
          .sort(),
      );
    },
  );
});

/** What is neither a pass nor not applicable. */
function reviewOf(graph: ResourceGraph, pack: Pack): readonly Finding[] {
  return evaluate({
    graph,
    rules: rules.filter(({ id }) => pack.levels[id] !== undefined),
    context: { declaration: declarationOf(graph, pack.defaults), now },
  }).filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable");
}

const line = ({ ruleId, urn, outcome, message, path }: Finding): string =>
  [ruleId, urn, outcome, message, path].join(" ");

const graphs = new Map<string, Promise<ResourceGraph>>();

function graphOf(stack: string): Promise<ResourceGraph> {
  const graph = graphs.get(stack) ?? graphFromProgram({ stack, config: stackFile(stack) });
  graphs.set(stack, graph);
  return graph;
}

/** What the engine's message says beside the rule's ID, the fix and the words around it. */
function said(message: string): string {
  return message
    .replace(/\nfix: [^]*$/, "")
    .replace(/^CS-\d{4}: /, "")
    .replace(/^(cannot be judged yet|the rule itself is broken and judged nothing): /, "");
}

/** Names stay: the provider's check fills them in, and the engine tells no IDs. */
function stripped(node: ResourceNode): ResourceNode {
  const kept = Object.entries(node.inputs).filter(([name]) => name === "location" || /Name$/.test(name));
  return { ...node, protect: false, inputs: Object.fromEntries(kept) };
}

function request(node: ResourceNode): AnalyzeRequest {
  const message = new AnalyzeRequest();
  message.setUrn(node.urn);
  message.setType(node.type);
  message.setName(node.name);
  message.setProperties(struct(node.inputs));
  message.setOptions(options(node));
  if (node.custom) message.setProvider(new AnalyzerProviderResource());
  return AnalyzeRequest.deserializeBinary(message.serializeBinary());
}

function atTheEnd(node: ResourceNode): AnalyzerResource {
  const message = new AnalyzerResource();
  message.setUrn(node.urn);
  message.setType(node.type);
  message.setName(node.name);
  message.setProperties(struct(node.outputs));
  message.setOptions(options(node));
  if (node.custom) message.setProvider(new AnalyzerProviderResource());
  if (node.parent !== undefined) message.setParent(node.parent);
  message.setDependenciesList([...node.dependencies]);
  for (const [property, urns] of Object.entries(node.propertyDependencies)) {
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return AnalyzerResource.deserializeBinary(message.serializeBinary());
}

function options(node: ResourceNode): AnalyzerResourceOptions {
  const message = new AnalyzerResourceOptions();
  message.setProtect(node.protect);
  return message;
}

function struct(properties: PropertyMap): Struct {
  return Struct.fromJavaScript(wire(properties, "value") as Record<string, never>);
}
