import type { Store } from "../store/store";
import { parseArmId, resourceGroupKey } from "./id";

/** Finds resources by type and by what they are nested in, without a walk over the whole store. */
export class ResourceIndex {
  private readonly byType = new Map<string, Set<string>>();
  private readonly byContainer = new Map<string, Set<string>>();

  constructor(store: Store, table: string) {
    store.watch((change, before) => {
      if (change.table !== table || (before !== undefined) === (change.value !== undefined)) return;
      const action = change.value === undefined ? remove : add;
      action(this.byType, parseArmId(change.key).type.toLowerCase(), change.key);
      const container = containerOf(change.key);
      if (container !== undefined) action(this.byContainer, container, change.key);
    });
  }

  ofType(type: string): ReadonlySet<string> {
    return this.byType.get(type) ?? new Set();
  }

  children(key: string): ReadonlySet<string> {
    return this.byContainer.get(key) ?? new Set();
  }

  descendants(key: string): readonly string[] {
    return [...this.children(key)].flatMap((child) => [child, ...this.descendants(child)]);
  }
}

/** What a resource goes away with: the resource it is nested in or attached to, else its group. */
function containerOf(key: string): string | undefined {
  const { parent, scope, type } = parseArmId(key);
  if (type === "Microsoft.Resources/resourceGroups") return undefined;
  return parent ?? scope ?? resourceGroupKey(key);
}

function add(map: Map<string, Set<string>>, group: string, key: string): void {
  const set = map.get(group);
  if (set) set.add(key);
  else map.set(group, new Set([key]));
}

function remove(map: Map<string, Set<string>>, group: string, key: string): void {
  map.get(group)?.delete(key);
}
