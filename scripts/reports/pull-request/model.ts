import { z } from "zod";

/**
 * What a pull request does to the stacks, as data: what `cornerstone preview --report FILE.json` writes, and what the
 * comment is rendered from. The schema is also the guard of the workflow that posts it: the file comes from a run of code
 * that nobody has reviewed, so whatever is not in here is refused, and every length has a bound.
 */
const short = z.string().max(300);
const long = z.string().max(4000);
const amount = z.strictObject({ low: z.number(), high: z.number() });

const change = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete"]),
  urn: z.string().max(1000),
  type: short,
  name: short,
  /** The component that it stands in: `OpenAIAccount primary`. */
  component: short,
  protected: z.boolean(),
  /** What would be lost with it, where it holds data: `log records`. */
  data: short.optional(),
  properties: z
    .array(z.strictObject({ path: short, before: short, after: short, replaces: z.boolean() }))
    .max(500),
  /** URNs of changed resources that its properties come from. */
  needs: z.array(z.string().max(1000)).max(100),
  /** How many other resources take a value from it. */
  users: z.int().min(0),
});

const finding = z.strictObject({
  rule: z.string().regex(/^[A-Z]{2}-\d{4}$/),
  title: short,
  severity: z.enum(["critical", "high", "medium", "low"]),
  mandatory: z.boolean(),
  resource: short,
  message: long,
  fix: long,
  url: z.url({ protocol: /^https$/ }).max(500),
});

/** An exemption record that the change touches, or that needs somebody's eye soon. */
const exemption = z.strictObject({
  /**
   * `added`, `changed`, `removed`: the record itself. `invalid`: holds no more, by another record or a pack. `used`, `unused`:
   * something that fails is covered by it now, or none any more. `expired`, `expiring`: nothing but the time has passed.
   */
  event: z.enum(["added", "changed", "removed", "invalid", "unused", "used", "expired", "expiring"]),
  rule: z.string().regex(/^[A-Z]{2}-\d{4}$/),
  /** Empty for a rule that there is not. */
  title: short,
  resource: short,
  owner: short,
  ticket: short,
  reason: long,
  status: z.enum(["active", "future", "expired", "refused", "ambiguous"]),
  /** The last day on which it holds. */
  expires: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  daysLeft: z.int(),
  /** How many findings it covers; of a removed one, how many it leaves open. */
  matches: z.int().min(0),
  /** Fields of a changed one. */
  changes: z.array(z.strictObject({ field: short, before: short, after: short })).max(10),
  /** Why it does not hold, or that it matches nothing. */
  problem: long.optional(),
});

const grant = z.strictObject({
  principal: short,
  role: short,
  scope: short,
  /** True where the role can give itself or others more. */
  administers: z.boolean(),
});

const cost = z.strictObject({
  before: amount,
  after: amount,
  change: amount,
  /** Changed lines without a known price: the sum lacks them. */
  unknown: z.int().min(0),
  lines: z
    .array(
      z.strictObject({
        workload: short,
        resource: short,
        item: short,
        before: short,
        after: short,
        change: short,
      }),
    )
    .max(2000),
});

const residency = z.strictObject({
  boundary: short,
  processing: short,
  verdict: z.enum(["pass", "fail", "unknown"]),
  problems: z.array(z.strictObject({ resource: short, message: long })).max(500),
  /** Deployments that begin to process elsewhere than before. */
  moves: z.array(short).max(500),
});

const stack = z.strictObject({
  stack: z.string().regex(/^[\w.-]{1,100}$/),
  /** Whether the environment is declared as one whose data must not be lost. */
  protected: z.boolean(),
  /** Who says what changes: the program run in-process, the engine against the local cloud, or against the deployed state. */
  basis: z.enum(["program", "local", "engine"]),
  /** What is compared with what, and what the comparison cannot see. */
  notes: z.array(long).max(20),
  /** Why the stack is concerned at all. */
  reasons: z.array(short).max(50),
  /** Present where the preview failed: then nothing else is. */
  failure: long.optional(),
  changes: z.array(change).max(5000),
  unchanged: z.int().min(0),
  findings: z
    .strictObject({
      added: z.array(finding).max(2000),
      fixed: z.array(finding).max(2000),
      /** Those that fail, and are exempted only since the change. */
      exempted: z.array(finding).max(2000).optional(),
      /** Failures of mandatory rules after the change, old ones included, exempted ones not. */
      open: z.int().min(0),
    })
    .optional(),
  exemptions: z.array(exemption).max(500).optional(),
  cost: cost.optional(),
  access: z.strictObject({ gained: z.array(grant).max(2000), lost: z.array(grant).max(2000) }).optional(),
  residency: residency.optional(),
});

export const pullRequestSchema = z.strictObject({
  version: z.literal(1),
  /** Commit that was looked at. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  /** What it is compared with, as the user named it. */
  base: short,
  baseCommit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  stacks: z.array(stack).max(200),
  /** Stacks that the change cannot reach. */
  untouched: z.array(short).max(1000),
});

export type PullRequestReport = z.infer<typeof pullRequestSchema>;
export type StackReport = PullRequestReport["stacks"][number];
export type ResourceChange = StackReport["changes"][number];
export type ChangedProperty = ResourceChange["properties"][number];
export type FindingLine = NonNullable<StackReport["findings"]>["added"][number];
export type TouchedExemption = z.infer<typeof exemption>;
export type Grant = z.infer<typeof grant>;

/** The form of a report that was read from a file; throws a `ZodError` for whatever is not one. */
export function parsePullRequestReport(value: unknown): PullRequestReport {
  return pullRequestSchema.parse(value);
}
