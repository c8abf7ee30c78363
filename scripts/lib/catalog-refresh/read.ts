import { messageOf } from "../failure";

/** What was asked and not answered: never fine, never fatal to the rest. */
export interface Unverified {
  readonly what: string;
  readonly reason: string;
}

/** What a source answered, and what it did not. */
export interface Answer<T> {
  readonly rows: readonly T[];
  readonly unverified: readonly Unverified[];
}

/** Reads one list to its end. A refusal makes the whole list unverified: half a list would say that the rest is gone. */
export async function readAll<T>(what: string, list: () => AsyncIterable<T>): Promise<Answer<T>> {
  try {
    const rows: T[] = [];
    for await (const row of list()) rows.push(row);
    return { rows, unverified: [] };
  } catch (error) {
    return { rows: [], unverified: [{ what, reason: reasonOf(error) }] };
  }
}

/** Why a source did not answer, in one line: `403 AuthorizationFailed: The client ... does not have authorization`. */
export function reasonOf(error: unknown): string {
  // `fetch failed` says nothing; what it failed of stands in the cause.
  if (error instanceof TypeError && error.cause instanceof Error) return reasonOf(error.cause);
  const { statusCode, code, name } = (typeof error === "object" && error !== null ? error : {}) as {
    statusCode?: number;
    code?: string;
    name?: string;
  };
  const [line = ""] = messageOf(error).split("\n");
  const label = [statusCode, code ?? (name === "Error" ? undefined : name)].filter(
    (part) => part !== undefined,
  );
  return label.length > 0 ? `${label.join(" ")}: ${line}` : line;
}
