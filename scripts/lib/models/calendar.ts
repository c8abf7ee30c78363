import { createEvents, type EventAttributes } from "ics";
import type { LifecycleRow } from "./lifecycle";

/**
 * An iCalendar file (RFC 5545): one all-day event for each day on which a model version of the stack retires, with a
 * reminder when the notice period begins. The same rows give the same events, so that a calendar that subscribes to the
 * file moves them instead of doubling them.
 */
export function calendarOf(stack: string, rows: readonly LifecycleRow[], noticeDays: number): string {
  const dated = rows.filter((row) => row.retirement !== undefined);
  const keys = [...new Set(dated.map(({ model, version }) => `${model} ${version}`))];
  const events = keys.map((key): EventAttributes => {
    const using = dated.filter(({ model, version }) => `${model} ${version}`.trimEnd() === key);
    const [first] = using;
    const [year = 0, month = 1, day = 1] = (first?.retirement?.date ?? "").split("-").map(Number);
    const replacement = first?.replacement;
    return {
      uid: `${stack}-${key.replace(/[^\w.-]+/g, "-")}@cornerstone`,
      title: `${key} retires (${stack})`,
      description: [
        `Deployments: ${using.map(({ deployment, region }) => `${deployment} in ${region}`).join(", ")}.`,
        replacement
          ? `Replacement: ${replacement.model} ${replacement.version}.`
          : "The vendor names no replacement.",
        `Edit the stack file: cornerstone models ${stack} --upgrade`,
      ].join("\n"),
      start: [year, month, day],
      // Not a duration of one day: the library would write `P1DT`, which RFC 5545 does not allow.
      end: dayAfter(year, month, day),
      busyStatus: "FREE",
      transp: "TRANSPARENT",
      productId: "cornerstone/models",
      calName: `Model retirements of ${stack}`,
      // Without a notice period there is nothing to remind of before the day itself.
      alarms:
        noticeDays === 0
          ? []
          : [
              {
                action: "display",
                description: `${key} retires in ${noticeDays} days`,
                trigger: { before: true, hours: noticeDays * 24, minutes: 0, seconds: 0 },
              },
            ],
    };
  });
  const { error, value } = createEvents(events);
  if (error) throw error;
  // A stack without dates is an empty calendar, which the library answers as an empty text.
  return value ?? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:cornerstone/models\r\nEND:VCALENDAR\r\n";
}

function dayAfter(year: number, month: number, day: number): [number, number, number] {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return [next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate()];
}
