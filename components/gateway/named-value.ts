import * as apimanagement from "@pulumi/azure-native/apimanagement";
import type * as pulumi from "@pulumi/pulumi";
import { retried } from "../shared/retry";
import type { ModelGateway } from "./model-gateway";

/** Named values that the policies of a gateway refer to. None of them is a secret. */
export const namedValues = { tenantId: "tenant-id", clientId: "gateway-client-id" } as const;

/** Adds a value that policies refer to as `{{name}}`: known only after deployment, and no secret. */
export function addNamedValue(
  gateway: ModelGateway,
  name: string,
  namedValue: string,
  value: pulumi.Input<string>,
  parent: pulumi.Resource = gateway,
): apimanagement.NamedValue {
  return gateway.writes.next(
    (dependsOn) =>
      new apimanagement.NamedValue(
        name,
        {
          resourceGroupName: gateway.resourceGroupName,
          serviceName: gateway.serviceName,
          namedValueId: namedValue,
          displayName: namedValue,
          value,
          secret: false,
        },
        retried({ parent, dependsOn }),
      ),
  );
}

/** How a policy refers to a named value. */
export function reference(namedValue: string): string {
  return `{{${namedValue}}}`;
}
