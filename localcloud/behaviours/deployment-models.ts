import {
  type DeclaredModel,
  type Model,
  availability,
  findModel,
  lifecycleOn,
  versionsOf,
} from "../../catalog/models";
import { findSku } from "../../catalog/skus";
import type { Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, parseArmId } from "../arm/id";
import { at, stringAt, withValue } from "../arm/json";
import type { JsonObject } from "../store/store";

/**
 * What can be deployed: a model version that is offered with the SKU in the account's region and is not retired. What
 * the catalog does not know either way is let through. Texts: foundry-for-vscode#497 and #491, eShop#342,
 * LibreChatAzureDeployment#5, bicep-registry-modules#423.
 */
export const deploymentModels: Behaviour = {
  resourceType: "Microsoft.CognitiveServices/accounts/deployments",
  beforePut: (request, cloud) => {
    const { id, body, existing } = request;
    const sku = stringAt(body, "sku.name");
    if (sku === undefined) {
      throw new CloudError(400, "InvalidResourceProperties", "The sku of model deployment is not provided.");
    }
    const name = stringAt(body, "properties.model.name") ?? "";
    const version = stringAt(body, "properties.model.version");
    const format = stringAt(body, "properties.model.format") ?? "";
    const unchanged =
      stringAt(existing?.body, "properties.model.name") === name &&
      (version === undefined || stringAt(existing?.body, "properties.model.version") === version) &&
      stringAt(existing?.body, "sku.name") === sku;
    if (unchanged) return;
    const notSupported = new CloudError(
      400,
      "DeploymentModelNotSupported",
      `The model 'Format:${format},Name:${name},Version:${version ?? ""}' of account deployment is not supported.`,
    );
    const known = modelOf(name, version, cloud);
    if (!known || known.format !== format || !isAt(id, known, body, cloud)) throw notSupported;
    const { state, retirement } = lifecycleOn(known, new Date(cloud.now()));
    if (state === "retired") {
      const [year, month, day] = (retirement?.date ?? "").split("-");
      const since = year && month && day ? ` since ${month}/${day}/${year} 00:00:00` : "";
      throw new CloudError(
        400,
        "ServiceModelDeprecated",
        `The model 'Format:${format},Name:${name},Version:${known.version ?? ""}' has been deprecated${since}.`,
      );
    }
    if (state === "deprecating" && isNewcomer(name, cloud)) {
      throw new CloudError(
        400,
        "DeploymentModelNotSupported",
        `Creating account deployment is not supported by the model '${name}'. This is usually because there are better models available for the similar functionality.`,
      );
    }
    if (!findSku(sku) || availability(known, sku, regionOf(request, cloud)) === "notOffered") {
      throw new CloudError(
        400,
        "InvalidResourceProperties",
        `The specified SKU '${sku}' of account deployment is not supported by the model '${name}' version: '${known.version ?? ""}'.`,
      );
    }
  },
  // Without a version the service deploys its default one; the catalog's newest stands for it.
  compute: ({ body }, cloud) => {
    if (at(body, "properties.model.version") !== undefined) return body;
    const newest = findModel(
      stringAt(body, "properties.model.name") ?? "",
      undefined,
      declaredModels(cloud),
    )?.version;
    return newest === undefined ? body : withValue(body, "properties.model.version", newest);
  },
};

/**
 * A model that is deprecated is for those who have it alone. Whether the subscription is a new one, a scenario says; text:
 * azure-search-openai-demo#388, entaoai#30.
 */
function isNewcomer(model: string, cloud: CloudView): boolean {
  return (
    cloud.row("settings", "subscription")?.["isNew"] === true &&
    !cloud
      .ofType("Microsoft.CognitiveServices/accounts/deployments")
      .some(({ body }) => stringAt(body, "properties.model.name") === model)
  );
}

/**
 * Models newer than the catalog, which a stack file declares: rows of the table `models`, each a `DeclaredModel` under
 * `name/version`.
 */
export function declaredModels(cloud: CloudView): readonly DeclaredModel[] {
  return cloud.rows("models") as unknown as readonly DeclaredModel[];
}

/** The key of a declared model in the table `models`. */
export function declaredModelKey({ name, version }: Pick<DeclaredModel, "name" | "version">): string {
  return `${name}/${version}`.toLowerCase();
}

/**
 * The rows of the table `models` for what a stack declares.
 *
 * @param homes of fine-tuned models, how the name of the account begins that each was trained in, by `name/version`
 */
export function declaredModelRows(
  declared: readonly DeclaredModel[] = [],
  homes: Readonly<Record<string, string>> = {},
): Record<string, JsonObject> {
  return Object.fromEntries(
    declared.map((model) => {
      const home = homes[`${model.name}/${model.version}`];
      const row = { ...model, ...(home !== undefined && { trainedIn: home }) };
      return [declaredModelKey(model), row as unknown as JsonObject];
    }),
  );
}

/**
 * Whether an account has a model: a fine-tuned one is in the account that it was trained in, and in others for whoever names that one
 * as its source. https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-deploy
 */
function isAt(id: ArmId, model: Model, body: JsonObject, cloud: CloudView): boolean {
  const { name, version = "" } = model;
  const home = stringAt(cloud.row("models", declaredModelKey({ name, version })), "trainedIn");
  if (home === undefined) return true;
  const source =
    stringAt(body, "properties.model.sourceAccount") ?? stringAt(body, "properties.model.source");
  return [parseArmId(id.parent ?? ""), source === undefined ? undefined : parseArmId(source)].some(
    (account) => account !== undefined && (account.name === home || beginsAs(account.name, home)),
  );
}

/** Names that a platform gives end in digits of a hash. */
function beginsAs(name: string, home: string): boolean {
  return name.startsWith(`${home}-`) && /^[0-9a-z]+$/.test(name.slice(home.length + 1));
}

function modelOf(name: string, version: string | undefined, cloud: CloudView): Model | undefined {
  return versionsOf(name, declaredModels(cloud)).find(
    (model) => version === undefined || model.version === version,
  );
}

function regionOf({ id }: PutRequest, cloud: CloudView): string {
  return stringAt(cloud.get(id.parent ?? "")?.body, "location") ?? "";
}
