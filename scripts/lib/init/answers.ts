import { z } from "zod";

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
  existing: z
    .strictObject({
      logWorkspace: z.string().optional(),
      /** Key vault of the primary region. */
      vault: z.string().optional(),
      account: z.string().optional(),
    })
    .default({}),
  monthlyBudget: z.number(),
  /** `owner/name` on GitHub, whose workflows deploy. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
  /** Azure subscription of the environment. */
  subscription: z.guid("must be the ID of a subscription"),
});

export type Answers = z.infer<typeof answersSchema>;

/** What can stand already beside a network and zones, in words. */
export const existingParts = {
  logWorkspace: "Log Analytics workspace",
  vault: "key vault of the primary region",
  account: "account of Azure OpenAI or Foundry",
} as const satisfies Record<keyof Answers["existing"], string>;
