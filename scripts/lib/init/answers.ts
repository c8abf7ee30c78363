import { z } from "zod";

/** What can stand already beside a network and zones, in the order in which it is asked for. */
const existingNames = ["logWorkspace", "vault", "account", "databricks", "machineLearning"] as const;

/** What `cornerstone init` has to know; the checks of single values are those of the stack file's own schema. */
export const answersSchema = z.strictObject({
  /** Environment and name of the stack. */
  stack: z.string(),
  organization: z.string(),
  owner: z.string(),
  region: z.string(),
  boundary: z.string(),
  processing: z.enum(["region", "dataZone", "global"]),
  protected: z.boolean(),
  frameworks: z.array(z.enum(["gdpr", "hipaa"])),
  /** Object ID of the group that runs the platform. */
  admins: z.string(),
  /** A network of its own (CIDR), or one that stands already. */
  network: z.union([
    z.strictObject({ addressSpace: z.string() }),
    z.strictObject({ virtualNetworkId: z.string(), privateEndpointSubnetId: z.string() }),
  ]),
  /** Who keeps the private DNS zones. `existing`: the resource group whose zones are used. */
  dns: z.union([
    z.strictObject({ mode: z.enum(["own", "policy"]) }),
    z.strictObject({ mode: z.literal("existing"), zonesResourceGroupId: z.string() }),
  ]),
  /** ARM IDs of what else stands already and is used instead of a new one. */
  existing: z.partialRecord(z.enum(existingNames), z.string()).default({}),
  monthlyBudget: z.number(),
  /** `owner/name` on GitHub, whose workflows deploy. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
  /** Azure subscription of the environment. */
  subscription: z.guid("must be the ID of a subscription"),
});

export type Answers = z.infer<typeof answersSchema>;

/** Something that can stand already. */
interface ExistingPart {
  /** What it is, in words. */
  readonly label: string;
  /** ARM type. */
  readonly type: string;
  /** Whether the platform writes into it, which it does in its own subscription alone. */
  readonly written: boolean;
}

/** What can stand already beside a network and zones. */
export const existingParts: Readonly<Record<(typeof existingNames)[number], ExistingPart>> = {
  logWorkspace: {
    label: "Log Analytics workspace",
    type: "Microsoft.OperationalInsights/workspaces",
    written: false,
  },
  vault: { label: "key vault of the primary region", type: "Microsoft.KeyVault/vaults", written: true },
  account: {
    label: "account of Azure OpenAI or Foundry",
    type: "Microsoft.CognitiveServices/accounts",
    written: true,
  },
  databricks: { label: "Databricks workspace", type: "Microsoft.Databricks/workspaces", written: false },
  machineLearning: {
    label: "Machine Learning workspace",
    type: "Microsoft.MachineLearningServices/workspaces",
    written: true,
  },
};

/** Why an ARM ID cannot be that of something that stands already; undefined where it can. */
export function unfit(
  part: keyof typeof existingParts,
  id: string,
  subscription: string,
): string | undefined {
  const { label, type, written } = existingParts[part];
  const shape = `/subscriptions/<id>/resourceGroups/<name>/providers/${type}/<name>`;
  if (!new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${type}/[^/]+$`, "i").test(id))
    return `the ID of a ${label} is ${shape}, not "${id}"`;
  return written && !isIn(subscription, id)
    ? `the platform writes into the ${label}: it must stand in subscription ${subscription}`
    : undefined;
}

/** Whether something is in a subscription. */
export function isIn(subscription: string, id: string): boolean {
  return id.toLowerCase().startsWith(`/subscriptions/${subscription.toLowerCase()}/`);
}
