import * as pulumi from "@pulumi/pulumi";

/** The sections of this project's configuration by name, unknown ones included: the schema refuses those by name. */
export function rawConfig(config: Readonly<Record<string, string>>): Record<string, unknown> {
  const own = `${pulumi.getProject()}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(own))
      .map(([key, value]) => [key.slice(own.length), parsed(value)]),
  );
}

/** Pulumi hands structured values over as JSON, and strings as they are. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The sections, to be kept in the state: none of them where the user keeps one secret, since a record would show it. */
export function recordedConfig(): Readonly<Record<string, unknown>> | undefined {
  // Known to the runtime, and not in its types: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/config.ts
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  const config = pulumi.runtime.allConfig();
  return Object.keys(config).some((key) => isConfigSecret?.(key) ?? false) ? undefined : rawConfig(config);
}
