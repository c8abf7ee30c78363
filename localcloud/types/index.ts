import type { ResourceAction } from "./action";
import { apimanagement } from "./apimanagement";
import { app } from "./app";
import { authorizationTypes } from "./authorization";
import { cache, cacheActions } from "./cache";
import { cognitiveservices, cognitiveservicesActions } from "./cognitiveservices";
import { containerregistry } from "./containerregistry";
import { cosmosdb } from "./cosmosdb";
import { dashboard } from "./dashboard";
import { databricks } from "./databricks";
import { keyvault } from "./keyvault";
import { machinelearningservices } from "./machinelearningservices";
import { managedidentity } from "./managedidentity";
import { monitoring } from "./monitoring";
import { network } from "./network";
import { privatedns } from "./privatedns";
import type { ResourceType } from "./resource-type";
import { resources } from "./resources";
import { search } from "./search";
import { security } from "./security";
import { storage } from "./storage";

/** Every reviewed row. A new service adds its file here, and nothing else changes. */
export const resourceTypes: readonly ResourceType[] = [
  apimanagement,
  app,
  authorizationTypes,
  cache,
  cognitiveservices,
  containerregistry,
  cosmosdb,
  dashboard,
  databricks,
  keyvault,
  machinelearningservices,
  managedidentity,
  monitoring,
  network,
  privatedns,
  resources,
  search,
  security,
  storage,
].flat();

const actions: readonly ResourceAction[] = [...cognitiveservicesActions, ...cacheActions];

const byToken = new Map(resourceTypes.map((row) => [row.token, row]));
const actionByToken = new Map(actions.map((action) => [action.token, action]));
const byArmType = new Map<string, ResourceType>();
// Several tokens may write one ARM type (locks at different scopes): the first row speaks for the service.
for (const row of resourceTypes) {
  const type = armTypeOf(row.path).toLowerCase();
  if (!byArmType.has(type)) byArmType.set(type, row);
}

export function rowOf(token: string): ResourceType | undefined {
  return byToken.get(token);
}

export function rowOfArmType(armType: string): ResourceType | undefined {
  return byArmType.get(armType.toLowerCase());
}

export function actionOf(token: string): ResourceAction | undefined {
  return actionByToken.get(token);
}

/** `/subscriptions/{s}/.../providers/Microsoft.KeyVault/vaults/{v}/keys/{k}` -> `Microsoft.KeyVault/vaults/keys`. */
export function armTypeOf(path: string): string {
  const at = path.lastIndexOf("/providers/");
  if (at < 0) return "Microsoft.Resources/resourceGroups";
  const [namespace, ...rest] = path.slice(at + "/providers/".length).split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}
