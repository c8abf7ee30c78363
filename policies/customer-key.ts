import { aws } from "./types";
import { fail, pass } from "./verdicts";
import type { GraphReader, Subject, Verdict } from "./rule";

const keys = [...aws.key, ...aws.replicaKey, ...aws.keyAlias];

/**
 * Fails unless the property at `path` names a KMS key of the customer's: one of this stack, or an ID, ARN or alias of
 * another that is not a key of AWS (`alias/aws/s3`), whose policy nobody can change and which nobody can revoke.
 */
export function mustUseCustomerKey(resource: Subject, path: string, graph: GraphReader): Verdict {
  const [reference] = graph.references(resource, path, keys);
  if (!reference) return fail(`${path} is not set, must name a key of yours`, path);
  return reference.target === undefined && isKeyOfAws(reference.id ?? "")
    ? fail(`${path} is "${reference.id ?? ""}", which is a key of AWS, must name a key of yours`, path)
    : pass;
}

function isKeyOfAws(id: string): boolean {
  return id === "" || /(^|:)alias\/aws\//.test(id);
}
