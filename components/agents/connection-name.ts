import { physicalName } from "../shared/naming";

/**
 * The name of a project's connection: 3 to 33 characters, as the service demands, and different from every name that
 * another project of the account gives, because the service keeps the connections of all projects in one list
 * (https://github.com/microsoft-foundry/foundry-samples/issues/263).
 */
export function connectionName(project: string, purpose: string): string {
  return physicalName("Microsoft.CognitiveServices/accounts/connections", [purpose, project], "");
}
