import { createRequire } from "node:module";

/**
 * Loads a module at the moment that it is needed: the SDK takes a second to load, and `--help` must not wait for it.
 * Typed by `import type * as Module from "./module"` at the caller's side.
 *
 * @param from the caller's `__filename`
 */
export function lazily(from: string, module: string): unknown {
  return createRequire(from)(module);
}
