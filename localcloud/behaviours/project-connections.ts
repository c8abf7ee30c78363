import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";

const connection = "Microsoft.CognitiveServices/accounts/projects/connections";

/**
 * The service keeps the connections of all projects of an account in one list: a name is there once. Source:
 * foundry-samples#263, which tells what happens and not the text.
 */
export const projectConnections: Behaviour = {
  resourceType: connection,
  beforePut: ({ id }, cloud) => {
    const [accountName = ""] = id.names;
    const prefix = id.key.slice(0, id.key.indexOf("/projects/"));
    const taken = cloud
      .ofType(connection)
      .find(
        (other) =>
          other.id.toLowerCase() !== id.key &&
          other.id.toLowerCase().startsWith(`${prefix}/projects/`) &&
          parseArmId(other.id).name.toLowerCase() === id.name.toLowerCase(),
      );
    if (!taken) return;
    throw new CloudError(
      409,
      "Conflict",
      `A connection with name '${id.name}' already exists in account '${accountName}' (project '${parseArmId(taken.id).names[1] ?? ""}').`,
    );
  },
};
