import { notFound } from "../arm/arm";
import type { ArmResource, Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { parseArmId } from "../arm/id";
import { at, isObject, objectsAt, stringAt } from "../arm/json";
import { checkTemplate, templateValue, type TemplateScope } from "../arm/template-expression";
import type { Change, Json, JsonObject } from "../store/store";
import { redisKeys } from "./redis";
import { writeSecret } from "./vault-keys";

const secrets = "Microsoft.KeyVault/vaults/secrets";

/**
 * A template deployment that writes secrets of a key vault, the value of one perhaps a key that Resource Manager reads itself
 * (`listKeys`): the deployment keeps the template and its parameters, and never what an expression came to.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#listkeys
 */
export const secretDeployments: Behaviour = {
  resourceType: "Microsoft.Resources/deployments",
  beforePut: ({ body }) => {
    for (const resource of secretsIn(body)) checkTemplate(resource, parametersOf(body));
  },
  afterPut: ({ id, body }, cloud) => {
    const group = id.slice(0, id.toLowerCase().indexOf("/providers/"));
    const scope = { parameters: parametersOf(body), listKeys: (owner: string) => keysOf(owner, cloud) };
    return secretsIn(body).flatMap((resource) => deploySecret(group, resource, scope, cloud));
  },
};

/** Whether a resource of a template is a secret. */
export function isSecret(resource: JsonObject): boolean {
  return stringAt(resource, "type")?.toLowerCase() === secrets.toLowerCase();
}

function secretsIn(body: PutRequest["body"]): readonly JsonObject[] {
  return objectsAt(body, "properties.template.resources").filter(isSecret);
}

function parametersOf(body: JsonObject): TemplateScope["parameters"] {
  const declared = at(body, "properties.template.parameters");
  const given = at(body, "properties.parameters");
  const names = isObject(declared) ? Object.keys(declared) : [];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = at(given, `${name}.value`) ?? at(declared, `${name}.defaultValue`);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function deploySecret(
  group: string,
  resource: JsonObject,
  scope: TemplateScope,
  cloud: CloudView,
): readonly Change[] {
  const full = templateValue(at(resource, "name") ?? "", scope);
  const [vault = "", name = ""] = typeof full === "string" ? full.split("/") : [];
  const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  if (!cloud.exists(vaultId)) throw notFound(parseArmId(vaultId));
  const properties = templateValue(at(resource, "properties") ?? {}, scope);
  return writeSecret(`${vaultId}/secrets/${name}`, { properties }, cloud);
}

function keysOf(owner: string, cloud: CloudView): Json {
  const database: ArmResource | undefined = cloud.get(owner);
  if (!database) throw notFound(parseArmId(owner));
  return { ...redisKeys(database, cloud) };
}
