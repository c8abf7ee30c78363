import type { ResourceGraph } from "../../graph/types";
import type { Values } from "../../localcloud/provider/core";
import { definitionOf } from "../../localcloud/provider/definition";
import { toArm } from "../../localcloud/provider/shape";

/**
 * The Azure resources of a graph as a template of Azure Resource Manager, with the IDs and properties that they deploy with: what
 * tools that read templates are given of the same platform.
 */
export function armTemplate({ resources }: ResourceGraph): object {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: resources.flatMap(({ type, id, inputs }) => {
      if (!type.startsWith("azure-native:") || typeof id !== "string" || !id.includes("/providers/"))
        return [];
      const definition = definitionOf(type);
      return [
        {
          ...typeAndName(id),
          apiVersion: definition.schema.apiVersion,
          ...toArm(definition, inputs as Values),
        },
      ];
    }),
  };
}

/** `…/providers/Microsoft.X/accounts/a/deployments/d` is a `Microsoft.X/accounts/deployments` named `a/d`. */
function typeAndName(id: string): { readonly type: string; readonly name: string; readonly scope?: string } {
  const [scope = "", own = ""] = id.split(/\/providers\/(?!.*\/providers\/)/);
  const [namespace = "", ...segments] = own.split("/");
  const types = segments.filter((_, index) => index % 2 === 0);
  const names = segments.filter((_, index) => index % 2 === 1);
  return {
    type: [namespace, ...types].join("/"),
    name: names.join("/"),
    ...(scope.includes("/providers/") && { scope }),
  };
}
