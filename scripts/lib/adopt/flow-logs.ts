import { isWithin, numberAt, ofType, textAt, type Estate } from "./existing";

/** Logs of the flows in the group's networks: they stand at a network watcher, which is in a group of its own. */
export function flowLogsOf(estate: Estate): Record<string, unknown> | undefined {
  const [log] = ofType(estate, "microsoft.network/networkwatchers/flowlogs").filter((each) =>
    isWithin(textAt(each, "targetResourceId") ?? "", estate.group),
  );
  if (!log) return undefined;
  const retentionDays = numberAt(log, "retentionPolicy.days");
  return retentionDays === undefined || retentionDays === 0 ? {} : { retentionDays };
}
