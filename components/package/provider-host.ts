import type { ComponentProviderOptions } from "@pulumi/pulumi/provider/experimental/provider";
import { join } from "node:path";
import { version } from "../../package.json";
import * as components from ".";

/**
 * What the component package serves: every component of `index.ts`, under the tokens that this project's own programs
 * register. The schema is read from the TypeScript by way of `schema/`.
 */
export const providerHost: ComponentProviderOptions & { readonly version: string } = {
  name: "cornerstone",
  version,
  dirname: join(__dirname, "schema"),
  components: Object.values(components),
};
