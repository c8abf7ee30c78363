import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces";

/** An element of a policy document. */
export interface PolicyElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (PolicyElement | string)[];
}

/** The sections of a policy document. A section that is left out inherits the policies of the wider scope. */
export interface PolicySections {
  readonly inbound?: readonly PolicyElement[];
  /** At most one element: API Management takes no more here. */
  readonly backend?: PolicyElement;
  readonly outbound?: readonly PolicyElement[];
  readonly onError?: readonly PolicyElement[];
}

/** Makes an element; text and expressions are escaped when the document is written. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (PolicyElement | string)[]
): PolicyElement {
  return { name, attributes, children };
}

/** Where the policies of the wider scope (product, then all APIs) take their turn. */
export const base = element("base");

/**
 * Writes a policy document as API Management's format `xml`: expressions are escaped like any other text.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export function policyDocument({ inbound, backend, outbound, onError }: PolicySections): string {
  const root = create().ele("policies");
  write(root, element("inbound", {}, ...(inbound ?? [base])));
  write(root, element("backend", {}, backend ?? base));
  write(root, element("outbound", {}, ...(outbound ?? [base])));
  write(root, element("on-error", {}, ...(onError ?? [base])));
  return root.end({ prettyPrint: true, headless: true, indent: "  " });
}

function write(parent: XMLBuilder, { name, attributes, children }: PolicyElement): void {
  const node = parent.ele(name, attributes);
  for (const child of children) {
    if (typeof child === "string") node.txt(child);
    else write(node, child);
  }
}

/** One branch of a `choose`. */
export interface Branch {
  /** A policy expression: `@(...)`. */
  readonly when: string;
  readonly then: readonly PolicyElement[];
}

/** Makes a `choose`: the first branch whose condition holds, else `otherwise`. */
export function choose(branches: readonly Branch[], otherwise?: readonly PolicyElement[]): PolicyElement {
  return element(
    "choose",
    {},
    ...branches.map(({ when, then }) => element("when", { condition: when }, ...then)),
    ...(otherwise ? [element("otherwise", {}, ...otherwise)] : []),
  );
}

/** Makes an answer that the gateway gives itself, in the shape of an error of the OpenAI API. */
export function refuse(status: number, reason: string, code: string, message: string): PolicyElement {
  return answer(status, reason, { error: { code, message } });
}

/** Makes an answer that the gateway gives itself, with a JSON body. */
export function answer(status: number, reason: string, body: unknown): PolicyElement {
  return element(
    "return-response",
    {},
    element("set-status", { code: String(status), reason }),
    element(
      "set-header",
      { name: "Content-Type", "exists-action": "override" },
      element("value", {}, "application/json"),
    ),
    element("set-body", {}, JSON.stringify(body)),
  );
}
