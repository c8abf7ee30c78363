import { Journal } from "./journal";
import { lockDirectory } from "./lock";

/** A JSON value as the store keeps it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** One change of a transaction: a value set, or (without `value`) removed. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly value?: JsonObject;
}

type Tables = Map<string, Map<string, JsonObject>>;

/**
 * Named tables of JSON objects. A transaction is visible at once and durable when its promise resolves; after a crash
 * a transaction is there whole or not at all. Without a directory it lives in memory.
 */
export class Store {
  private readonly tables: Tables = new Map();
  private readonly listeners: ((change: Change, before: JsonObject | undefined) => void)[] = [];
  private journal: Journal | undefined;
  private release: () => void = () => undefined;

  private constructor() {
    // Stores are opened, so that a directory's lock is never forgotten.
  }

  /** Opens the store of a directory, and takes its lock; in memory without one. */
  static open(directory?: string): Store {
    const store = new Store();
    if (directory === undefined) return store;
    store.release = lockDirectory(directory);
    try {
      store.journal = Journal.open(directory, {
        restore: (state) => {
          for (const [name, rows] of Object.entries(state as Record<string, Record<string, JsonObject>>)) {
            store.tables.set(name, new Map(Object.entries(rows)));
          }
        },
        replay: (record) => {
          for (const change of record as Change[]) store.apply(change);
        },
        snapshot: () => store.snapshot(),
      });
    } catch (error) {
      store.release();
      throw error;
    }
    return store;
  }

  get(table: string, key: string): JsonObject | undefined {
    return this.tables.get(table)?.get(key);
  }

  entries(table: string): IterableIterator<[string, JsonObject]> {
    return (this.tables.get(table) ?? new Map<string, JsonObject>()).entries();
  }

  /** Applies all changes or none. They are seen by the next `get`; they survive a crash once the promise resolves. */
  async commit(changes: readonly Change[]): Promise<void> {
    for (const change of changes) this.apply(change);
    await this.journal?.append(changes);
  }

  /** Calls `listener` for each change from now on, and for everything that is there already: for indexes. */
  watch(listener: (change: Change, before: JsonObject | undefined) => void): void {
    for (const [table, rows] of this.tables) {
      for (const [key, value] of rows) listener({ table, key, value }, undefined);
    }
    this.listeners.push(listener);
  }

  /** Everything that the store holds, as plain data. */
  snapshot(): Record<string, Record<string, JsonObject>> {
    return Object.fromEntries([...this.tables].map(([name, rows]) => [name, Object.fromEntries(rows)]));
  }

  async close(): Promise<void> {
    await this.journal?.close();
    this.release();
  }

  private apply(change: Change): void {
    let table = this.tables.get(change.table);
    if (!table) this.tables.set(change.table, (table = new Map<string, JsonObject>()));
    const before = table.get(change.key);
    if (change.value === undefined) table.delete(change.key);
    else table.set(change.key, change.value);
    for (const listener of this.listeners) listener(change, before);
  }
}
