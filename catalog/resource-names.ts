/**
 * Length and characters of Azure resource names. Sources: the type specifications of Microsoft.CognitiveServices in
 * https://github.com/Azure/azure-rest-api-specs, and
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
 */

export interface NameRule {
  readonly minimum: number;
  readonly maximum: number;
  /** The whole name. */
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly allowed: string;
  /** Whether no other customer of the cloud may hold the name. */
  readonly global?: boolean;
}

function rule(
  minimum: number,
  maximum: number,
  pattern: RegExp,
  allowed: string,
  global?: "global",
): NameRule {
  return { minimum, maximum, pattern, allowed, ...(global ? { global: true } : {}) };
}

const alphanumericsAndHyphens = "letters, digits and hyphens";
const plain = "letters, digits, hyphens, periods and underscores, a letter or digit first";
const network =
  "letters, digits, periods, hyphens and underscores; a letter or digit first, no period or hyphen last";

/** ARM type -> rule. */
export const nameRules = {
  "Microsoft.CognitiveServices/accounts": rule(2, 64, /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, plain),
  "Microsoft.CognitiveServices/accounts/customSubDomainName": rule(
    2,
    64,
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    "lower-case letters, digits and hyphens, no hyphen first or last",
    "global",
  ),
  "Microsoft.CognitiveServices/accounts/deployments": rule(1, 64, /^[\w.-]+$/, plain),
  "Microsoft.CognitiveServices/accounts/projects": rule(2, 64, /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, plain),
  "Microsoft.CognitiveServices/accounts/connections": rule(
    3,
    33,
    /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
    "letters, digits, hyphens and underscores, a letter or digit first",
  ),
  "Microsoft.CognitiveServices/accounts/capabilityHosts": rule(
    1,
    255,
    /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
    "letters, digits, hyphens and underscores, a letter or digit first",
  ),
  "Microsoft.KeyVault/vaults": rule(
    3,
    24,
    /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    `${alphanumericsAndHyphens}; a letter first, a letter or digit last, no two hyphens in a row`,
    "global",
  ),
  "Microsoft.Storage/storageAccounts": rule(3, 24, /^[a-z0-9]+$/, "lower-case letters and digits", "global"),
  "Microsoft.Search/searchServices": rule(
    2,
    60,
    /^(?!.*--)[a-z0-9]{2}([a-z0-9-]*[a-z0-9])?$/,
    "lower-case letters, digits and hyphens; no hyphen in the first two places or last, no two in a row",
    "global",
  ),
  "Microsoft.DocumentDB/databaseAccounts": rule(
    3,
    44,
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    "lower-case letters, digits and hyphens, no hyphen first or last",
    "global",
  ),
  "Microsoft.ApiManagement/service": rule(
    1,
    50,
    /^[a-zA-Z]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
    `${alphanumericsAndHyphens}; a letter first, a letter or digit last`,
    "global",
  ),
  "Microsoft.Databricks/workspaces": rule(3, 30, /^[\w-]+$/, "letters, digits, hyphens and underscores"),
  "Microsoft.MachineLearningServices/workspaces": rule(3, 33, /^[a-zA-Z0-9][\w-]*$/, alphanumericsAndHyphens),
  "Microsoft.MachineLearningServices/workspaces/computes": rule(
    2,
    16,
    /^[a-zA-Z0-9-]+$/,
    alphanumericsAndHyphens,
  ),
  "Microsoft.ManagedIdentity/userAssignedIdentities": rule(
    3,
    128,
    /^[a-zA-Z0-9][\w-]*$/,
    "letters, digits, hyphens and underscores, a letter or digit first",
  ),
  "Microsoft.ContainerRegistry/registries": rule(5, 50, /^[a-zA-Z0-9]+$/, "letters and digits", "global"),
  "Microsoft.OperationalInsights/workspaces": rule(
    4,
    63,
    /^[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    `${alphanumericsAndHyphens}, no hyphen first or last`,
  ),
  "Microsoft.Insights/components": rule(
    1,
    260,
    /^[^%&\\?/]*[^%&\\?/. ]$/,
    "no %&\\?/, no space or period last",
  ),
  "Microsoft.EventHub/namespaces": rule(
    6,
    50,
    /^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$/,
    `${alphanumericsAndHyphens}; a letter first, a letter or digit last`,
    "global",
  ),
  "Microsoft.Network/virtualNetworks": rule(2, 64, /^[a-zA-Z0-9][\w.-]*\w$/, network),
  "Microsoft.Network/virtualNetworks/subnets": rule(1, 80, /^[a-zA-Z0-9]([\w.-]*\w)?$/, network),
  "Microsoft.Network/networkSecurityGroups": rule(1, 80, /^[a-zA-Z0-9]([\w.-]*\w)?$/, network),
  "Microsoft.Network/privateEndpoints": rule(1, 80, /^[a-zA-Z0-9]([\w.-]*\w)?$/, network),
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": rule(1, 80, /^[a-zA-Z0-9]([\w.-]*\w)?$/, network),
  "Microsoft.App/managedEnvironments": rule(
    2,
    32,
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    "lower-case letters, digits and hyphens; a letter first, no hyphen last",
  ),
  "Microsoft.Resources/resourceGroups": rule(
    1,
    90,
    /^[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]$/u,
    "letters, digits, underscores, parentheses, hyphens and periods, no period last",
  ),
  "Microsoft.Resources/deployments": rule(1, 64, /^[\w().-]+$/, "letters, digits, _ ( ) . -"),
} as const satisfies Record<string, NameRule>;

export type NamedType = keyof typeof nameRules;

/** What is wrong with a name, or undefined when the service would take it. */
export function nameProblem(type: NamedType, name: string): string | undefined {
  const { minimum, maximum, pattern, allowed } = nameRules[type];
  if (name.length < minimum || name.length > maximum) {
    return `"${name}" has ${name.length} characters, allowed are ${minimum} to ${maximum}`;
  }
  return pattern.test(name) ? undefined : `"${name}" is not a name for ${type}, allowed are ${allowed}`;
}
