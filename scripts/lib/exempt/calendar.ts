import { createEvents, type EventAttributes } from "ics";
import { v5 } from "uuid";
import { addDays, type Exemption } from "../../../policies/exemptions";

const namespace = "0f9d5a43-7b1c-5a55-8f0e-2c7f7d0b6f31";

/** Days before its end on which a calendar reminds of an exemption. */
const reminders = [14, 1] as const;

/**
 * An iCalendar file (RFC 5545): an all-day event on the last day of each exemption. The same exemption is the same event in every
 * file, so that a calendar that subscribes moves it instead of doubling it.
 */
export function calendarOf(stack: string, exemptions: readonly Exemption[]): string {
  const events = exemptions.map((exemption): EventAttributes => {
    const { rule, resource, reason, owner, ticket, created, expires } = exemption;
    return {
      uid: `${v5([stack, rule, resource, created].join("|"), namespace)}@cornerstone`,
      title: `Exemption from ${rule} ends (${stack})`,
      description: [
        `Resource: ${resource}`,
        `Reason: ${reason}`,
        `Owner: ${owner}`,
        `Ticket: ${ticket}`,
        "From the next day on the rule counts again. Fix the resource and remove the exemption, or decide anew.",
      ].join("\n"),
      start: parts(expires),
      // Not a duration of one day: the library would write `P1DT`, which RFC 5545 does not allow.
      end: parts(addDays(expires, 1)),
      busyStatus: "FREE",
      transp: "TRANSPARENT",
      productId: "cornerstone/exemptions",
      calName: `Exemptions of ${stack}`,
      alarms: reminders.map((days) => ({
        action: "display",
        description: `The exemption from ${rule} ends in ${days} days`,
        trigger: { before: true, days },
      })),
    };
  });
  const { error, value } = createEvents(events);
  if (error) throw error;
  // Without events the library answers an empty text.
  return value || "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:cornerstone/exemptions\r\nEND:VCALENDAR\r\n";
}

function parts(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month, date];
}
