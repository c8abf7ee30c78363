const daysOf: Readonly<Record<string, number>> = { Y: 365, M: 30, W: 7, D: 1 };

/** Days of an ISO 8601 duration in years, months, weeks and days (`P2Y`, `P90D`); undefined when it is none. */
export function isoDays(duration: string | undefined): number | undefined {
  if (duration === undefined || !/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/i.test(duration)) return undefined;
  const parts = duration.toUpperCase().matchAll(/(\d+)([YMWD])/g);
  return [...parts].reduce((days, [, count, unit = ""]) => days + Number(count) * (daysOf[unit] ?? 0), 0);
}

/** Days of a .NET time span (`7.00:00:00`), as SAS policies state them; undefined when it is none. */
export function spanDays(span: string | undefined): number | undefined {
  const [, days, hours, minutes, seconds] = /^(\d+)\.(\d\d):(\d\d):(\d\d)$/.exec(span ?? "") ?? [];
  if (days === undefined) return undefined;
  return Number(days) + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}
