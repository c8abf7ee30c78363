import type { Arm } from "../arm/arm";
import { CloudError } from "../arm/error";
import { stringAt } from "../arm/json";
import { isPermitted } from "./access";
import { type FaceRequest, type Reply, jsonOf } from "./http";
import { runQuery } from "./logs-query";
import type { Telemetry } from "./telemetry";
import type { Caller } from "./tokens";

/** Answers `POST /v1/workspaces/<customer ID>/query`, the API of Log Analytics; undefined for every other request. */
export function logsQuery(
  request: FaceRequest,
  { principal, operator }: Caller,
  arm: Arm,
  telemetry: Telemetry,
): Reply | undefined {
  const customer = /^\/v1\/workspaces\/([^/]+)\/query$/i.exec(request.path)?.[1];
  if (customer === undefined || request.method !== "POST") return undefined;
  const workspace = arm
    .ofType("Microsoft.OperationalInsights/workspaces")
    .find(({ body }) => stringAt(body, "properties.customerId") === customer);
  if (!workspace)
    throw new CloudError(404, "WorkspaceNotFoundError", `The workspace '${customer}' could not be found.`);
  const action = "Microsoft.OperationalInsights/workspaces/query/read";
  if (!operator && !isPermitted(arm, principal, action, workspace.id, "control"))
    throw new CloudError(
      403,
      "InsufficientAccessError",
      "The provided credentials have insufficient access to perform the requested operation",
    );
  const query = stringAt(jsonOf(request), "query") ?? "";
  const table = runQuery(query, telemetry.of(workspace.id), arm.now());
  return { status: 200, body: { tables: [{ name: "PrimaryResult", ...table }] } };
}
