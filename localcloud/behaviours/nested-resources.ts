import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { parseArmId } from "../arm/id";

const project = "microsoft.cognitiveservices/accounts/projects";

/** An account with projects is not deleted; its other children go with it. Text: terraform-provider-azapi#894. */
export const nestedResources: Behaviour = {
  resourceType: "Microsoft.CognitiveServices/accounts",
  beforeDelete: ({ id }, cloud) => {
    const projects = cloud
      .children(id.id)
      .filter((child) => parseArmId(child.id).type.toLowerCase() === project);
    if (projects.length === 0) return;
    const named = projects.map((child) => {
      const [account = "", name = ""] = parseArmId(child.id).names;
      return `Microsoft.CognitiveServices/accounts/${account}/projects/${name}`;
    });
    throw new CloudError(
      409,
      "CannotDeleteResource",
      `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${named.join(", ")}'. Please delete all nested resources before deleting this resource.`,
    );
  },
};
