import type { Arm } from "../arm/arm";
import type { CloudError } from "../arm/error";
import { OperationFailed } from "../arm/error";
import { notFound } from "../arm/arm";
import { parseArmId } from "../arm/id";
import { functionFacts, resourceFacts } from "../schema/facts";
import { actionOf } from "../types/index";
import type { InvokeRequest, InvokeResult, Values } from "./core";
import { definitionOf } from "./definition";
import { fillPath, idOf } from "./path";
import { fromArm } from "./shape";

/** Answers a function of the SDK: a getter (`getAccount`), an action (`listAccountKeys`) or the client's own facts. */
export function invokeFunction(
  { token, args }: InvokeRequest,
  arm: Arm,
  subscriptionId: string,
): InvokeResult {
  return {
    result:
      clientFacts(token, arm, subscriptionId) ??
      action(token, args, arm, subscriptionId) ??
      getter(token, args, arm, subscriptionId),
    failures: [],
  };
}

function clientFacts(token: string, arm: Arm, subscriptionId: string): Values | undefined {
  switch (token) {
    case "azure-native:authorization:getClientConfig":
      return {
        clientId: arm.seed.guid("client:id"),
        objectId: arm.seed.guid("client:object"),
        subscriptionId,
        tenantId: arm.tenantId,
      };
    case "azure-native:authorization:getClientToken":
      return { token: `local-cloud.${arm.seed.hex("client:token", 32)}` };
    default:
      return undefined;
  }
}

function action(token: string, args: Values, arm: Arm, subscriptionId: string): Values | undefined {
  const row = actionOf(token);
  if (!row) return undefined;
  const id = fillPath(row.path, args, subscriptionId, token);
  const resource = arm.read(id);
  if (!resource) throw failed(id, notFound(parseArmId(id)));
  return row.answer(resource, arm);
}

function getter(token: string, args: Values, arm: Arm, subscriptionId: string): Values {
  const facts = functionFacts(token);
  const type = facts?.token.replace(/:get(\w+)$/, ":$1");
  if (!facts || type === undefined || type === facts.token || !resourceFacts(type)) {
    throw new Error(`the local cloud does not answer the function '${token}'`);
  }
  const definition = definitionOf(type);
  const id = idOf(definition, args, subscriptionId);
  const resource = arm.read(id);
  if (!resource) throw failed(id, notFound(parseArmId(id)));
  const { apiVersion } = definition.schema;
  return {
    ...fromArm(definition, resource.body, facts.result),
    ...(apiVersion !== undefined && { azureApiVersion: apiVersion }),
  };
}

function failed(id: string, error: CloudError): Error {
  return error instanceof OperationFailed ? error : new Error(`request failed ${id}: ${error.message}`);
}
