/** One property that a policy changed before the engine went on, without content that may be secret. */
export interface RemediatedProperty {
  readonly urn: string;
  readonly pack: string;
  readonly policy: string;
  /** Dotted, from the root of the inputs. */
  readonly path: string;
  /** What the program asked for, as JSON; `nothing` where it said nothing, `[hidden]` where it may be a secret. */
  readonly before: string;
  readonly after: string;
}

/**
 * The engine's word on a remediation, with all inputs before and after it.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go
 */
export interface RemediationEvent {
  readonly resourceUrn?: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** The engine's mark of a secret, or of another value that plain JSON cannot say. */
const signature = "4dabf18193072939515e22adb298388d";

/** What a remediation changed, property by property. */
export function remediatedProperties(event: RemediationEvent): readonly RemediatedProperty[] {
  const { resourceUrn = "", policyName, policyPackName, before = {}, after = {} } = event;
  return differences(before, after, []).map((difference) => ({
    urn: resourceUrn,
    pack: policyPackName,
    policy: policyName,
    ...difference,
  }));
}

type Difference = Pick<RemediatedProperty, "path" | "before" | "after">;

function differences(before: unknown, after: unknown, path: readonly string[]): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  // What is added with all that is in it is told leaf by leaf, too.
  const inside = isPlain(after) && (isPlain(before) || before === undefined);
  if (!inside) return [{ path: path.join("."), before: shown(before), after: shown(after) }];
  const from = isPlain(before) ? before : {};
  return [...new Set([...Object.keys(from), ...Object.keys(after)])].flatMap((name) =>
    differences(from[name], after[name], [...path, name]),
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return typeof value === "object" ? "[hidden]" : JSON.stringify(value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(signature in value);
}
