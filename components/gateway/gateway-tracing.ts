import * as apimanagement from "@pulumi/azure-native/apimanagement";
import type { Monitoring } from "../operations/monitoring";
import { assignRole } from "../security/role-assignment";
import { retried } from "../shared/retry";
import type { ModelGateway } from "./model-gateway";

/** Sends requests and token metrics to Application Insights, as the gateway's identity. Bodies are never sent. */
export function createTracing(gateway: ModelGateway, name: string, monitoring: Monitoring): void {
  const parent = gateway;
  const { resourceGroupName, serviceName } = gateway;
  const role = assignRole(
    `${name}-metrics-publisher`,
    {
      scope: monitoring.applicationInsightsId,
      role: "monitoringMetricsPublisher",
      principalId: gateway.identity.principalId,
      principalType: "ServicePrincipal",
    },
    { parent },
  );
  const logger = gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Logger(
        `${name}-logger`,
        {
          resourceGroupName,
          serviceName,
          loggerId: "application-insights",
          loggerType: "applicationInsights",
          resourceId: monitoring.applicationInsightsId,
          credentials: {
            connectionString: monitoring.applicationInsightsConnectionString,
            identityClientId: gateway.identity.clientId,
          },
        },
        retried({ parent, dependsOn: [...dependsOn, role] }),
      ),
  );
  const nothing = { body: { bytes: 0 }, headers: [] };
  const pipeline = { request: nothing, response: nothing };
  gateway.writes.next(
    (dependsOn) =>
      new apimanagement.Diagnostic(
        `${name}-tracing`,
        {
          resourceGroupName,
          serviceName,
          diagnosticId: "applicationinsights",
          loggerId: logger.id,
          alwaysLog: "allErrors",
          httpCorrelationProtocol: "W3C",
          logClientIp: false,
          // Without it, the metrics of the token policies go nowhere.
          metrics: true,
          sampling: { samplingType: "fixed", percentage: 100 },
          verbosity: "information",
          frontend: pipeline,
          backend: pipeline,
        },
        retried({ parent, dependsOn }),
      ),
  );
}
