import { formatPath } from "../path";
import { accountsOf, type Check, type CheckFinding } from "./check";

/** What stands already is used once, where it is, and for what it can be used for. */
export const checkExisting: Check = (config) => {
  const accounts = accountsOf(config);
  const seen = new Map<string, string>();
  const twice = accounts.flatMap(({ value, path }): CheckFinding[] => {
    const id = value.existing?.accountId?.toLowerCase();
    if (id === undefined) return [];
    const first = seen.get(id);
    seen.set(id, first ?? formatPath(path));
    return first === undefined
      ? []
      : [
          {
            path: [...path, "existing", "accountId"],
            message: `${first} is the same account, and Azure takes one write to an account at a time`,
            fix: "declare its deployments under one of the two, and remove the other",
          },
        ];
  });
  const regions = new Set([config.environment?.region, ...accounts.map(({ value }) => value.region)]);
  const unused = Object.keys(config.keys?.vaults ?? {})
    .filter((region) => !regions.has(undefined) && !regions.has(region))
    .map((region) => ({
      path: ["keys", "vaults", region],
      onKey: true as const,
      message: `nothing of this platform stands in ${region}`,
      allowed: [...regions].join(", "),
      fix: "name the region of an account, or the primary one",
    }));
  const { agents } = config;
  const carrier = accounts.find(({ value }) => value.name === agents?.account)?.value;
  const joined =
    carrier?.existing && agents?.capabilityHost === "automatic"
      ? [
          {
            path: ["agents", "capabilityHost"],
            message: `account "${carrier.name ?? ""}" stands already, and the subnet of an automatic host is given to an account when it is made`,
            allowed: "explicit",
            fix: "write explicit, or let the agents have an account that the platform makes",
          },
        ]
      : [];
  return [...twice, ...unused, ...joined];
};
