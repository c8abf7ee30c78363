import { z } from "zod";

/** What `cornerstone init --aws-account` has to know beyond the stack that it is the second home of. */
export const awsAnswersSchema = z.strictObject({
  /** Name of the new stack: `aws-prod`. */
  stack: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, "must be lower-case letters, digits and hyphens"),
  accountId: z.string().regex(/^\d{12}$/, "must be the 12 digits of an account"),
  region: z.string(),
  /** Entra ID tenant of the managed identities that call. */
  tenantId: z.guid("must be the ID of a tenant"),
  addressSpace: z.string(),
  monthlyBudget: z.number(),
  /** `owner/name` on GitHub, whose workflows deploy. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
  /** Azure subscription of the stack beside, whose backend keeps the state. */
  subscription: z.guid("must be the ID of a subscription"),
});

export type AwsAnswers = z.infer<typeof awsAnswersSchema>;

/** What the stack on AWS takes over from the Azure stack that it is the second home of. */
export interface Beside {
  readonly stack: string;
  readonly environment: {
    readonly name: string;
    readonly organization: string;
    readonly owner: string;
    readonly protected: boolean;
  };
  readonly boundary: string;
  readonly processing: "region" | "dataZone" | "global";
  readonly frameworks: readonly string[];
}
