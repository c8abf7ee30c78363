import type { Values } from "../provider/core";
import { privilegedGroupTypes } from "./privileged-groups";

/** What the directory keeps of an object. */
export interface EntraObject {
  readonly id: string;
  readonly type: string;
  readonly outputs: Values;
}

/** What a behaviour may ask of the directory. */
export interface EntraView {
  readonly tenantId: string;
  guid(of: string): string;
  /** Objects of a type that are not deleted. */
  all(type: string): readonly EntraObject[];
}

/** A resource type of the azuread provider. */
export interface EntraType {
  readonly token: string;
  /** What Microsoft Graph calls it. */
  readonly noun: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Inputs whose change makes another object. */
  readonly forceNew: readonly string[];
  /** Inputs that the provider's schema fills in. */
  readonly defaults?: Values;
  /** Outputs that the service computes. Each is unknown in a preview. */
  readonly computed: readonly string[];
  /** The object's ID and computed outputs. `unique` differs for each object ever made. */
  make(inputs: Values, view: EntraView, unique: string): { readonly id: string; readonly outputs: Values };
  /** Why the service refuses it; undefined when it does not. */
  refuse?(inputs: Values, view: EntraView, self?: string): Refusal | undefined;
  /** The kind of principal that it is for role assignments. */
  readonly principal?: "Group" | "ServicePrincipal";
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const notFound = (what: string, id: string): Refusal => ({
  status: 404,
  code: "Request_ResourceNotFound",
  message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present: ${what}.`,
});
const tokens = {
  group: "azuread:index/group:Group",
  member: "azuread:index/groupMember:GroupMember",
  application: "azuread:index/application:Application",
  principal: "azuread:index/servicePrincipal:ServicePrincipal",
  credential: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  uri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
};

function applicationOf(inputs: Values, view: EntraView): Refusal | undefined {
  const id = text(inputs["applicationId"]);
  return view.all(tokens.application).some((each) => each.id === id)
    ? undefined
    : notFound("application", id);
}

/**
 * The types that components use. Inputs and outputs are the SDK's; what replaces is the provider's `ForceNew`
 * (https://github.com/hashicorp/terraform-provider-azuread, internal/services); refusals are those of Microsoft Graph.
 */
export const entraTypes: readonly EntraType[] = [
  {
    token: tokens.group,
    noun: "group",
    required: ["displayName"],
    optional: [
      ...["description", "owners", "members", "securityEnabled", "mailEnabled", "mailNickname"],
      ...["preventDuplicateNames", "assignableToRole", "visibility", "types"],
    ],
    forceNew: ["assignableToRole", "mailNickname"],
    computed: ["objectId", "mailNickname", "members", "owners", "visibility"],
    principal: "Group",
    make: (inputs, view, unique) => {
      const objectId = view.guid(`group:${unique}`);
      return {
        id: `/groups/${objectId}`,
        outputs: {
          objectId,
          mailNickname: inputs["mailNickname"] ?? objectId.slice(0, 9),
          members: inputs["members"] ?? [],
          owners: inputs["owners"] ?? [],
          visibility: inputs["visibility"] ?? "Private",
        },
      };
    },
    refuse: (inputs, view, self) => {
      if (inputs["securityEnabled"] !== true && inputs["mailEnabled"] !== true)
        return {
          status: 400,
          code: "Request_BadRequest",
          message: "a group must be security enabled, mail enabled, or both",
        };
      const taken =
        inputs["preventDuplicateNames"] === true &&
        view
          .all(tokens.group)
          .some(({ id, outputs }) => id !== self && outputs["displayName"] === inputs["displayName"]);
      return taken
        ? {
            status: 400,
            code: "DuplicateName",
            message: `"prevent_duplicate_names" was specified and an existing group was found with the name "${text(inputs["displayName"])}"`,
          }
        : undefined;
    },
  },
  {
    token: tokens.member,
    noun: "member",
    required: ["groupObjectId", "memberObjectId"],
    optional: [],
    forceNew: ["groupObjectId", "memberObjectId"],
    computed: [],
    make: (inputs) => ({
      id: `${text(inputs["groupObjectId"])}/member/${text(inputs["memberObjectId"])}`,
      outputs: {},
    }),
    refuse: (inputs, view) => {
      const group = text(inputs["groupObjectId"]);
      return view.all(tokens.group).some(({ outputs }) => outputs["objectId"] === group)
        ? undefined
        : notFound("group", group);
    },
  },
  {
    token: tokens.application,
    noun: "application",
    required: ["displayName"],
    optional: [
      ...["description", "owners", "identifierUris", "signInAudience", "notes", "tags", "api", "appRoles"],
      ...[
        "preventDuplicateNames",
        "groupMembershipClaims",
        "requiredResourceAccesses",
        "web",
        "publicClient",
      ],
      ...["serviceManagementReference", "password"],
    ],
    forceNew: [],
    defaults: { signInAudience: "AzureADMyOrg" },
    computed: ["objectId", "clientId", "publisherDomain", "identifierUris", "owners"],
    make: (inputs, view, unique) => {
      const objectId = view.guid(`application:${unique}`);
      return {
        id: `/applications/${objectId}`,
        outputs: {
          objectId,
          clientId: view.guid(`client:${unique}`),
          publisherDomain: "",
          identifierUris: inputs["identifierUris"] ?? [],
          owners: inputs["owners"] ?? [],
        },
      };
    },
  },
  {
    token: tokens.principal,
    noun: "service principal",
    required: ["clientId"],
    optional: [
      ...["description", "owners", "accountEnabled", "appRoleAssignmentRequired", "notes", "tags"],
      ...["useExisting", "loginUrl"],
    ],
    forceNew: ["clientId"],
    defaults: { accountEnabled: true },
    computed: ["objectId", "displayName", "applicationTenantId", "type", "servicePrincipalNames"],
    principal: "ServicePrincipal",
    make: (inputs, view, unique) => {
      const objectId = view.guid(`servicePrincipal:${unique}`);
      const application = view
        .all(tokens.application)
        .find(({ outputs }) => outputs["clientId"] === inputs["clientId"]);
      return {
        id: `/servicePrincipals/${objectId}`,
        outputs: {
          objectId,
          displayName: application?.outputs["displayName"] ?? "",
          applicationTenantId: view.tenantId,
          type: "Application",
          servicePrincipalNames: [text(inputs["clientId"])],
        },
      };
    },
    refuse: (inputs, view) => {
      const client = text(inputs["clientId"]);
      if (!view.all(tokens.application).some(({ outputs }) => outputs["clientId"] === client))
        return {
          status: 400,
          code: "Request_BadRequest",
          message: `The appId '${client}' of the service principal does not reference a valid application object.`,
        };
      return view.all(tokens.principal).some(({ outputs }) => outputs["clientId"] === client)
        ? {
            status: 409,
            code: "Request_MultipleObjectsWithSameKeyValue",
            message: `The service principal cannot be created, updated, or restored because the service principal name ${client} is already in use.`,
          }
        : undefined;
    },
  },
  {
    token: tokens.credential,
    noun: "federated identity credential",
    required: ["applicationId", "audiences", "displayName", "issuer", "subject"],
    optional: ["description"],
    forceNew: ["applicationId", "displayName"],
    computed: ["credentialId"],
    make: (inputs, view, unique) => {
      const credentialId = view.guid(`credential:${unique}`);
      return {
        id: `${text(inputs["applicationId"]).slice(1)}/federatedIdentityCredential/${credentialId}`.replace(
          "applications/",
          "",
        ),
        outputs: { credentialId },
      };
    },
    refuse: (inputs, view, self) => {
      const own = view
        .all(tokens.credential)
        .filter(({ id, outputs }) => id !== self && outputs["applicationId"] === inputs["applicationId"]);
      if (own.length >= 20)
        return {
          status: 400,
          code: "Request_BadRequest",
          message: "The number of federated identity credentials of an application is limited to 20.",
        };
      const same = own.some(
        ({ outputs }) => outputs["issuer"] === inputs["issuer"] && outputs["subject"] === inputs["subject"],
      );
      return same
        ? {
            status: 409,
            code: "Request_MultipleObjectsWithSameKeyValue",
            message: "FederatedIdentityCredential with same value for issuer and subject already exists.",
          }
        : applicationOf(inputs, view);
    },
  },
  {
    token: tokens.uri,
    noun: "identifier URI",
    required: ["applicationId", "identifierUri"],
    optional: [],
    forceNew: ["applicationId", "identifierUri"],
    computed: [],
    make: (inputs) => ({
      id: `${text(inputs["applicationId"])}/identifierUris/${Buffer.from(text(inputs["identifierUri"])).toString("base64")}`,
      outputs: {},
    }),
    refuse: (inputs, view, self) =>
      view
        .all(tokens.uri)
        .some(({ id, outputs }) => id !== self && outputs["identifierUri"] === inputs["identifierUri"])
        ? {
            status: 400,
            code: "ObjectConflict",
            message: "Another object with the same value for property identifierUris already exists.",
          }
        : applicationOf(inputs, view),
  },
];

const byToken = new Map([...entraTypes, ...privilegedGroupTypes].map((type) => [type.token, type] as const));

/** The row of a type. Throws for one that has none: a directory that does what it likes proves nothing. */
export function entraTypeOf(token: string): EntraType {
  const type = byToken.get(token);
  if (type) return type;
  throw new Error(
    `the local cloud does not know the resource type '${token}'; it knows ${[...byToken.keys()].join(", ")}`,
  );
}
