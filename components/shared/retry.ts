import * as pulumi from "@pulumi/pulumi";
import { randomUUID } from "node:crypto";

/**
 * Error codes that pass by themselves: the service is still settling, and the same request succeeds a little later. The
 * provider itself retries only 408, 429, 5xx and AnotherOperationInProgress, and only three times.
 */
export const passingErrorCodes = [
  /** The network still sees an AI account as being written after its own API said that it is done (azurerm#31712). */
  "AccountProvisioningStateInvalid",
  /** Another write to the same AI account, from outside this program (azurerm#22607). */
  "RequestConflict",
  /** An identity that is seconds old is not in every replica of the directory yet. */
  "PrincipalNotFound",
  /** A subnet or another referenced resource is still being updated (azurerm#30197). */
  "ReferencedResourceNotProvisioned",
  "AnotherOperationInProgress",
  "RetryableError",
  /** A failed conditional write on a resource that its service has just touched (pulumi-azure-native#4693). */
  "IfMatchPreconditionFailed",
  "TransientError",
  /** Another write to the same API Management service, from outside this program (Azure/apiops#379). */
  "PessimisticConcurrencyConflict",
  /** An API Management service that is still being scaled or updated. */
  "ServiceLocked",
] as const;

/** How often and how patiently a passing failure is tried again. */
export interface RetryPolicy {
  /**
   * Failures after which it gives up.
   * @default 15: some eleven minutes, longer than a new role takes to be known everywhere
   */
  readonly maxAttempts?: number;
  /**
   * Seconds before the second attempt; each further wait is twice as long.
   * @default 5
   */
  readonly firstWaitSeconds?: number;
  /**
   * The longest wait, in seconds.
   * @default 60
   */
  readonly maxWaitSeconds?: number;
  /**
   * Waits for a number of seconds. Tests inject one that takes no time.
   * @default a timer
   */
  readonly wait?: (seconds: number) => Promise<void>;
}

const defaults = {
  maxAttempts: 15,
  firstWaitSeconds: 5,
  maxWaitSeconds: 60,
  wait: (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000)),
} as const;

/** Answers the engine's question whether a failed operation is worth another attempt, after waiting for it. */
export async function retryPassingFailure(
  failure: { readonly type: string; readonly errors: readonly string[] },
  policy: RetryPolicy = {},
): Promise<boolean> {
  const { maxAttempts, firstWaitSeconds, maxWaitSeconds, wait } = { ...defaults, ...policy };
  const [newest = ""] = failure.errors;
  const attempts = failure.errors.length;
  if (attempts >= maxAttempts || isLeftBehind(newest) || !isPassing(failure.type, newest)) return false;
  await wait(Math.min(firstWaitSeconds * 2 ** (attempts - 1), maxWaitSeconds));
  return true;
}

/**
 * Whether an error of the provider, e.g. `Status=409 Code="RequestConflict" Message="..."`, passes by itself.
 *
 * An account that complains about its key does: the role that lets it use the key was assigned a moment before, and takes
 * up to ten minutes to be known everywhere. The code and text of that complaint are not documented and vary
 * (https://github.com/hashicorp/terraform-provider-azurerm/issues/32855), so that any word of the vault counts.
 */
export function isPassing(type: string, error: string): boolean {
  if (type === "azure-native:cognitiveservices:Account" && /key\s?vault/i.test(error)) return true;
  if (type === "azure-native:cognitiveservices:ProjectCapabilityHost" && isHostUnderWay(error)) return true;
  const codes = [...error.matchAll(/\bCode="?(\w+)"?/gi)].map((match) => match[1]);
  return passingErrorCodes.some((code) => codes.includes(code));
}

/**
 * An account that is joined to a subnet is written before Azure has made its capability host, which a project's needs
 * (https://github.com/Azure/terraform-azurerm-avm-ptn-aiml-ai-foundry/issues/112).
 */
function isHostUnderWay(error: string): boolean {
  return /account capabilityHost not found/i.test(error);
}

/**
 * Whether a failed create has left a resource behind: Azure took the write and failed while carrying it out. The engine then
 * keeps the resource in the state, and the next run repairs it; a second create would only meet the first one, and lose it
 * from the state. The engine lists the reasons of such a failure, and hands on any other error as the provider gave it.
 */
export function isLeftBehind(error: string): boolean {
  return /^\d+ errors? occurred:/.test(error);
}

/** One hook a run: a hook's name may be registered once, and its registration belongs to the run's engine. */
const hooks = new WeakMap<object, pulumi.ErrorHook>();

/**
 * The error hook of this run, `cornerstone-passing-failures`. The first call of a run decides its policy. A component that is
 * constructed for a program in another language is a run of its own in a deployment that may hold more of them, and the engine
 * takes a name once a deployment: there the name ends in something of its own.
 */
export function passingFailures(policy?: RetryPolicy): pulumi.ErrorHook {
  const run = pulumi.runtime.getMonitor() as object | undefined;
  const known = run && hooks.get(run);
  if (known) return known;
  const ownProgram = pulumi.runtime.getStackResource() !== undefined;
  const name = `cornerstone-passing-failures${ownProgram ? "" : `-${randomUUID()}`}`;
  const hook = new pulumi.ErrorHook(name, (failure) => retryPassingFailure(failure, policy));
  if (run) hooks.set(run, hook);
  return hook;
}

/** Adds the error hook to the options of a resource whose service is known to fail in passing. */
export function retried(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  return { ...opts, hooks: { onError: [passingFailures()] } };
}
