/**
 * What a killed run leaves in the state, and how it is settled. The engine notes an operation before it asks the
 * cloud, and strikes it out after the cloud's answer is in the state: what is still noted may have happened or not.
 *
 * The engine's own cure for creates, `pulumi refresh --import-pending-creates`, only strikes the note out in 3.259
 * and loses the resource. Here, an interrupted create is entered into the state under the ID that it would have, and
 * a refresh of just these resources asks the provider, which confirms or removes it.
 */

/** A resource in an exported state, as far as settling reads it; everything else passes through. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly provider?: string;
  readonly [field: string]: unknown;
}

export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

export interface StateContent {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly PendingOperation[];
  readonly [field: string]: unknown;
}

/** What `pulumi stack export` prints. */
export interface ExportedState {
  readonly version: number;
  readonly deployment: StateContent;
}

/** Computes the ID that a resource with these inputs has in the cloud; undefined where nobody can know it. */
export type IdOf = (type: string, inputs: Readonly<Record<string, unknown>>) => string | undefined;

/** A resource that may exist in the cloud although the state does not have it. */
export interface Uncertain {
  readonly resource: StateResource;
  readonly id: string;
}

export interface Settlement {
  /** Interrupted creates, to be entered into the state and confirmed by the provider. */
  readonly creates: readonly Uncertain[];
  /** URNs in the state whose resource may have changed or gone. */
  readonly changed: readonly string[];
  /** Interrupted creates of a kind whose ID cannot be computed. */
  readonly unknown: readonly StateResource[];
  /** Operations that left nothing behind: components, providers, reads. */
  readonly cleared: readonly string[];
}

/** Sorts the pending operations of a state by what has to be done about them. Changes nothing. */
export function settlementOf(state: ExportedState, idOf: IdOf): Settlement {
  const creates: Uncertain[] = [];
  const changed = new Set<string>();
  const unknown: StateResource[] = [];
  const cleared: string[] = [];
  for (const { resource, type } of state.deployment.pending_operations ?? []) {
    if (!resource.custom || resource.type.startsWith("pulumi:") || type === "reading") {
      cleared.push(resource.urn);
    } else if (type === "creating" || type === "importing") {
      const id = resource.id || idOf(resource.type, resource.inputs ?? {});
      if (id === undefined) unknown.push(resource);
      else creates.push({ resource, id });
    } else changed.add(resource.urn);
  }
  return { creates, changed: [...changed], unknown, cleared };
}

export function isSettled({ creates, changed, unknown, cleared }: Settlement): boolean {
  return creates.length + changed.length + unknown.length + cleared.length === 0;
}

/**
 * The state with uncertain resources entered and all pending operations struck out. What the state already has under
 * the same URN and ID is left alone; an older resource of the same URN is the one that was being replaced, and is
 * marked for deletion as the engine would have done. Entering twice changes nothing.
 */
export function withEntered(state: ExportedState, uncertain: readonly Uncertain[]): ExportedState {
  let resources = [...(state.deployment.resources ?? [])];
  for (const { resource, id } of uncertain) {
    if (resources.some((known) => known.urn === resource.urn && known.id === id)) continue;
    const entered: StateResource = { ...resource, id, outputs: resource.outputs ?? {} };
    const older = resources.findIndex((known) => known.urn === resource.urn && !known.delete);
    if (older === -1) resources.push(entered);
    else
      resources = [
        ...resources.slice(0, older),
        entered,
        ...resources.slice(older).map((known, index) => (index === 0 ? { ...known, delete: true } : known)),
      ];
  }
  return { ...state, deployment: { ...state.deployment, resources, pending_operations: [] } };
}

/**
 * Gives entered resources the inputs that they were created with. A refresh guesses inputs from what the cloud
 * answers, and would leave differences that are none.
 */
export function withInputs(state: ExportedState, uncertain: readonly Uncertain[]): ExportedState {
  const inputs = new Map(uncertain.map(({ resource, id }) => [`${resource.urn} ${id}`, resource.inputs]));
  return {
    ...state,
    deployment: {
      ...state.deployment,
      resources: (state.deployment.resources ?? []).map((resource) => {
        const created = inputs.get(`${resource.urn} ${resource.id ?? ""}`);
        return created ? { ...resource, inputs: created } : resource;
      }),
    },
  };
}

/** True when `pulumi destroy` would be refused for some resource. */
export function protectedResources(state: ExportedState): readonly StateResource[] {
  return (state.deployment.resources ?? []).filter((resource) => resource["protect"] === true);
}

/** The state with no resource protected: the way to destroy on purpose. The program protects them again at the next up. */
export function withoutProtection(state: ExportedState): ExportedState {
  const resources = (state.deployment.resources ?? []).map((resource) => ({ ...resource, protect: false }));
  return { ...state, deployment: { ...state.deployment, resources } };
}

/**
 * True when no resource stands under a type token that carries an API version, as older SDKs wrote them: then the
 * SDK's aliases of those tokens match nothing, and may be left out.
 */
export function mayStripAliases(state: ExportedState): boolean {
  const resources = state.deployment.resources ?? [];
  return !resources.some(({ type, urn }) => /\/v\d{8}|_v\d{8}|\/v\d+[:/]/.test(`${type} ${urn}`));
}

/** How many resources a cloud has for this state, components and providers not counted. */
export function cloudResources(state: ExportedState): readonly StateResource[] {
  return (state.deployment.resources ?? []).filter(
    (resource) => resource.custom && !resource.type.startsWith("pulumi:"),
  );
}
