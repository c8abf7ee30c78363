import { Document } from "yaml";
import { z } from "zod";
import { projectName } from "../../stack-file";
import type { FleetStack } from "../select";
import type { ExportOptions, ExportTarget } from "./target";

const resourceRef = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Env"), env: z.strictObject({ name: z.string() }) }),
  z.strictObject({ type: z.literal("FS"), filesystem: z.strictObject({ path: z.string() }) }),
  z.strictObject({
    type: z.literal("Secret"),
    secret: z.strictObject({ name: z.string(), key: z.string(), namespace: z.string().optional() }),
  }),
  z.strictObject({ type: z.literal("Literal"), literal: z.strictObject({ value: z.string() }) }),
]);

/** A name that Kubernetes takes for an object (RFC 1123); the operator adds to it for its pods, so it is shorter. */
const objectName = z
  .string()
  .max(42)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);

/**
 * The part of the operator's resource `Stack` (`pulumi.com/v1`) that this project writes: names, types and demands of its
 * fields as its definition of v2.9.0 has them, and nothing else allowed
 * (https://github.com/pulumi/pulumi-kubernetes-operator/blob/v2.9.0/deploy/crds/pulumi.com_stacks.yaml).
 */
export const operatorStackSchema = z.strictObject({
  apiVersion: z.literal("pulumi.com/v1"),
  kind: z.literal("Stack"),
  metadata: z.strictObject({
    name: objectName,
    namespace: z.string(),
    labels: z.record(z.string(), z.string().regex(/^$|^[\w]([-\w.]{0,61}\w)?$/)),
  }),
  spec: z
    .strictObject({
      /** `organization/project/stack`. */
      stack: z.string(),
      backend: z.string().optional(),
      serviceAccountName: z.string(),
      projectRepo: z.url(),
      repoDir: z.string().optional(),
      branch: z.string().optional(),
      commit: z.string().optional(),
      shallow: z.boolean(),
      envRefs: z.record(z.string(), resourceRef),
      refresh: z.boolean(),
      preview: z.boolean(),
      destroyOnFinalize: z.boolean(),
      continueResyncOnCommitMatch: z.boolean(),
      resyncFrequencySeconds: z.int().min(60),
      retryOnUpdateConflict: z.boolean(),
      prerequisites: z.array(z.strictObject({ name: z.string() })),
      workspaceReclaimPolicy: z.enum(["Retain", "Delete"]),
    })
    .refine(({ branch, commit }) => (branch === undefined) !== (commit === undefined), {
      error: "takes a branch or a commit, and not both",
    }),
});
type OperatorStack = z.infer<typeof operatorStackSchema>;

/** One document of `Stack` resources, for `kubectl apply -f`. */
export const kubernetesOperator: ExportTarget = {
  files: (stacks, options) => [
    {
      name: "stacks.yaml",
      text: stacks
        .map((stack) =>
          new Document(operatorStackSchema.parse(resourceOf(stack, stacks, options))).toString(),
        )
        .join("---\n"),
    },
  ],
  lacks: [
    "detecting drift without repairing it: a protected stack only previews (`preview: true`), the others are brought back",
    "path filters (each commit of the branch starts every stack), and a time limit for locks",
    "plans that are bound to a review",
  ],
  remains: [
    "a service account `pulumi` in the namespace, federated with the deploying identity of each stack (workload identity)",
    "a secret `pulumi` with the key `accessToken` for Pulumi Cloud, or --backend for a backend of your own",
    "an image with Node.js and this project's packages, where the operator's own does not do (spec.workspaceTemplate)",
  ],
};

function resourceOf(
  { name, tags, needs }: FleetStack,
  fleet: readonly FleetStack[],
  { organization, repository, branch, namespace, backend }: ExportOptions,
): OperatorStack {
  const guarded = tags["protected"] === "true";
  const needed = needs.filter((each) => fleet.some((stack) => stack.name === each));
  return {
    apiVersion: "pulumi.com/v1",
    kind: "Stack",
    metadata: {
      name: objectNameOf(name),
      namespace,
      labels: { "app.kubernetes.io/part-of": projectName, ...(tags["region"] && { region: tags["region"] }) },
    },
    spec: {
      stack: `${organization}/${projectName}/${name}`,
      ...(backend === undefined ? {} : { backend }),
      serviceAccountName: "pulumi",
      projectRepo: `https://github.com/${repository}.git`,
      branch: `refs/heads/${branch}`,
      shallow: true,
      envRefs:
        backend === undefined
          ? { PULUMI_ACCESS_TOKEN: { type: "Secret", secret: { name: "pulumi", key: "accessToken" } } }
          : {},
      refresh: true,
      // Somebody deploys a protected environment after a review; the operator shows what it would do.
      preview: guarded,
      // Deleting a Kubernetes object must not delete a platform.
      destroyOnFinalize: false,
      continueResyncOnCommitMatch: true,
      resyncFrequencySeconds: 86_400,
      retryOnUpdateConflict: false,
      prerequisites: needed.map((each) => ({ name: objectNameOf(each) })),
      // A pod a stack would stay otherwise.
      workspaceReclaimPolicy: "Delete",
    },
  };
}

/** Stack names may hold what Kubernetes does not take. */
function objectNameOf(stack: string): string {
  return stack
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
