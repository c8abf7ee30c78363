import * as pulumi from "@pulumi/pulumi";

/**
 * Runs a function that registers resources, without two costs of doing so in the thousands.
 *
 * Each resource of azure-native carries some 24 aliases of older type tokens, and the SDK captures a stack trace for
 * each of its promises. Without both, a preview of 1,000 accounts takes less than a third of the time. Registration goes on
 * after the function has returned, so that stack traces stay off until every resource has its URN.
 */
export function registerLean<T>(options: { readonly stripAliases: boolean }, register: () => T): T {
  const restore = lowerStackTraceLimit();
  const urns: pulumi.Output<string>[] = [];
  try {
    pulumi.runtime.registerStackTransformation(({ resource, props, opts }) => {
      urns.push(resource.urn);
      return options.stripAliases ? { props, opts: { ...opts, aliases: [] } } : undefined;
    });
    const result = register();
    pulumi.all(urns).apply(restore);
    return result;
  } catch (error) {
    restore();
    throw error;
  }
}

/** Runs may overlap in one process: the first one lowers the limit, the last one restores it. */
let running = 0;
let limitBefore = Error.stackTraceLimit;

function lowerStackTraceLimit(): () => void {
  if (running === 0) limitBefore = Error.stackTraceLimit;
  running += 1;
  Error.stackTraceLimit = 0;
  return () => {
    running -= 1;
    if (running === 0) Error.stackTraceLimit = limitBefore;
  };
}
