import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { resourceTypes } from "../types/index";
import { resourceFacts } from "./index";

/**
 * Azure's own management clients are generated from the REST specifications, and judge what the tables say by hand:
 * the path of each type (segments, case, parameters) and the limits of its names.
 */
const clients = [
  "arm-apimanagement",
  "arm-appcontainers",
  "arm-authorization",
  "arm-cognitiveservices",
  "arm-consumption",
  "arm-containerregistry",
  "arm-cosmosdb",
  "arm-databricks",
  "arm-keyvault",
  "arm-locks",
  "arm-machinelearning",
  "arm-monitor",
  "arm-msi",
  "arm-network",
  "arm-operationalinsights",
  "arm-policy",
  "arm-privatedns",
  "arm-resources",
  "arm-search",
  "arm-storage",
] as const;

const templates = new Map(clients.map((client) => [client, putTemplates(client)]));
const judged = [...templates.values()].flatMap((paths) => [...paths]);
const namespaces = new Set(judged.map(namespaceOf));

/** Rows that no client here judges, and why. */
const unjudged: Readonly<Record<string, string>> = {
  "azure-native:cognitiveservices:AgentApplication": "arm-cognitiveservices 8.1 is older than the type",
  "azure-native:cognitiveservices:AgentDeployment": "arm-cognitiveservices 8.1 is older than the type",
  "azure-native:applicationinsights:Component":
    "its client, arm-appinsights 4, is deprecated with its whole stack",
  "azure-native:applicationinsights:Workbook":
    "its client, arm-appinsights 4, is deprecated with its whole stack",
  "azure-native:dashboard:Dashboard": "arm-dashboard 1.1 is older than the type",
  "azure-native:dashboard:DashboardDefinition": "arm-dashboard 1.1 is older than the type",
  "azure-native:security:Pricing": "arm-security 5 is older than plans of other scopes than a subscription",
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule":
    "arm-machinelearning 2.1 is older than the type",
  "azure-native:redisenterprise:RedisEnterprise":
    "arm-redisenterprisecache 2.2 is older than Azure Managed Redis",
  "azure-native:redisenterprise:Database": "arm-redisenterprisecache 2.2 is older than Azure Managed Redis",
  "azure-native:resources:Deployment": "deployments left arm-resources with version 6",
  "azure-native:monitor:SubscriptionDiagnosticSetting": "arm-monitor has no such operation since version 6",
};

describe("the clients", () => {
  it.each(clients)("%s has PUT operations", (client) => {
    expect(templates.get(client)!.size).toBeGreaterThan(0);
  });

  it("are read completely", () => {
    expect(judged).toContain(
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}/keys/{keyName}",
    );
    expect(judged.length).toBeGreaterThan(190);
  });
});

describe.each(resourceTypes.map((row) => [row.token, row] as const))("%s", (token, row) => {
  it("is a type of the installed SDK", () => {
    expect(resourceFacts(token)?.token).toBe(token);
  });

  it("has a path whose parameters are inputs", () => {
    const inputs = resourceFacts(token)!.inputs;
    const unknown = parametersOf(row.path).filter((name) => name !== "subscriptionId" && !inputs.has(name));
    expect(unknown).toEqual(row.ownParameters ?? []);
  });

  it("has every parent in its path", () => {
    const { inputs, outputs } = resourceFacts(token)!;
    // A required name that does not come back with the resource is a part of its ID.
    const parents = [...inputs].flatMap(([name, { type, required }]) =>
      required && type.kind === "string" && !outputs.has(name) && name !== "apiVersion" ? name : [],
    );
    expect(parametersOf(row.path)).toEqual(expect.arrayContaining(parents));
  });

  it.skipIf(token in unjudged)("has the path of Azure's own client", () => {
    // Shown beside the row's own path when none matches: what a client has for these names of types.
    const nearest = judged.filter((candidate) => skeletonOf(candidate) === skeletonOf(row.path));
    expect(judged.includes(row.path) ? row.path : nearest).toEqual(row.path);
  });

  const limits = constraintsFor(row.path);
  const judgedRules = Object.entries(row.rules ?? {}).filter(([input]) => limits.has(input));
  it.runIf(judgedRules.length > 0)("refuses no name that Azure's own client lets through", () => {
    for (const [input, rule] of judgedRules) {
      fc.assert(
        fc.property(names(limits.get(input)!), (name) => {
          expect({ name, accepted: accepts(rule, name) }).toEqual({ name, accepted: true });
        }),
      );
    }
  });
});

describe("rows without a judge", () => {
  it("are known", () => {
    const strangers = resourceTypes.filter(({ path }) => !namespaces.has(namespaceOf(path)));
    expect(strangers.map(({ token }) => token).filter((token) => !(token in unjudged))).toEqual([]);
    expect(
      Object.keys(unjudged).filter((token) => !resourceTypes.some((row) => row.token === token)),
    ).toEqual([]);
  });
});

function clientDirectory(client: string): string {
  const root = join(__dirname, "..", "..", "node_modules", "@azure", client);
  const found = [join(root, "dist", "commonjs"), join(root, "dist-esm", "src")].find((path) =>
    existsSync(path),
  );
  if (found === undefined) throw new Error(`${client} has no code where it is looked for`);
  return found;
}

/** The templates of the operations that create or update something, of either generation of clients. */
function putTemplates(client: string): Set<string> {
  const directory = clientDirectory(client);
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  return new Set(
    files
      .map((file) => readFileSync(join(directory, file), "utf8"))
      .flatMap((script) => [
        ...[...script.matchAll(/path:\s*"([^"]+)",\s*httpMethod:\s*"PUT"/g)].map(([, path]) => path!),
        ...[...script.matchAll(/expandUrlTemplate\)?\(\s*"([^"]+)"[\s\S]*?\.path\(\w+\)\s*\.(\w+)\(/g)]
          .filter(([, , method]) => method === "put")
          .map(([, path]) => path!.replace(/\{\?.*\}$/, "")),
      ])
      .map(usuallySpelled),
  );
}

/** ARM compares IDs without regard to case, and the specifications are not of one mind: the usual spelling. */
function usuallySpelled(path: string): string {
  return path
    .replace("/resourcegroups/", "/resourceGroups/")
    .replace("/providers/microsoft.insights/", "/providers/Microsoft.Insights/")
    .replace(/\{([A-Z])/g, (_, initial: string) => `{${initial.toLowerCase()}`);
}

interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

/** The limits of the path parameters that the client which has the path declares. */
function constraintsFor(path: string): ReadonlyMap<string, Limits> {
  const client = clients.find((candidate) => templates.get(candidate)!.has(path));
  const file = client === undefined ? "" : join(clientDirectory(client), "models", "parameters.js");
  if (!existsSync(file)) return new Map();
  const found = new Map<string, Limits>();
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const name = propertyOf(node, "serializedName");
      const limits = propertyOf(node, "constraints");
      if (name && ts.isStringLiteral(name) && limits && ts.isObjectLiteralExpression(limits)) {
        found.set(name.text, limitsOf(limits));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest));
  return found;
}

function accepts({ min = 0, max = Infinity, pattern }: Limits, name: string): boolean {
  return (
    name.length >= min && name.length <= max && (pattern === undefined || new RegExp(pattern).test(name))
  );
}

/** Names within limits. */
function names(limits: Limits): fc.Arbitrary<string> {
  // Where a client limits the length alone, the row may still limit the characters: these are always among them.
  const { min = 1, max = 80, pattern = `^[a-z][a-z0-9]{${Math.max(min, 1) - 1},${max - 1}}$` } = limits;
  // Of looking ahead, which the generator cannot, only the length is in use, and `accepts` judges that.
  const shape = pattern.replace(/\(\?=\.\{\d+,\d+\}\$\)/, "");
  const size = fc.stringMatching(new RegExp(shape), { maxLength: max });
  return size.filter((name) => accepts(limits, name) && name !== "");
}

function limitsOf(limits: ts.ObjectLiteralExpression): Limits {
  const min = propertyOf(limits, "MinLength");
  const max = propertyOf(limits, "MaxLength");
  const pattern = propertyOf(limits, "Pattern");
  const source = pattern && ts.isNewExpression(pattern) ? pattern.arguments?.[0] : undefined;
  return {
    ...(min && ts.isNumericLiteral(min) && { min: Number(min.text) }),
    ...(max && ts.isNumericLiteral(max) && { max: Number(max.text) }),
    ...(source && ts.isStringLiteral(source) && { pattern: source.text }),
  };
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return object.properties
    .filter(ts.isPropertyAssignment)
    .find((property) => ts.isIdentifier(property.name) && property.name.text === name)?.initializer;
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

function namespaceOf(path: string): string {
  return /.*\/providers\/([^/{]+)\//.exec(path)?.[1] ?? "";
}

/** The path without the names of its parameters, in small letters. */
function skeletonOf(path: string): string {
  return path.replace(/\{\w+\}/g, "{}").toLowerCase();
}
