import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../graph/from-program";
import type { ResourceGraph } from "../graph/types";
import { stackFile } from "../tests/support/stack-files";
import { evaluate } from "./evaluate";
import { mutations } from "./mutations";
import { declarationOf } from "./packs";
import { rules } from "./rules";
import { awsRules } from "./rules/aws";

const now = new Date("2026-11-22T12:00:00Z");
/** Judged with the cases of their own service, beside them: nothing of it stands in the core of a platform. */
const ownService =
  /^(apimanagement|search|cosmosdb|app|databricks|machinelearning|cognitiveservices-(agent|connection)|authorization-assignment-blob)/;
/** Without a fault of its own: prod approves no list of models, which the settings of a pack would give. */
const bySettings = ["CS-0150"];

let graph: ResourceGraph;
let before: ReadonlySet<string>;

beforeAll(async () => {
  graph = await graphFromProgram({ stack: "prod", config: stackFile("prod") });
  before = troubles(graph);
}, 60_000);

describe("a fault seeded into prod", () => {
  it.each(mutations.map((mutation) => [mutation.rule, mutation] as const))(
    "is found by %s, and by no rule that should not",
    (rule, { apply, companions = [] }) => {
      const found = troubles({ ...graph, resources: apply(graph.resources) });
      const fresh = [...found]
        .filter((each) => !before.has(each))
        .map((each) => each.split(" ", 2).join(" "));
      expect([...new Set(fresh)].sort()).toEqual([rule, ...companions].map((id) => `${id} fail`).sort());
    },
  );
});

it("is there for every rule of the core", () => {
  const seeded = new Set([...mutations.map(({ rule }) => rule), ...bySettings]);
  const left = rules.filter(
    (rule) => !seeded.has(rule.id) && !ownService.test(rule.name) && !awsRules.includes(rule),
  );
  expect(left.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
});

/** What fails, breaks or is not known, by rule, outcome and resource. */
function troubles(of: ResourceGraph): ReadonlySet<string> {
  const declaration = declarationOf(of);
  return new Set(
    evaluate({ graph: of, rules, context: { declaration, now } })
      .filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")
      .map(({ ruleId, outcome, urn }) => `${ruleId} ${outcome} ${urn}`),
  );
}
