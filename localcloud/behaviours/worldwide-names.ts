import type { Behaviour } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { claim, claimOn } from "./claims";

/** A type whose names are names in DNS, and so are there once in the world; claims on them are called `<space>/<name>`. */
function worldwide(resourceType: string, space: string, taken: (name: string) => CloudError): Behaviour {
  return {
    resourceType,
    beforePut: ({ id }, cloud) => {
      if (claimOn(cloud, `${space}/${id.name}`, id) !== undefined) throw taken(id.name);
    },
    onAccept: ({ id }) => [claim(`${space}/${id.name}`, id)],
  };
}

/** Text: azure-cli#13951, MicrosoftDocs/azure-dev-docs#1303 (code). */
const registries = worldwide(
  "Microsoft.ContainerRegistry/registries",
  "registry",
  (name) =>
    new CloudError(
      409,
      "AlreadyInUse",
      `The registry DNS name ${name.toLowerCase()}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`,
    ),
);

/** Text: Azure-Samples/azure-search-openai-demo#585. */
const searchServices = worldwide(
  "Microsoft.Search/searchServices",
  "search",
  (name) =>
    new CloudError(
      400,
      "ServiceNameUnavailable",
      `Cannot provision service '${name}' because a service with this name is already in use, or another request to provision a service with this name is still in progress`,
    ),
);

/** Text: OfficeDev/microsoft-teams-apps-callrecord-insights#26. */
const cosmosAccounts = worldwide(
  "Microsoft.DocumentDB/databaseAccounts",
  "cosmos",
  (name) =>
    new CloudError(
      400,
      "BadRequest",
      `Dns record for ${name} under zone Document is already taken. Please use a different name for the account.`,
    ),
);

/** Text: hashicorp/terraform#11485. */
const storageAccounts = worldwide(
  "Microsoft.Storage/storageAccounts",
  "storage",
  (name) =>
    new CloudError(409, "StorageAccountAlreadyTaken", `The storage account named ${name} is already taken.`),
);

/** The provider checks such names as well, other clients do not. Text: Azure-Samples/azurechat#447. */
const storageNames: Behaviour = {
  resourceType: "Microsoft.Storage/storageAccounts",
  beforePut: ({ id: { name } }) => {
    if (/^[a-z0-9]{3,24}$/.test(name)) return;
    throw new CloudError(
      400,
      "AccountNameInvalid",
      `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    );
  },
};

export const worldwideNames: readonly Behaviour[] = [
  registries,
  searchServices,
  cosmosAccounts,
  storageNames,
  storageAccounts,
];
