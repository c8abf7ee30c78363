import type { Arm } from "../arm/arm";
import { deletedResource, purge } from "../behaviours/soft-delete";
import type { FaceRequest, Reply } from "./http";

const workspace =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.MachineLearningServices\/workspaces\/[^/]+$/i;

/**
 * The deletion of a workspace for good, whether it stands or was deleted before; undefined for every other request.
 * https://learn.microsoft.com/rest/api/azureml/workspaces/delete
 */
export async function machineLearning(
  { method, path, query }: FaceRequest,
  arm: Arm,
): Promise<Reply | undefined> {
  if (method !== "DELETE" || query.get("forceToPurge") !== "true" || !workspace.test(path)) return undefined;
  await arm.delete(path);
  if (!deletedResource(arm, path)) return { status: 204 };
  await arm.commit(purge(arm, path));
  return { status: 200 };
}
