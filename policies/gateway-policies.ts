import type { GraphReader, PropertyReader, Subject } from "./rule";

/** The policy documents of an API or a product: those that name it, in the same service. */
export function policiesOf(
  resource: Subject,
  graph: GraphReader,
  types: readonly string[],
  nameInput: "apiId" | "productId",
): readonly PropertyReader[] {
  const own = graph.inputs(resource);
  const name = own.string(nameInput);
  return graph
    .all(types)
    .map((policy) => graph.inputs(policy))
    .filter((policy) => policy.string(nameInput) === name)
    .filter((policy) => policy.string("serviceName") === own.string("serviceName"));
}

/**
 * The attributes of each element of a name in a section of a policy document (input `value`). Comments and CDATA are no part
 * of a policy. Attributes of the formats `xml` and `rawxml` are the same as far as rules read them: plain values.
 */
export function policyElements(
  policy: PropertyReader,
  section: "inbound" | "outbound",
  name: string,
): readonly Readonly<Record<string, string>>[] {
  const document = (policy.string("value") ?? "").replace(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>/g, "");
  const inside = new RegExp(`<${section}>([^]*?)</${section}>`).exec(document)?.[1] ?? "";
  return [
    ...inside.matchAll(new RegExp(`<${name}((?:\\s+[\\w-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*/?>`, "g")),
  ].map(
    ([, attributes = ""]) =>
      Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, double, single]) => [
          key,
          double ?? single ?? "",
        ]),
      ) as Record<string, string>,
  );
}
