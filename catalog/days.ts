/** Days as the catalog writes them: `2027-05-15`, in UTC, comparable as text. */

const millisecondsPerDay = 86_400_000;

/** The UTC day of a moment. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * millisecondsPerDay);
}
