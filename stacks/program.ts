import * as pulumi from "@pulumi/pulumi";
import { passingFailures, type RetryPolicy } from "../components/shared/retry";
import { awsPlatform } from "./aws";
import { azurePlatform } from "./azure";
import { formatProblems, isAws, parseStackConfig, type AnyStackConfig } from "./config";
import { registerLean } from "./lean-registration";
import { rawConfig } from "./raw-config";

/** How a run of the program differs from a plain `pulumi up`. */
export interface ProgramOptions {
  /**
   * Registers resources without the aliases of older provider versions: much faster, and safe only where the state holds
   * no type token of an older version (`azure-native:cognitiveservices/v20230501:Account`).
   * @default false
   */
  readonly stripAliases?: boolean;
  /**
   * What day it is.
   * @default the current time
   */
  readonly now?: Date;
  /**
   * How passing failures are retried.
   * @default fifteen attempts, 5 to 60 seconds apart
   */
  readonly retry?: RetryPolicy;
}

/**
 * The program of every stack: reads the stack's configuration, stands the platform up on the cloud that it names, answers with
 * its outputs. It must run
 * inside a Pulumi stack (`pulumi up`, an inline program of the Automation API, or `pulumi.runtime.runInPulumiStack`).
 */
export function program(options: ProgramOptions = {}): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const config = stackConfig();
    passingFailures(options.retry);
    const { stripAliases = false, now = new Date() } = options;
    resolve(
      registerLean({ stripAliases }, () =>
        isAws(config) ? awsPlatform(config) : azurePlatform(config, now),
      ),
    );
  });
}

/** The configuration of the running stack. Throws everything that is wrong with it at once, without a stack trace. */
function stackConfig(): AnyStackConfig {
  const file = `stacks/Pulumi.${pulumi.getStack()}.yaml`;
  const result = parseStackConfig(rawConfig(pulumi.runtime.allConfig()), file);
  if (result.ok) return result.config;
  throw new pulumi.RunError(
    `the configuration of this stack has problems\n\n${formatProblems(result.problems)}`,
  );
}
