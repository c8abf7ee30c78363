import { stackFile } from "./stack-files";

/** Sections of a shipped stack, by their names. */
export function sectionsOf(stack: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(stackFile(stack)).map(([key, value]) => [key.replace("cornerstone:", ""), value]),
  );
}

/** dev with data, training and logs of flows. */
export function withServices(): Record<string, unknown> {
  const [dev, prod] = [sectionsOf("dev"), sectionsOf("prod")];
  return {
    ...dev,
    network: { ...(dev["network"] as object), addressSpace: "10.42.0.0/21" },
    data: prod["data"],
    learning: { ...(prod["learning"] as object), allowedHosts: ["pypi.org"] },
    operations: { ...(dev["operations"] as object), flowLogs: { retentionDays: 180 } },
  };
}
