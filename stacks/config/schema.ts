import { z } from "zod";
import { agentsSection } from "./sections/agents";
import { complianceSection } from "./sections/compliance";
import { dataSection } from "./sections/data";
import { environmentSection } from "./sections/environment";
import { gatewaySection } from "./sections/gateway";
import { identitySection } from "./sections/identity";
import { learningSection } from "./sections/learning";
import { modelsSection } from "./sections/models";
import { networkSection } from "./sections/network";
import { operationsSection } from "./sections/operations";
import { residencySection } from "./sections/residency";
import { workloadsSection } from "./sections/workloads";

/**
 * The schema of a stack: one key a section. It decides the shape of each value; what one value means for another
 * (does this region have that model?) is decided by the checks beside it.
 */
export const stackConfigSchema = z
  .strictObject({
    environment: environmentSection,
    residency: residencySection,
    compliance: complianceSection.prefault({}),
    network: networkSection,
    identity: identitySection,
    models: modelsSection,
    workloads: workloadsSection.default([]),
    gateway: gatewaySection.optional(),
    agents: agentsSection.optional(),
    data: dataSection.optional(),
    learning: learningSection.optional(),
    operations: operationsSection,
  })
  .meta({ title: "Cornerstone stack", description: "An environment of the platform." });

/** The configuration of a stack, complete: every default is filled in. */
export type StackConfig = z.infer<typeof stackConfigSchema>;

/** Section names, in the order of a stack file. */
export const sectionNames = Object.keys(stackConfigSchema.shape) as readonly (keyof StackConfig)[];

/** An account of `models.accounts`. */
export type AccountConfig = StackConfig["models"]["accounts"][number];
/** A deployment of `models.deployments`. */
export type DeploymentConfig = StackConfig["models"]["deployments"][number];
/** A content filter of `models.contentFilters`. */
export type ContentFilterConfig = StackConfig["models"]["contentFilters"][number];
/** A blocklist of `models.blocklists`. */
export type BlocklistConfig = StackConfig["models"]["blocklists"][number];
/** A tenant of `workloads`. */
export type WorkloadConfig = StackConfig["workloads"][number];
