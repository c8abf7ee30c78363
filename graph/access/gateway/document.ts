import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element of a policy document of API Management. */
export interface PolicyNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PolicyNode[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
});

/**
 * Reads a policy document. Undefined where it is no XML, as a document of the format `rawxml` may be, whose expressions are not
 * escaped.
 */
export function readPolicyDocument(document: string): PolicyNode | undefined {
  if (XMLValidator.validate(document) !== true) return undefined;
  return nodesOf(parser.parse(document) as readonly unknown[]).find(({ name }) => name === "policies");
}

/** What stands directly in a section of a document. */
export function sectionOf(document: PolicyNode, name: "inbound" | "backend"): readonly PolicyNode[] {
  return document.children.find((child) => child.name === name)?.children ?? [];
}

/** Every element of a name below some elements, each with the element around it. */
export function elementsIn(
  around: PolicyNode,
  name: string,
): readonly { readonly element: PolicyNode; readonly around: PolicyNode }[] {
  return around.children.flatMap((element) => [
    ...(element.name === name ? [{ element, around }] : []),
    ...elementsIn(element, name),
  ]);
}

function nodesOf(parsed: readonly unknown[]): readonly PolicyNode[] {
  return (parsed as readonly Record<string, unknown>[]).flatMap((entry) => {
    const name = Object.keys(entry).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) return [];
    const inner = entry[name] as readonly Record<string, unknown>[];
    return [
      {
        name,
        attributes: (entry[":@"] ?? {}) as Record<string, string>,
        children: nodesOf(inner),
        text: inner.map((child) => (child["#text"] as string | undefined) ?? "").join(""),
      },
    ];
  });
}
