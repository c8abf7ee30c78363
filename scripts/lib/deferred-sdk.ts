import Module, { createRequire } from "node:module";

/**
 * What the Pulumi SDK loads at its start and few need: for programs that serialise functions the TypeScript compiler and npm's
 * resolver of packages, for those that drive the engine the Automation API. They are a quarter of the processor time of
 * `cornerstone review`.
 */
const deferred = ["@pulumi/pulumi/typescript-shim", "@npmcli/arborist", "@pulumi/pulumi/automation"] as const;

/** Lets these modules load when something is asked of them. Call it before the SDK loads. */
export function deferSdk(): void {
  const load = createRequire(__filename);
  for (const name of deferred) {
    const file = resolved(load, name);
    if (file !== undefined && !load.cache[file]) load.cache[file] = placeholder(load, file);
  }
}

/** The SDK may have moved it in another version: then nothing is deferred. */
function resolved(load: NodeJS.Require, name: string): string | undefined {
  try {
    return load.resolve(name);
  } catch {
    return undefined;
  }
}

function placeholder(load: NodeJS.Require, file: string): Module {
  const module = new Module(file);
  let real: object | undefined;
  const exports = (): object => {
    if (!real) {
      Reflect.deleteProperty(load.cache, file);
      real = load(file) as object;
    }
    return real;
  };
  module.filename = file;
  module.loaded = true;
  // `__esModule` keeps TypeScript's import helper from copying, and so loading, what it imports.
  module.exports = new Proxy(
    {},
    { get: (_, key) => (key === "__esModule" ? true : (Reflect.get(exports(), key) as unknown)) },
  );
  return module;
}
