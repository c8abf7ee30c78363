import { sampleStack } from "./sample-stack";

/** The sample stack with agents: both workloads have a project, tools of every protocol, one runs code. */
export function agentStack(capabilityHost: "automatic" | "explicit" = "automatic") {
  return {
    ...sampleStack,
    agents: {
      account: "primary",
      capabilityHost,
      projects: [
        {
          workload: "customer-service",
          tools: [
            {
              name: "orders",
              kind: "openapi",
              url: "https://apis.contoso.example/orders",
              audience: "api://contoso-orders",
            },
            { name: "warehouse", kind: "databricksSql", url: "https://adb-1.1.azuredatabricks.net" },
          ],
          applications: [
            {
              name: "service-desk",
              displayName: "Service desk",
              agents: [{ name: "triage", version: "3" }],
            },
          ],
        },
        { workload: "marketing", codeExecution: true },
      ],
    },
  } as const;
}
