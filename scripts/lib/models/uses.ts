import { indexGraph } from "../../../graph/queries";
import type { PropertyMap, PropertyValue, ResourceGraph } from "../../../graph/types";
import type { StackConfig } from "../../../stacks/config/index";

/** A model version that a deployment uses, declared in a stack file or deployed by any program. */
export interface ModelUse {
  readonly deployment: string;
  readonly account: string;
  readonly region: string;
  readonly model: string;
  readonly version: string;
  readonly sku: string;
  readonly capacity: number;
}

export function usesOfConfig({ models }: Pick<StackConfig, "models">): readonly ModelUse[] {
  const regions = new Map(models.accounts.map(({ name, region }) => [name, region]));
  return models.deployments.map(({ name, account, model, version, sku, capacity }) => ({
    ...{ deployment: name, account, model, version, sku, capacity },
    region: regions.get(account) ?? "",
  }));
}

/** The deployments of a state. A property that the state does not hold is the empty text, which no catalog row matches. */
export function usesOfGraph(graph: ResourceGraph): readonly ModelUse[] {
  const index = indexGraph(graph);
  const accounts = new Map(
    index
      .byType("azure-native:cognitiveservices:Account")
      .map(({ inputs, outputs }) => [
        text(inputs, "accountName") || text(outputs, "name"),
        text(inputs, "location") || text(outputs, "location"),
      ]),
  );
  return index.byType("azure-native:cognitiveservices:Deployment").map(({ name, inputs }) => {
    const account = text(inputs, "accountName");
    return {
      deployment: text(inputs, "deploymentName") || name,
      account,
      region: accounts.get(account) ?? "",
      model: text(inputs, "properties.model.name"),
      version: text(inputs, "properties.model.version"),
      sku: text(inputs, "sku.name"),
      capacity: Number(read(inputs, "sku.capacity") ?? 1),
    };
  });
}

function text(properties: PropertyMap, path: string): string {
  const value = read(properties, path);
  return typeof value === "string" ? value : "";
}

function read(properties: PropertyMap, path: string): PropertyValue | undefined {
  return path.split(".").reduce<PropertyValue | undefined>((value, key) => {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? (value as PropertyMap)[key] : undefined;
  }, properties);
}
