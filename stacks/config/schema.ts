import { z } from "zod";
import { awsSection } from "./sections/aws";
import { agentsSection } from "./sections/agents";
import { complianceSection } from "./sections/compliance";
import { dataSection } from "./sections/data";
import { awsEnvironmentSection, environmentSection } from "./sections/environment";
import { gatewaySection } from "./sections/gateway";
import { identitySection } from "./sections/identity";
import { keysSection } from "./sections/keys";
import { learningSection } from "./sections/learning";
import { modelsSection } from "./sections/models";
import { networkSection } from "./sections/network";
import { awsOperationsSection, operationsSection } from "./sections/operations";
import { awsResidencySection, residencySection } from "./sections/residency";
import { secondarySection } from "./sections/secondary";
import { awsWorkloadsSection, workloadsSection } from "./sections/workloads";

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
    keys: keysSection.optional(),
    models: modelsSection,
    workloads: workloadsSection.default([]),
    gateway: gatewaySection.optional(),
    agents: agentsSection.optional(),
    data: dataSection.optional(),
    learning: learningSection.optional(),
    secondary: secondarySection.optional(),
    operations: operationsSection,
  })
  .meta({ title: "Cornerstone stack", description: "An environment of the platform." });

/** The schema of a stack on AWS, the second cloud: the section `aws` instead of those that only Azure has. */
export const awsStackConfigSchema = z
  .strictObject({
    environment: awsEnvironmentSection,
    residency: awsResidencySection,
    compliance: complianceSection.prefault({}),
    aws: awsSection,
    workloads: awsWorkloadsSection.default([]),
    operations: awsOperationsSection,
  })
  .meta({ title: "Cornerstone stack on AWS", description: "A second home of the platform's workloads." });

/** The configuration of a stack on Azure, complete: every default is filled in. */
export type StackConfig = z.infer<typeof stackConfigSchema>;

/** The configuration of a stack on AWS, complete: every default is filled in. */
export type AwsStackConfig = z.infer<typeof awsStackConfigSchema>;

/** The configuration of any stack. `"aws" in config` tells which cloud it is for. */
export type AnyStackConfig = StackConfig | AwsStackConfig;

/** Names of the sections that a stack on AWS has. */
export const awsSectionNames = Object.keys(awsStackConfigSchema.shape);

/** Section names of either cloud, in the order of a stack file. */
export const sectionNames = [...new Set([...Object.keys(stackConfigSchema.shape), ...awsSectionNames])];

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
