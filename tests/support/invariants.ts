import { endpointZones } from "../../components/network/private-endpoint";
import { roleAssignmentName } from "../../components/shared/uuid";
import { rolePermissions } from "../../catalog/role-permissions";
import { roles, type RoleName } from "../../catalog/roles";
import { isPropertyMap } from "../../graph/types";
import type { PropertyMap, PropertyValue, ResourceGraph, ResourceNode } from "../../graph/types";
import { GraphIndex, text } from "./graph-index";

/** What must hold in the graph of every component and every stack; the order that Azure demands above all. */
export interface Invariant {
  readonly name: string;
  /** What breaks it; empty where it holds. */
  readonly check: (graph: GraphIndex) => readonly string[];
}

const azure = (type: string): string => `azure-native:${type}`;
const account = azure("cognitiveservices:Account");
const endpoint = azure("network:PrivateEndpoint");
const zoneGroup = azure("network:PrivateDnsZoneGroup");
const roleAssignment = azure("authorization:RoleAssignment");
const diagnosticSetting = azure("monitor:DiagnosticSetting");

const cosmos = azure("cosmosdb:DatabaseAccount");
const search = azure("search:Service");
const storage = azure("storage:StorageAccount");
const databricks = azure("databricks:Workspace");
const learning = azure("machinelearningservices:Workspace");
const registry = azure("containerregistry:Registry");

/** GUIDs of the roles whose actions the catalog holds. */
const knownRoles = new Set(Object.keys(rolePermissions).map((role): string => roles[role as RoleName].id));

/** Children of an account that are made behind its private endpoint: agents are reached through it. */
const ofAgents = [
  "Project",
  "ProjectConnection",
  "AccountCapabilityHost",
  "ProjectCapabilityHost",
  "AgentApplication",
  "AgentDeployment",
].map((name) => azure(`cognitiveservices:${name}`));

const holdsData = [
  account,
  cosmos,
  search,
  storage,
  databricks,
  learning,
  registry,
  azure("keyvault:Vault"),
  azure("keyvault:Key"),
  azure("operationalinsights:Workspace"),
];
const locked = [azure("keyvault:Vault"), azure("operationalinsights:Workspace")];
const observed = [
  account,
  cosmos,
  search,
  databricks,
  learning,
  registry,
  azure("app:ManagedEnvironment"),
  azure("keyvault:Vault"),
  azure("network:VirtualNetwork"),
  azure("network:NetworkSecurityGroup"),
  azure("operationalinsights:Workspace"),
  azure("network:AzureFirewall"),
  azure("redisenterprise:Database"),
];

/** Properties that close a resource, by type. */
const closed: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  [account]: {
    "properties.publicNetworkAccess": "Disabled",
    "properties.networkAcls.defaultAction": "Deny",
    "properties.disableLocalAuth": true,
    "properties.restrictOutboundNetworkAccess": true,
  },
  [azure("keyvault:Vault")]: {
    "properties.publicNetworkAccess": "Disabled",
    "properties.networkAcls.defaultAction": "Deny",
    "properties.enableRbacAuthorization": true,
    "properties.enablePurgeProtection": true,
    "properties.enableSoftDelete": true,
  },
  [azure("operationalinsights:Workspace")]: {
    publicNetworkAccessForIngestion: "Disabled",
    publicNetworkAccessForQuery: "Disabled",
    "features.disableLocalAuth": true,
  },
  [azure("applicationinsights:Component")]: {
    publicNetworkAccessForIngestion: "Disabled",
    publicNetworkAccessForQuery: "Disabled",
    disableLocalAuth: true,
  },
  [databricks]: {
    publicNetworkAccess: "Disabled",
    requiredNsgRules: "NoAzureDatabricksRules",
    "parameters.enableNoPublicIp.value": true,
  },
  [learning]: {
    publicNetworkAccess: "Disabled",
    systemDatastoresAuthMode: "Identity",
    "managedNetwork.isolationMode": "AllowOnlyApprovedOutbound",
  },
  [azure("machinelearningservices:Compute")]: {
    "properties.disableLocalAuth": true,
    "properties.properties.enableNodePublicIp": false,
    "properties.properties.scaleSettings.minNodeCount": "0",
  },
  [registry]: { publicNetworkAccess: "Disabled", adminUserEnabled: false },
  [azure("network:Subnet")]: { defaultOutboundAccess: false },
  [cosmos]: {
    publicNetworkAccess: "Disabled",
    disableLocalAuth: true,
    disableKeyBasedMetadataWriteAccess: true,
    networkAclBypass: "None",
    minimalTlsVersion: "Tls12",
  },
  [azure("redisenterprise:RedisEnterprise")]: { publicNetworkAccess: "Disabled", minimumTlsVersion: "1.2" },
  [azure("redisenterprise:Database")]: { clientProtocol: "Encrypted" },
  [search]: {
    publicNetworkAccess: "Disabled",
    disableLocalAuth: true,
    "networkRuleSet.bypass": "None",
    "encryptionWithCmk.enforcement": "Enabled",
  },
  [storage]: {
    publicNetworkAccess: "Disabled",
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    isLocalUserEnabled: false,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    "networkRuleSet.defaultAction": "Deny",
    "encryption.keySource": "Microsoft.Keyvault",
    "encryption.requireInfrastructureEncryption": true,
  },
  [azure("app:ManagedEnvironment")]: {
    publicNetworkAccess: "Disabled",
    "vnetConfiguration.internal": true,
    "peerTrafficConfiguration.encryption.enabled": true,
  },
  [azure("app:ContainerAppsSessionPool")]: { "sessionNetworkConfiguration.status": "EgressDisabled" },
  [azure("cognitiveservices:ProjectConnection")]: { "properties.authType": "AAD" },
};

/** Properties that hold a credential wherever they occur. */
const credential =
  /^(key1|key2|apiKey|(primary|secondary)(shared)?key|connectionString|instrumentationKey|password|clientSecret|sasToken|accessToken)$/i;

export const invariants: readonly Invariant[] = [
  {
    name: "child writes of an account form one chain",
    check: (graph) =>
      graph
        .ofType(account)
        .flatMap((parent) =>
          graph.outsideChain(graph.childrenOf(parent, "cognitiveservices", "accountName")),
        ),
  },
  {
    name: "a content filter stands before the deployments that use it",
    check: (graph) =>
      graph.ofType(azure("cognitiveservices:Deployment")).flatMap((deployment) => {
        const filter = text(deployment, "properties.raiPolicyName");
        if (filter?.startsWith("Microsoft.")) return [];
        const policy = graph
          .ofType(azure("cognitiveservices:RaiPolicy"))
          .find(
            (node) =>
              text(node, "raiPolicyName") === filter &&
              text(node, "accountName") === text(deployment, "accountName"),
          );
        return policy && graph.dependsOn(deployment, policy)
          ? []
          : [`${deployment.name} does not wait for content filter ${filter ?? "(none)"}`];
      }),
  },
  {
    name: "no child of an account is written while its private endpoint is: models before it, agents behind it",
    check: (graph) =>
      graph.ofType(endpoint).flatMap((node) => {
        const target = graph.byId(text(node, "privateLinkServiceConnections.0.privateLinkServiceId"));
        if (target?.type !== account) return [];
        return graph.childrenOf(target, "cognitiveservices", "accountName").flatMap((child) => {
          const [later, earlier] = ofAgents.includes(child.type) ? [child, node] : [node, child];
          return graph.dependsOn(later, earlier) ? [] : [`${later.name} does not wait for ${earlier.name}`];
        });
      }),
  },
  {
    name: "private endpoints and zone groups of a subnet form one chain",
    check: (graph) =>
      graph
        .groups(graph.ofType(endpoint), (node) => text(node, "subnet.id"))
        .flatMap((endpoints) => {
          const names = new Set(endpoints.map(({ outputs }) => outputs["name"]));
          const groups = graph
            .ofType(zoneGroup)
            .filter((node) => names.has(text(node, "privateEndpointName")));
          return graph.outsideChain([...endpoints, ...groups]);
        }),
  },
  {
    name: "subnets of a network form one chain",
    check: (graph) =>
      graph
        .groups(graph.ofType(azure("network:Subnet")), (node) => text(node, "virtualNetworkName"))
        .flatMap((subnets) => graph.outsideChain(subnets)),
  },
  {
    name: "Defender's plans of a subscription form one chain",
    check: (graph) =>
      graph
        .groups(graph.ofType(azure("security:Pricing")), (node) => text(node, "scopeId"))
        .flatMap((plans) => graph.outsideChain(plans)),
  },
  {
    name: "what agents and their code call leaves by the firewall, which knows them and its rules before",
    check: (graph) =>
      graph.ofType(azure("network:AzureFirewall")).flatMap((firewall) => {
        const [configuration] = firewall.outputs["ipConfigurations"] as readonly PropertyMap[];
        // A recorded run has no cloud that gives the firewall an address.
        const address = configuration?.["privateIPAddress"] ?? "";
        const home = graph.byId(text(firewall, "ipConfigurations.0.subnet.id"));
        const rules = graph.ofType(azure("network:FirewallPolicyRuleCollectionGroup"));
        const hosted = graph
          .ofType(azure("network:Subnet"))
          .filter(
            (subnet) =>
              text(subnet, "virtualNetworkName") === (home && text(home, "virtualNetworkName")) &&
              text(subnet, "delegations.0.serviceName") === "Microsoft.App/environments",
          );
        return [
          ...rules
            .filter((group) => !graph.dependsOn(firewall, group))
            .map((group) => `${firewall.name} does not wait for ${group.name}`),
          ...hosted.flatMap((subnet) => {
            const routes = graph.byId(text(subnet, "routeTable.id"));
            const known = JSON.stringify(rules.map(({ inputs }) => inputs["ruleCollections"]));
            const leads =
              routes &&
              text(routes, "routes.0.addressPrefix") === "0.0.0.0/0" &&
              text(routes, "routes.0.nextHopType") === "VirtualAppliance" &&
              text(routes, "routes.0.nextHopIpAddress") === address;
            return [
              ...(leads ? [] : [`${subnet.name} does not lead to ${firewall.name}`]),
              ...(graph.dependsOn(subnet, firewall)
                ? []
                : [`${subnet.name} does not wait for ${firewall.name}`]),
              ...(known.includes(`"${text(subnet, "addressPrefix") ?? ""}"`)
                ? []
                : [`${firewall.name} does not know ${subnet.name}`]),
            ];
          }),
        ];
      }),
  },
  {
    name: "where flows are logged, every network is, by the watcher and to the storage of its own region",
    check: (graph) => {
      const logs = graph.ofType(azure("network:FlowLog"));
      if (logs.length === 0) return [];
      return graph.ofType(azure("network:VirtualNetwork")).flatMap((network) => {
        const log = logs.find((node) => text(node, "targetResourceId") === network.id);
        if (!log) return [`${network.name} has no flow log`];
        const region = text(network, "location") ?? "";
        const storage = graph.byId(text(log, "storageId"));
        return [
          [log.name, text(log, "location")],
          [text(log, "networkWatcherName"), text(log, "networkWatcherName")?.replace("NetworkWatcher_", "")],
          [storage?.name, storage && text(storage, "location")],
        ].flatMap(([name = "its storage", actual]) =>
          actual === region ? [] : [`${name} of ${network.name} is not in ${region}`],
        );
      });
    },
  },
  {
    name: "federated credentials of an identity form one chain",
    check: (graph) =>
      graph
        .groups(graph.ofType(azure("managedidentity:FederatedIdentityCredential")), (node) =>
          text(node, "resourceName"),
        )
        .flatMap((credentials) => graph.outsideChain(credentials)),
  },
  {
    name: "identifier and credentials of an application form one chain",
    check: (graph) =>
      graph
        .groups(
          [
            ...graph.ofType(
              "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
            ),
            ...graph.ofType("azuread:index/applicationIdentifierUri:ApplicationIdentifierUri"),
          ],
          (node) => text(node, "applicationId"),
        )
        .flatMap((writes) => graph.outsideChain(writes)),
  },
  {
    name: "the terms of an activation stand before anybody is eligible for it",
    check: (graph) =>
      graph
        .ofType(
          "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule",
        )
        .filter(
          (schedule) =>
            !graph
              .ofType("azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy")
              .some(
                (policy) =>
                  text(policy, "groupId") === text(schedule, "groupId") && graph.dependsOn(schedule, policy),
              ),
        )
        .map(({ name }) => `${name} waits for no terms`),
  },
  {
    name: "agents: operator role, connections and account host stand before the project's capability host",
    check: (graph) =>
      graph.ofType(azure("cognitiveservices:ProjectCapabilityHost")).flatMap((host) => {
        const sameProject = (node: ResourceNode) =>
          text(node, "projectName") === text(host, "projectName") &&
          text(node, "accountName") === text(host, "accountName");
        const connections = graph.ofType(azure("cognitiveservices:ProjectConnection")).filter(sameProject);
        const stores = connections
          .map((node) => graph.byId(text(node, "properties.metadata.ResourceId")))
          .filter((node) => node !== undefined);
        const wanted: readonly (readonly [type: string, role: { readonly id: string }])[] = [
          [cosmos, roles.cosmosDBOperator],
          [search, roles.searchIndexDataContributor],
          [search, roles.searchServiceContributor],
          [storage, roles.storageBlobDataContributor],
        ];
        const before = wanted.flatMap(([type, { id }]) => {
          const store = stores.find((node) => node.type === type);
          const role = graph
            .ofType(roleAssignment)
            .find(
              (node) => text(node, "scope") === store?.id && text(node, "roleDefinitionId")?.endsWith(id),
            );
          return role && graph.dependsOn(host, role) ? [] : [`${host.name} does not wait for role ${id}`];
        });
        const accountHosts = graph
          .ofType(azure("cognitiveservices:AccountCapabilityHost"))
          .filter((node) => text(node, "accountName") === text(host, "accountName"));
        return [
          ...before,
          ...[...connections, ...accountHosts]
            .filter((node) => (node.name.includes("-tool-") ? false : !graph.dependsOn(host, node)))
            .map((node) => `${host.name} does not wait for ${node.name}`),
          ...graph
            .ofType(azure("cosmosdb:SqlResourceSqlRoleAssignment"))
            .filter(
              (node) =>
                text(node, "accountName") === stores.find(({ type }) => type === cosmos)?.outputs["name"],
            )
            .filter((node) => !graph.dependsOn(node, host))
            .map((node) => `${node.name} does not wait for ${host.name}`),
        ];
      }),
  },
  {
    name: "agents: a destroy takes project hosts, account host, projects, deployments, account, in this order",
    check: (graph) => {
      const order = [
        [account],
        [azure("cognitiveservices:Deployment")],
        [azure("cognitiveservices:Project")],
        [azure("cognitiveservices:AccountCapabilityHost")],
        [azure("cognitiveservices:ProjectCapabilityHost")],
      ].map((types) => types.flatMap((type) => graph.ofType(type)));
      const created = order.flatMap((nodes, level) => nodes.map((node) => ({ node, level })));
      return created.flatMap(({ node, level }) =>
        created
          .filter(
            (other) =>
              other.level < level &&
              text(other.node, "accountName") === text(node, "accountName") &&
              !graph.dependsOn(node, other.node),
          )
          .map((other) => `${node.name} could be left behind by ${other.node.name}`),
      );
    },
  },
  {
    name: "rules of a managed network form one chain, each after the role by which its endpoint is approved",
    check: (graph) =>
      graph
        .groups(graph.ofType(azure("machinelearningservices:ManagedNetworkSettingsRule")), (node) =>
          text(node, "workspaceName"),
        )
        .flatMap((rules) => [
          ...graph.outsideChain(rules),
          ...rules.flatMap((rule) => {
            const account = text(rule, "properties.destination.serviceResourceId");
            const role = graph
              .ofType(roleAssignment)
              .find(
                (node) =>
                  text(node, "scope") === account &&
                  text(node, "roleDefinitionId")?.endsWith(
                    roles.azureAIEnterpriseNetworkConnectionApprover.id,
                  ),
              );
            return role && graph.dependsOn(rule, role) ? [] : [`${rule.name} does not wait for its approver`];
          }),
        ]),
  },
  {
    name: "no model of an account is written while a managed network gets its endpoint",
    check: (graph) =>
      graph.ofType(azure("machinelearningservices:ManagedNetworkSettingsRule")).flatMap((rule) => {
        const target = graph.byId(text(rule, "properties.destination.serviceResourceId"));
        if (!target) return [];
        return graph
          .childrenOf(target, "cognitiveservices", "accountName")
          .filter((child) => !ofAgents.includes(child.type) && !graph.dependsOn(rule, child))
          .map((child) => `${rule.name} does not wait for ${child.name}`);
      }),
  },
  {
    name: "data-plane roles of a Cosmos DB account form one chain",
    check: (graph) =>
      graph
        .groups(graph.ofType(azure("cosmosdb:SqlResourceSqlRoleAssignment")), (node) =>
          text(node, "accountName"),
        )
        .flatMap((assignments) => graph.outsideChain(assignments)),
  },
  {
    name: "key and role stand before the store that is encrypted with them",
    check: (graph) =>
      [cosmos, search, storage]
        .flatMap((type) => graph.ofType(type))
        .flatMap((store) => {
          const identity = Object.values((store.inputs["identity"] ?? {}) as Record<string, unknown>).flat();
          const role = graph
            .ofType(roleAssignment)
            .find(
              (node) =>
                text(node, "roleDefinitionId")?.endsWith(roles.keyVaultCryptoServiceEncryptionUser.id) &&
                graph
                  .ofType(azure("managedidentity:UserAssignedIdentity"))
                  .some(
                    ({ id, outputs }) =>
                      identity.includes(id) && outputs["principalId"] === text(node, "principalId"),
                  ),
            );
          return role && graph.dependsOn(store, role)
            ? []
            : [`${store.name} does not wait for the role that lets it use its key`];
        }),
  },
  {
    name: "key and role stand before the account that is encrypted with them",
    check: (graph) =>
      graph.ofType(account).flatMap((node) => {
        const key = graph
          .ofType(azure("keyvault:Key"))
          .find(
            (candidate) =>
              text(candidate, "keyName") === text(node, "properties.encryption.keyVaultProperties.keyName"),
          );
        const role = graph
          .ofType(roleAssignment)
          .find(
            (candidate) =>
              text(candidate, "scope") === key?.id &&
              text(candidate, "roleDefinitionId")?.endsWith(roles.keyVaultCryptoServiceEncryptionUser.id),
          );
        return [
          ...(key && graph.dependsOn(node, key) ? [] : [`${node.name} does not wait for its key`]),
          ...(role && graph.dependsOn(node, role)
            ? []
            : [`${node.name} does not wait for the role that lets it use its key`]),
        ];
      }),
  },
  {
    name: "a role assignment's name follows from scope, role and principal",
    check: (graph) =>
      graph.ofType(roleAssignment).flatMap((node) => {
        const name = text(node, "roleAssignmentName");
        const wanted = roleAssignmentName(
          text(node, "scope") ?? "",
          text(node, "roleDefinitionId")?.split("/").pop() ?? "",
          text(node, "principalId") ?? "",
        );
        return name === wanted
          ? []
          : [`${node.name} is named ${name ?? "by the provider"}, wanted ${wanted}`];
      }),
  },
  {
    name: "no role is assigned twice",
    check: (graph) =>
      graph
        .groups(graph.ofType(roleAssignment), (node) => text(node, "roleAssignmentName"))
        .filter((same) => same.length > 1)
        .map((same) => same.map(({ name }) => name).join(" and ")),
  },
  {
    name: "every role assignment says what its principal is",
    check: (graph) =>
      graph
        .ofType(roleAssignment)
        .filter((node) => !["Group", "ServicePrincipal"].includes(text(node, "principalType") ?? ""))
        .map(({ name }) => name),
  },
  {
    name: "the actions of every assigned role are known",
    check: (graph) =>
      [roleAssignment, azure("cosmosdb:SqlResourceSqlRoleAssignment")].flatMap((type) =>
        graph
          .ofType(type)
          .filter((node) => !knownRoles.has(text(node, "roleDefinitionId")?.split("/").pop() ?? ""))
          .map(({ name }) => name),
      ),
  },
  {
    name: "nothing is public, and nothing takes keys",
    check: (graph) =>
      Object.entries(closed).flatMap(([type, properties]) =>
        graph.ofType(type).flatMap((node) =>
          Object.entries(properties)
            .filter(([path, wanted]) => text(node, path) !== String(wanted))
            .map(
              ([path, wanted]) =>
                `${node.name} ${path} is ${text(node, path) ?? "absent"}, wanted ${String(wanted)}`,
            ),
        ),
      ),
  },
  {
    name: "no credential in plain inputs or outputs",
    check: (graph) =>
      graph.resources.flatMap((node) =>
        [...credentialsIn(node.inputs), ...credentialsIn(node.outputs)].map((path) => `${node.name} ${path}`),
      ),
  },
  {
    name: "a private endpoint is registered in every zone of its service",
    check: (graph) =>
      graph.ofType(zoneGroup).flatMap((group) => {
        const node = graph
          .ofType(endpoint)
          .find(({ outputs }) => outputs["name"] === text(group, "privateEndpointName"));
        const id = node && text(node, "privateLinkServiceConnections.0.privateLinkServiceId");
        const target = graph.byId(id);
        const groupId = node && text(node, "privateLinkServiceConnections.0.groupIds.0");
        // What stands outside of the stack tells its type by its ID.
        const [, outside] = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(id ?? "") ?? [];
        const service = target ? services[target.type] : outside;
        if (!service || groupId === undefined) return [`${group.name} belongs to no known service`];
        const configured = JSON.stringify(group.inputs["privateDnsZoneConfigs"]);
        return endpointZones({ type: service, groupId, location: (target && text(target, "location")) ?? "" })
          .filter((zone) => !configured.includes(`/${zone}"`))
          .map((zone) => `${group.name} lacks ${zone}`);
      }),
  },
  {
    name: "what has diagnostics sends them to the workspace",
    check: (graph) =>
      observed
        .flatMap((type) => graph.ofType(type))
        .filter(
          ({ id }) =>
            !graph
              .ofType(diagnosticSetting)
              .some((node) => text(node, "resourceUri") === id && text(node, "workspaceId") !== undefined),
        )
        .map(({ name }) => name),
  },
  {
    name: "everything carries the required tags",
    check: (graph) => {
      const [platform] = graph.ofType("cornerstone:index:Platform");
      const required = platform?.inputs["requiredTags"];
      if (!Array.isArray(required)) return [];
      return graph.resources
        .filter(({ custom, inputs }) => custom && "tags" in inputs)
        .flatMap((node) =>
          required
            .filter((tag) => text(node, `tags.${String(tag)}`) === undefined)
            .map((tag) => `${node.name} lacks tag ${String(tag)}`),
        );
    },
  },
  {
    name: "what holds data is protected where the environment is, and nothing else is",
    check: (graph) => {
      const [platform] = graph.ofType("cornerstone:index:Platform");
      if (!platform) return [];
      const isProtected = platform.inputs["protected"] === true;
      return graph.resources
        .filter(({ type, protect }) => protect !== (isProtected && holdsData.includes(type)))
        .map(({ name, protect }) => `${name} is ${protect ? "" : "not "}protected`);
    },
  },
  {
    name: "locks hold what is protected, and come last",
    check: (graph) => {
      const [platform] = graph.ofType("cornerstone:index:Platform");
      if (platform?.inputs["protected"] !== true) return [];
      const locks = graph.ofType(azure("authorization:ManagementLockByScope"));
      return [
        ...locked
          .flatMap((type) => graph.ofType(type))
          .filter(({ id }) => !locks.some((lock) => text(lock, "scope") === id))
          .map(({ name }) => `${name} is not locked`),
        ...locks.flatMap((lock) =>
          graph
            .ofType(roleAssignment)
            .filter((role) => !graph.dependsOn(lock, role))
            .map((role) => `${lock.name} does not wait for ${role.name}`),
        ),
      ];
    },
  },
  {
    name: "everything hangs under the platform",
    check: (graph) => {
      const [platform] = graph.ofType("cornerstone:index:Platform");
      if (!platform) return [];
      return graph.resources
        .filter(({ type }) => type.startsWith("azure-native:") || type.startsWith("cornerstone:"))
        .filter((node) => node !== platform && !graph.ancestors(node).includes(platform))
        .map(({ name }) => name);
    },
  },
];

const services: Readonly<Record<string, string>> = {
  [azure("redisenterprise:RedisEnterprise")]: "Microsoft.Cache/redisEnterprise",
  [account]: "Microsoft.CognitiveServices/accounts",
  [azure("keyvault:Vault")]: "Microsoft.KeyVault/vaults",
  [databricks]: "Microsoft.Databricks/workspaces",
  [learning]: "Microsoft.MachineLearningServices/workspaces",
  [registry]: "Microsoft.ContainerRegistry/registries",
  [azure("monitor:PrivateLinkScope")]: "Microsoft.Insights/privateLinkScopes",
  [cosmos]: "Microsoft.DocumentDB/databaseAccounts",
  [search]: "Microsoft.Search/searchServices",
  [storage]: "Microsoft.Storage/storageAccounts",
  [azure("app:ManagedEnvironment")]: "Microsoft.App/managedEnvironments",
};

/** Every invariant that a graph breaks, with what breaks it. */
export function brokenInvariants(graph: ResourceGraph): Readonly<Record<string, readonly string[]>> {
  const index = new GraphIndex(graph);
  return Object.fromEntries(
    invariants
      .map(({ name, check }): [string, readonly string[]] => [name, check(index)])
      .filter(([, problems]) => problems.length > 0),
  );
}

/** What stands for a value that API Management reads elsewhere. */
const namedValue = /^\{\{[\w.-]+\}\}$/;

function credentialsIn(value: PropertyValue | undefined, path = ""): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => credentialsIn(item as PropertyValue, `${path}[${index}]`));
  if (!isPropertyMap(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    credential.test(name) && typeof inner === "string" && inner !== "" && !namedValue.test(inner)
      ? [`${path}.${name}`]
      : credentialsIn(inner, `${path}.${name}`),
  );
}
