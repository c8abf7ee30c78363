import { mapFromWire } from "../../../graph/wire";
import type { PropertyMap, ResourceGraph } from "../../../graph/types";
import type { ChangedProperty, ResourceChange } from "../../reports/pull-request/model";
import { isChange, type ResourceStep, type RunRecord } from "../run-record";
import { dataHeldBy } from "./data-types";
import { byUrn, namesOf } from "../../../graph/names";
import { secretPaths, valueAt, valueTexts } from "./values";

const unreadable = { unknown: "not known before the update", ciphertext: "encrypted" };

/** What a preview of the engine says that changes, named as in the graph that the program makes. */
export function changesOfPreview(
  record: Pick<RunRecord, "steps" | "changes">,
  graph: ResourceGraph,
): { readonly changes: readonly ResourceChange[]; readonly unchanged: number } {
  const nodes = byUrn(graph);
  const names = namesOf(graph);
  const changes = record.steps.flatMap((step): ResourceChange[] => {
    const op = operationOf(step);
    if (!op || !step.custom || step.type.startsWith("pulumi:")) return [];
    const node = nodes.get(step.urn);
    const data = dataHeldBy(step.type);
    return [
      {
        op,
        urn: step.urn,
        type: step.type,
        name: names.resource(step),
        component: node ? names.component(node) : "",
        protected: isProtected(step),
        ...(data !== undefined && { data }),
        properties: propertiesOf(step),
        needs: Object.values(node?.propertyDependencies ?? {}).flat(),
        users: 0,
      },
    ];
  });
  const changed = new Set(changes.map(({ urn }) => urn));
  return {
    changes: changes.map((change) => ({
      ...change,
      needs: [...new Set(change.needs)].filter((urn) => changed.has(urn)).slice(0, 100),
    })),
    unchanged: record.changes?.same ?? 0,
  };
}

/** A replacement is three steps of the engine, of which one is told. */
function operationOf({ op }: ResourceStep): ResourceChange["op"] | undefined {
  if (op === "create" || op === "update" || op === "replace" || op === "delete") return op;
  if (op === "import" || op === "import-replacement") return "create";
  if (op === "create-replacement" || op === "delete-replaced" || !isChange(op)) return undefined;
  return op === "discard" || op === "discard-replaced" ? "delete" : undefined;
}

function isProtected({ metadata }: ResourceStep): boolean {
  const state = (metadata.old ?? metadata.new) as { protect?: boolean } | undefined;
  return state?.protect ?? false;
}

function propertiesOf({ metadata, diffs }: ResourceStep): ChangedProperty[] {
  const before = inputsOf(metadata.old);
  const after = inputsOf(metadata.new);
  const secrets = new Set([...secretPaths(before), ...secretPaths(after)]);
  const detailed: Readonly<Record<string, { readonly diffKind?: string; readonly kind?: string }>> =
    metadata.detailedDiff ?? Object.fromEntries(diffs.map((path) => [path, {}]));
  const replacing = new Set(metadata.keys ?? []);
  return Object.entries(detailed).map(([path, diff]) => {
    const [old, young] = valueTexts(valueAt(before, path), valueAt(after, path), path, secrets);
    const kind = diff.diffKind ?? diff.kind ?? "";
    return { path, before: old, after: young, replaces: kind.endsWith("replace") || replacing.has(path) };
  });
}

function inputsOf(state: unknown): PropertyMap {
  const inputs = (state as { inputs?: Record<string, unknown> } | undefined)?.inputs;
  return mapFromWire(inputs ?? {}, unreadable);
}
