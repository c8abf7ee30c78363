import { beforeAll, describe, expect, it } from "vitest";
import { graphFromProgram } from "../../graph/from-program";
import type { ResourceGraph } from "../../graph/types";
import { stackFile } from "../../tests/support/stack-files";
import { evaluate } from "../evaluate";
import { declarationOf } from "../packs";
import { rules } from "../rules";
import { awsMutations } from "./aws";
import { coreMutations } from "./azure";
import { serviceMutations } from "./services";

const now = new Date("2026-11-22T12:00:00Z");
const seeded = { prod: [...coreMutations, ...serviceMutations], "aws-prod": awsMutations };

describe.each(Object.entries(seeded))("a fault seeded into %s", (stack, mutations) => {
  let graph: ResourceGraph;
  let before: ReadonlySet<string>;

  beforeAll(async () => {
    graph = await graphFromProgram({ stack, config: stackFile(stack) });
    before = troubles(graph);
  }, 60_000);

  it("finds nothing to blame before", () => {
    expect([...before].filter((trouble) => !/^CS-\d+ unknown/.test(trouble))).toEqual([]);
  });

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

it("is there for every rule", () => {
  const ids = new Set(Object.values(seeded).flatMap((list) => list.map(({ rule }) => rule)));
  expect(rules.filter(({ id }) => !ids.has(id)).map(({ id, name }) => `${id} ${name}`)).toEqual([]);
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
