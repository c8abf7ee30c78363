import type { Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { claim, claimOn } from "./claims";

/**
 * Names of registries are names in DNS, and so unique in the world. Text: azure-cli#13951, MicrosoftDocs/azure-dev-docs#1303
 * (code).
 */
const registries: Behaviour = {
  resourceType: "Microsoft.ContainerRegistry/registries",
  beforePut: (request, cloud) => {
    if (!isTaken("registry", request, cloud)) return;
    throw new CloudError(
      409,
      "AlreadyInUse",
      `The registry DNS name ${request.id.name.toLowerCase()}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`,
    );
  },
  onAccept: ({ id }) => [claim(`registry/${id.name}`, id)],
};

/**
 * So are those of storage accounts, which the provider checks as well, and other clients do not. Texts: Azure-Samples/azurechat#447
 * (invalid), hashicorp/terraform#11485 (taken).
 */
const storageAccounts: Behaviour = {
  resourceType: "Microsoft.Storage/storageAccounts",
  beforePut: (request, cloud) => {
    const { name } = request.id;
    if (!/^[a-z0-9]{3,24}$/.test(name)) {
      throw new CloudError(
        400,
        "AccountNameInvalid",
        `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
      );
    }
    if (!isTaken("storage", request, cloud)) return;
    throw new CloudError(
      409,
      "StorageAccountAlreadyTaken",
      `The storage account named ${name} is already taken.`,
    );
  },
  onAccept: ({ id }) => [claim(`storage/${id.name}`, id)],
};

export const worldwideNames: readonly Behaviour[] = [registries, storageAccounts];

function isTaken(space: string, { id }: PutRequest, cloud: CloudView): boolean {
  return claimOn(cloud, `${space}/${id.name}`, id) !== undefined;
}
