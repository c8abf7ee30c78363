import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { Secret, Unknown, type PropertyValue, type ResourceGraph } from "../../graph/types";

/** The mark that the engine writes where a value is not known: `computed` of its type system. */
export const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The graph as `pulumi stack export --show-secrets` would write it, had the engine deployed it. */
export function exportedState({ resources }: ResourceGraph): object {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-22T00:00:00Z", magic: "", version: "v3.259.0" },
      resources: resources.map((node) => ({
        ...node,
        inputs: wire(node.inputs, "plaintext"),
        outputs: wire(node.outputs, "plaintext"),
        // A state has no names but those in URNs, and writes positions otherwise.
        name: undefined,
        sourcePosition: undefined,
      })),
    },
  };
}

/**
 * A value as the engine writes it.
 *
 * @param content where the content of a secret stands: `value` over the wire, `plaintext` (as JSON) in an exported state
 */
export function wire(value: PropertyValue | undefined, content: "value" | "plaintext"): unknown {
  if (value instanceof Unknown) return unknownMark;
  if (value instanceof Secret) {
    const inside = wire(value.value, content);
    return {
      [rpc.specialSigKey]: rpc.specialSecretSig,
      [content]: content === "value" ? inside : JSON.stringify(inside),
    };
  }
  if (Array.isArray(value)) return value.map((each: PropertyValue) => wire(each, content));
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [name, wire(each as PropertyValue, content)]),
  );
}
