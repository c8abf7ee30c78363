import { isEverybody, limitsCallers, nameOf, statementsAt } from "./iam-policy";
import type { GraphReader, Subject, Verdict } from "./rule";
import { fail, notApplicable, pass } from "./verdicts";

/**
 * Fails where the policy of a resource allows something to everybody: no statement may, unless a condition limits it to
 * named accounts, organisations, networks or resources.
 */
export function mustNameCallers(resource: Subject, graph: GraphReader): Verdict {
  const statements = statementsAt(graph.inputs(resource), "policy");
  if (!statements) return notApplicable("it holds no policy");
  const index = statements.findIndex(
    (statement) => statement.effect === "Allow" && isEverybody(statement) && !limitsCallers(statement),
  );
  const open = statements[index];
  return open ? fail(`${nameOf(open, index)} allows everybody ${open.actions.join(", ")}`, "policy") : pass;
}
