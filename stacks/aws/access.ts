import { ciPermissions } from "../../components/aws/ci-permissions";
import type { EncryptionKey } from "../../components/aws/encryption-key";
import {
  IdentityProviders,
  managedIdentity,
  type WebIdentity,
} from "../../components/aws/identity-providers";
import { invokePermissions } from "../../components/aws/invoke-permissions";
import { ServiceRole } from "../../components/aws/service-role";
import { WorkloadModels } from "../../components/aws/workload-models";
import { workloadTags } from "../../components/shared/tags";
import { known } from "../azure/known";
import type { AwsStackConfig } from "../config";
import type { Model } from "./models";
import { namesOf } from "./names";
import type { Records } from "./records";
import type { AwsSite } from "./site";

type WorkloadConfig = AwsStackConfig["workloads"][number];

/** Who may call what. */
export interface Access {
  /** What each workload calls and as whom, by the workload's name. */
  readonly workloads: Readonly<Record<string, WorkloadModels>>;
  /** The role of the gateway, which calls for workloads; undefined where no gateway is declared. */
  readonly gateway: ServiceRole | undefined;
}

/** A role for each workload, one for the gateway and one for pipelines: each taken on by a token, none by a key. */
export function createAccess(
  site: AwsSite,
  key: EncryptionKey,
  records: Records,
  models: Readonly<Record<string, Model>>,
): Access {
  const { config, prefix, place, inPlatform } = site;
  // A workload without a model has nothing to call here.
  const callers = config.workloads.filter((workload) => workload.models.length > 0);
  const identities = { gateway: gatewayIdentities(config), ci: config.aws.federation.ci };
  const providers = new IdentityProviders(
    `${prefix}-identities`,
    {
      identities: [
        ...identities.gateway,
        ...identities.ci,
        ...callers.flatMap((each) => identitiesOf(each, config)),
      ],
      tags: place.tags,
    },
    inPlatform,
  );
  // No call is possible before calls are recorded.
  const after = [records.invocations.setting];
  const names = namesOf(site);
  const workloads = Object.fromEntries(
    callers.map((workload): [string, WorkloadModels] => [
      workload.name,
      new WorkloadModels(
        `${prefix}-workload-${workload.name}`,
        {
          ...place,
          tags: workloadTags(place.tags, workload),
          workload: workload.name,
          prefix,
          roleName: names.workloadRole(workload.name),
          models: workload.models.map(({ deployment }) => ({
            name: deployment,
            ...known(models, deployment),
          })),
          providers,
          identities: identitiesOf(workload, config),
          keyArn: key.arn,
          after,
        },
        inPlatform,
      ),
    ]),
  );
  const grants = Object.values(workloads).flatMap((workload) => Object.values(workload.grants));
  const gateway =
    identities.gateway.length === 0 || grants.length === 0
      ? undefined
      : new ServiceRole(
          `${prefix}-gateway`,
          {
            roleName: names.role("gateway"),
            description: "Calls models for every workload",
            trust: providers.trust(identities.gateway),
            permissions: invokePermissions(grants, { region: place.region, keyArn: key.arn }),
            tags: place.tags,
            permissionsBoundary: place.permissionsBoundary,
            after,
          },
          inPlatform,
        );
  if (identities.ci.length > 0) {
    new ServiceRole(
      `${prefix}-ci`,
      {
        roleName: names.role("ci"),
        description: "Reads settings of the platform, to preview a change",
        trust: providers.trust(identities.ci),
        permissions: ciPermissions(place, prefix),
        tags: place.tags,
        permissionsBoundary: place.permissionsBoundary,
      },
      inPlatform,
    );
  }
  return { workloads, gateway };
}

function gatewayIdentities(config: AwsStackConfig): readonly WebIdentity[] {
  return managed("gateway", config);
}

/** The workload's managed identity of the Azure side, and tokens of other systems. */
function identitiesOf({ name, federation }: WorkloadConfig, config: AwsStackConfig): readonly WebIdentity[] {
  return [...managed(name, config), ...federation];
}

function managed(name: string, { aws }: AwsStackConfig): readonly WebIdentity[] {
  const { tenantId, audience, subjects } = aws.federation;
  const objectId = subjects[name];
  return objectId === undefined ? [] : [managedIdentity(tenantId, audience, objectId)];
}
