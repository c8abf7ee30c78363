import type * as pulumi from "@pulumi/pulumi";
import { assumedByService, ServiceRole } from "./service-role";
import { arnOf, type AwsPlace } from "./place";
import type { PolicyStatement } from "./policy-document";

/** What writes into a log group. */
export interface LogWriter extends AwsPlace {
  /** Name of the role. */
  readonly roleName: string;
  /** The service that assumes it, e.g. `bedrock.amazonaws.com`. */
  readonly service: string;
  /** The condition against a confused deputy. */
  readonly condition: NonNullable<PolicyStatement["Condition"]>;
  /** Name of the log group. */
  readonly groupName: string;
}

/** The role of a service that writes into one log group and can do nothing else. */
export function createLogWriter(parent: pulumi.Resource, name: string, writer: LogWriter): ServiceRole {
  const group = arnOf(writer, "logs", `log-group:${writer.groupName}`);
  return new ServiceRole(
    name,
    {
      roleName: writer.roleName,
      description: `Lets ${writer.service} write into ${writer.groupName}`,
      trust: [assumedByService(writer.service, writer.condition)],
      permissions: [
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [group, `${group}:*`],
        },
      ],
      tags: writer.tags,
      permissionsBoundary: writer.permissionsBoundary,
    },
    { parent },
  );
}
