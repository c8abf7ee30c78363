import type { ControlReference } from "./rule";

/** Controls that a rule serves by a mapping which Microsoft, AWS or the framework's owner publishes. */
export function vendor(framework: string, ...controls: readonly string[]): readonly ControlReference[] {
  return controls.map((control) => ({ framework, control, mappedBy: "vendor" }));
}

/** Controls that a rule serves by this toolkit's own reading of the framework. */
export function ours(framework: string, ...controls: readonly string[]): readonly ControlReference[] {
  return controls.map((control) => ({ framework, control, mappedBy: "cornerstone" }));
}
