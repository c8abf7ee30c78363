import type { Store } from "../store/store";
import type { ArmResource } from "./behaviour";
import { parseArmId } from "./id";

/** Something that is summed over resources, e.g. the capacity that deployments draw from each pool. */
export interface Tally {
  readonly name: string;
  /** An ARM type. */
  readonly resourceType: string;
  /** To which sum a resource counts, and how much. It must not change while the resource does not. */
  of(resource: ArmResource): { readonly key: string; readonly amount: number } | undefined;
}

/** Keeps sums over resources up to date with each change, so that nobody has to walk over thousands of them. */
export class Tallies {
  private readonly known = new Map<string, Map<string, number>>();

  constructor(
    private readonly store: Store,
    private readonly table: string,
  ) {}

  sum(tally: Tally, key: string): number {
    return (this.known.get(tally.name) ?? this.follow(tally)).get(key) ?? 0;
  }

  private follow(tally: Tally): Map<string, number> {
    const sums = new Map<string, number>();
    const counted = new Map<string, { readonly key: string; readonly amount: number }>();
    const type = tally.resourceType.toLowerCase();
    this.known.set(tally.name, sums);
    this.store.watch((change) => {
      if (change.table !== this.table || parseArmId(change.key).type !== type) return;
      const before = counted.get(change.key);
      if (before) sums.set(before.key, (sums.get(before.key) ?? 0) - before.amount);
      const after = change.value && tally.of(change.value as unknown as ArmResource);
      if (!after) {
        counted.delete(change.key);
        return;
      }
      counted.set(change.key, after);
      sums.set(after.key, (sums.get(after.key) ?? 0) + after.amount);
    });
    return sums;
  }
}
