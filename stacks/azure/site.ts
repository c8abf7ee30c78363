import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import { Monitoring } from "../../components/operations/monitoring";
import { Platform } from "../../components/platform";
import { ResourceGroup } from "../../components/resource-group";
import type { Placement } from "../../components/shared/placement";
import { platformTags } from "../../components/shared/tags";
import type { StackConfig } from "../config";
import { declaration } from "../declaration";

/** The ground that everything else of a platform is built on. */
export interface Site {
  readonly config: StackConfig;
  /** What every logical name begins with: organisation and environment. */
  readonly prefix: string;
  /** The day of the run. */
  readonly now: Date;
  /** Options of whatever stands directly under the platform. */
  readonly inPlatform: pulumi.ComponentResourceOptions;
  readonly group: ResourceGroup;
  /** Resource group, primary region and tags. */
  readonly home: Placement;
  readonly tenantId: pulumi.Output<string>;
  readonly monitoring: Monitoring;
  /** True where data must not be lost. */
  readonly protected: boolean;
}

/** Declares the platform, and makes its resource group and the workspace that everything sends its logs to. */
export function openSite(config: StackConfig, now: Date): Site {
  const { environment, operations } = config;
  const prefix = `${environment.organization}-${environment.name}`;
  const tags = platformTags({
    environment: environment.name,
    owner: environment.owner,
    custom: environment.tags,
  });
  const platform = new Platform(prefix, declaration(config));
  const inPlatform = { parent: platform };
  const group = new ResourceGroup(prefix, { location: environment.region, tags }, inPlatform);
  const home = { resourceGroupName: group.groupName, location: environment.region, tags };
  const monitoring = new Monitoring(
    `${prefix}-monitoring`,
    {
      ...home,
      protected: environment.protected,
      logRetentionDays: operations.logRetentionDays,
      ...(operations.logWorkspace === undefined ? {} : { existingWorkspaceId: operations.logWorkspace }),
    },
    inPlatform,
  );
  return {
    config,
    prefix,
    now,
    inPlatform,
    group,
    home,
    tenantId: authorization.getClientConfigOutput(inPlatform).tenantId,
    monitoring,
    protected: environment.protected,
  };
}
