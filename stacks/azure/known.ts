/**
 * What stands under a key that the configuration's checks have already seen to be there. Its absence is a mistake of this
 * program, not of a user.
 */
export function known<T>(values: Readonly<Record<string, T | undefined>>, key: string): T {
  const value = values[key];
  if (value !== undefined) return value;
  throw new Error(`nothing is known under "${key}"; known are ${Object.keys(values).join(", ") || "none"}`);
}
