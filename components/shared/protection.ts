import type * as pulumi from "@pulumi/pulumi";

/** Options of a resource that holds data: in a protected environment the engine refuses to delete it. */
export function holdsData(
  isProtected: boolean,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return { ...opts, protect: isProtected };
}
