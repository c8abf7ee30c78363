/** What a stack file is to say, and how sure that is. */
export interface Draft {
  /** Section name -> value, as the schema takes it. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** What nothing that stands tells, and was taken instead: path and why. */
  readonly assumed: readonly Assumption[];
}

export interface Assumption {
  /** `residency.boundary`. */
  readonly path: string;
  readonly value: string;
  readonly why: string;
}

/** Gathers what is assumed while sections are written. */
export class Assumptions {
  readonly list: Assumption[] = [];

  /** The value that was found, else the one that is taken in its stead, with a note. */
  or<T>(path: string, found: T | undefined, instead: T, why: string): T {
    if (found !== undefined) return found;
    return this.take(path, instead, why);
  }

  take<T>(path: string, value: T, why: string): T {
    this.list.push({ path, value: typeof value === "string" ? value : JSON.stringify(value), why });
    return value;
  }
}
