import { XMLValidator } from "fast-xml-parser";
import type { Behaviour, CloudView, PutRequest } from "../arm/behaviour";
import { CloudError } from "../arm/error";
import { type ArmId, normalizeLocation, parseArmId } from "../arm/id";
import { at, objectsAt, stringAt, withValue } from "../arm/json";
import type { JsonObject } from "../store/store";
import { parsePrefix } from "./cidr";
import { deletedOfType, deletedResource, keepDeleted, recover } from "./soft-delete";

const service = "Microsoft.ApiManagement/service";

/** A deleted service can be undeleted for 48 hours. https://learn.microsoft.com/azure/api-management/soft-delete */
const retentionHours = 48;

/** Tiers that can stand inside a network. https://learn.microsoft.com/azure/api-management/virtual-network-concepts */
const injectable = ["developer", "premium", "premiumv2"];

/**
 * The service itself. Texts: terraform-provider-azurerm#11580 (soft delete), #31788 (no creation without public access),
 * azure-rest-api-specs#24947 (no public access off without an endpoint), AI-Landing-Zones#65 (no endpoint in a network).
 */
const services: Behaviour = {
  resourceType: service,
  beforePut: (request, cloud) => {
    const { id, body, existing } = request;
    refuseWhenBusy(id, cloud);
    if (!existing) refuseTakenName(request, cloud);
    refuseClosing(request, cloud);
    const network = stringAt(body, "properties.virtualNetworkType") ?? "None";
    const sku = stringAt(body, "sku.name") ?? "";
    if (network === "Internal" && !injectable.includes(sku.toLowerCase())) {
      throw new CloudError(
        400,
        "InvalidParameters",
        `Invalid parameter: VirtualNetworkType 'Internal' is not supported for SKU type '${sku}'.`,
      );
    }
    if (network !== "None") refuseSubnet(id.name, subnetOf(body, "properties."), cloud);
    refuseFewUnits(body);
    refuseLocations(request, cloud);
  },
  compute: ({ id, body }, cloud) => {
    const known = withLocations(withValue(body, "properties.restore", undefined), id, cloud);
    const own = balancerAddress(subnetOf(body, "properties."), cloud);
    if (stringAt(body, "properties.virtualNetworkType") !== "Internal" || own === undefined) return known;
    return withValue(known, "properties.privateIPAddresses", [own]);
  },
  onAccept: ({ id, existing }, cloud) => {
    const deleted = existing ? undefined : deletedResource(cloud, id.id);
    return deleted ? recover(deleted, cloud) : [];
  },
  beforeDelete: ({ id }, cloud) => {
    refuseWhenBusy(id, cloud);
  },
  afterDelete: (request, cloud) => [keepDeleted(request, cloud, retentionHours, false)],
};

/** What is nested in a service. Texts: Azure/apiops#379 (409), azure-docs api-management-policies (references). */
const children: Behaviour = {
  resourceType: `${service}/*`,
  beforePut: (request, cloud) => {
    refuseWhenBusy(request.id, cloud);
    const kind = request.id.type.split("/").at(-1);
    if (kind === "policies") refuseBadPolicy(request, cloud);
    if (kind === "backends") refuseBadPool(request, cloud);
    if (kind === "apis" && request.id.type.toLowerCase() === `${service}/apis`.toLowerCase()) {
      refuseTakenPath(request, cloud);
    }
    if (request.id.type.toLowerCase() === `${service}/products/apis`.toLowerCase()) {
      refuseMissingApi(request, cloud);
      refuseSecondOpenProduct(request, cloud);
    }
  },
  beforeDelete: ({ id, cascade }, cloud) => {
    if (cascade) return;
    refuseWhenBusy(id, cloud);
    const kind = id.type.split("/").at(-1);
    if (kind === "backends" || kind === "namedValues") refuseUsed(id, kind, cloud);
  },
};

export const apimanagement: readonly Behaviour[] = [services, children];

function serviceOf({ id }: ArmId): string {
  return id.split("/").slice(0, 9).join("/");
}

function refuseWhenBusy(id: ArmId, cloud: CloudView): void {
  const parent = serviceOf(id);
  const key = parent.toLowerCase();
  const busy = cloud
    .inFlight()
    .filter((other) => other === key || other.startsWith(`${key}/`))
    // What is only attached to the service (locks, diagnostics) is another service's business.
    .filter((other) => !other.slice(key.length).includes("/providers/"));
  if (busy.includes(key)) {
    throw new CloudError(
      409,
      "ServiceLocked",
      `The API Service ${parent.split("/").at(-1) ?? ""} is transitioning at this time. Please try the request again later.`,
    );
  }
  if (busy.length > 0) {
    throw new CloudError(409, "PessimisticConcurrencyConflict", "Operation on the API is in progress");
  }
}

function refuseTakenName({ id, body }: PutRequest, cloud: CloudView): void {
  const name = id.name.toLowerCase();
  const same = (other: string) => parseArmId(other).name.toLowerCase() === name;
  const deleted = deletedOfType(cloud, service).find(({ resource }) => same(resource.id));
  const restores = at(body, "properties.restore") === true;
  if (deleted && !(restores && deleted.resource.id.toLowerCase() === id.key)) {
    throw new CloudError(
      409,
      "ServiceAlreadyExistsInSoftDeletedState",
      `Api service ${id.name} was soft-deleted. In order to create the new service with the same name, you have to either undelete the service or purge it. See https://aka.ms/apimsoftdelete.`,
    );
  }
  if (cloud.ofType(service).some((other) => same(other.id))) {
    throw new CloudError(409, "ServiceAlreadyExists", `Api service already exists: ${id.name}`);
  }
}

function refuseClosing({ id, body, existing }: PutRequest, cloud: CloudView): void {
  if (stringAt(body, "properties.publicNetworkAccess") !== "Disabled") return;
  if (!existing) {
    throw new CloudError(
      400,
      "ActivateServiceWithPrivateEndpointAccessNotAllowed",
      `Blocking all public network access by setting property \`publicNetworkAccess\` of API Management service ${id.id} is not enabled during service creation.`,
    );
  }
  const endpoints = cloud
    .ofType("Microsoft.Network/privateEndpoints")
    .flatMap((endpoint) => objectsAt(endpoint.body, "properties.privateLinkServiceConnections"));
  const leadsHere = endpoints.some(
    (connection) => stringAt(connection, "properties.privateLinkServiceId")?.toLowerCase() === id.key,
  );
  if (leadsHere) return;
  throw new CloudError(
    400,
    "NotSupported",
    `Disabling all \`publicNetworkAccess\` for service: ${id.id} is not supported if the service does not atleast one approved Private Endpoint Connections.`,
  );
}

function subnetOf(body: JsonObject, prefix = ""): string {
  return stringAt(body, `${prefix}virtualNetworkConfiguration.subnetResourceId`) ?? "";
}

/** Azure keeps the first four addresses of a subnet; the load balancer takes the next one. */
function balancerAddress(subnetId: string, cloud: CloudView): string | undefined {
  const prefix = stringAt(cloud.get(subnetId)?.body, "properties.addressPrefix");
  if (prefix === undefined) return undefined;
  const bytes = parsePrefix(prefix, "")[0].toByteArray();
  return [...bytes.slice(0, -1), (bytes.at(-1) ?? 0) + 4].join(".");
}

function refuseFewUnits(region: JsonObject): void {
  const zones = at(region, "zones");
  const capacity = at(region, "sku.capacity");
  if (!Array.isArray(zones) || typeof capacity !== "number" || capacity >= zones.length) return;
  throw new CloudError(
    400,
    "InvalidParameters",
    `Invalid parameter: The number of scale units '${capacity}' must be at least the number of availability zones '${zones.length}'.`,
  );
}

/**
 * Further regions: of tier Premium alone, each once, and in a network of the region where the service stands in one.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-deploy-multi-region
 */
function refuseLocations({ id, body }: PutRequest, cloud: CloudView): void {
  const further = objectsAt(body, "properties.additionalLocations");
  if (further.length === 0) return;
  const invalid = (message: string) =>
    new CloudError(400, "InvalidParameters", `Invalid parameter: ${message}`);
  const sku = stringAt(body, "sku.name") ?? "";
  if (sku !== "Premium") throw invalid(`AdditionalLocations are not supported for SKU type '${sku}'.`);
  const seen = new Set([normalizeLocation(stringAt(body, "location") ?? "")]);
  for (const location of further) {
    const region = normalizeLocation(stringAt(location, "location") ?? "");
    if (seen.has(region)) throw invalid(`Location '${region}' is specified more than once.`);
    seen.add(region);
    refuseFewUnits(location);
    const subnetId = subnetOf(location);
    if ((stringAt(body, "properties.virtualNetworkType") ?? "None") === "None") continue;
    refuseSubnet(id.name, subnetId, cloud);
    const network = cloud.get(subnetId.split("/subnets/")[0] ?? "");
    const standsIn = normalizeLocation(stringAt(network?.body, "location") ?? "");
    if (standsIn !== region)
      throw invalid(`The subnet '${subnetId}' is in '${standsIn}', and the location is '${region}'.`);
  }
}

/** What Azure tells of each further region. */
function withLocations(body: JsonObject, { name }: ArmId, cloud: CloudView): JsonObject {
  const further = objectsAt(body, "properties.additionalLocations");
  if (further.length === 0) return body;
  const told = further.map((location) => {
    const region = normalizeLocation(stringAt(location, "location") ?? "");
    const own = balancerAddress(subnetOf(location), cloud);
    return {
      ...location,
      platformVersion: "stv2.1",
      gatewayRegionalUrl: `https://${name}-${region}-01.regional.azure-api.net`,
      ...(own === undefined ? {} : { privateIPAddresses: [own] }),
    };
  });
  return withValue(body, "properties.additionalLocations", told);
}

function refuseSubnet(service: string, subnetId: string, cloud: CloudView): void {
  const subnet = subnetId === "" ? undefined : cloud.get(subnetId);
  if (!subnet) {
    throw new CloudError(
      400,
      "InvalidParameters",
      `Invalid parameter: The subnet '${subnetId}' of API Management service ${service} does not exist.`,
    );
  }
  if (stringAt(subnet.body, "properties.networkSecurityGroup.id") === undefined) {
    throw new CloudError(
      400,
      "NetworkSecurityGroupNotAssociatedWithSubnet",
      `Network Security Group is not associated with the subnet ${subnetId}. A Network Security Group must be associated with the subnet to deploy API Management service ${service} into it.`,
    );
  }
}

/** XML that can be read, and whose backends and named values exist: the service looks both up when a policy is saved. */
function refuseBadPolicy({ id, body }: PutRequest, cloud: CloudView): void {
  if (id.name.toLowerCase() !== "policy") {
    throw new CloudError(400, "ValidationError", "One or more fields contain incorrect values: policyId");
  }
  const text = stringAt(body, "properties.value") ?? "";
  const invalid = (message: string) =>
    new CloudError(400, "ValidationError", `One or more fields contain incorrect values: ${message}`);
  const judged = XMLValidator.validate(text);
  if (judged !== true) {
    const { msg, line, col } = judged.err;
    throw invalid(`${msg} Line ${line}, position ${col}.`);
  }
  if (!/^\s*<policies[\s>]/.test(text)) throw invalid("the root is not 'policies'");
  for (const [, backend = ""] of text.matchAll(/\bbackend-id="([^"@{]+)"/g)) {
    if (!cloud.exists(`${serviceOf(id)}/backends/${backend}`)) {
      throw invalid(
        `Error in element 'set-backend-service': Backend with id '${backend}' could not be found.`,
      );
    }
  }
  const named = new Set(
    cloud
      .children(serviceOf(id))
      .filter((child) => child.id.toLowerCase().includes("/namedvalues/"))
      .map((child) => stringAt(child.body, "properties.displayName")),
  );
  for (const [, name = ""] of text.matchAll(/\{\{([\w.-]+)\}\}/g)) {
    if (!named.has(name)) throw invalid(`Cannot find a property '${name}'`);
  }
}

/** A pool has 1 to 30 members, all of this service. https://learn.microsoft.com/azure/api-management/backends */
function refuseBadPool({ id, body }: PutRequest, cloud: CloudView): void {
  if (at(body, "properties.pool") === undefined) return;
  const members = objectsAt(body, "properties.pool.services");
  if (members.length < 1 || members.length > 30) {
    throw new CloudError(
      400,
      "ValidationError",
      "One or more fields contain incorrect values: a pool has 1 to 30 services",
    );
  }
  for (const member of members) {
    const backend = stringAt(member, "id") ?? "";
    const full = backend.startsWith("/subscriptions/") ? backend : `${serviceOf(id)}${backend}`;
    if (!cloud.get(full)) {
      throw new CloudError(
        400,
        "ValidationError",
        `One or more fields contain incorrect values: Backend with id '${backend}' could not be found.`,
      );
    }
  }
}

function refuseTakenPath({ id, body }: PutRequest, cloud: CloudView): void {
  const path = stringAt(body, "properties.path");
  const taken = cloud
    .children(serviceOf(id))
    .some(
      (other) =>
        other.id.toLowerCase().includes("/apis/") &&
        other.id.toLowerCase() !== id.key &&
        stringAt(other.body, "properties.path") === path,
    );
  if (!taken) return;
  throw new CloudError(
    400,
    "ValidationError",
    "One or more fields contain incorrect values: Cannot create API with the same Path, Name and Version of an existing API",
  );
}

function refuseMissingApi({ id }: PutRequest, cloud: CloudView): void {
  if (cloud.exists(`${serviceOf(id)}/apis/${id.name}`)) return;
  throw new CloudError(404, "ResourceNotFound", "API not found.");
}

/** A request without a key finds its product by the API alone, so that an API may be in one open product only. */
function refuseSecondOpenProduct({ id }: PutRequest, cloud: CloudView): void {
  const root = serviceOf(id).toLowerCase();
  const isOpen = (product: string) =>
    at(cloud.get(product)?.body, "properties.subscriptionRequired") === false;
  if (!isOpen(id.parent ?? "")) return;
  const other = cloud
    .ofType(`${service}/products/apis`)
    .map((link) => parseArmId(link.id))
    .find(
      (link) =>
        link.key.startsWith(`${root}/`) &&
        link.key !== id.key &&
        link.name.toLowerCase() === id.name.toLowerCase() &&
        isOpen(link.parent ?? ""),
    );
  if (!other) return;
  throw new CloudError(
    400,
    "ValidationError",
    "One or more fields contain incorrect values: API cannot be added to more than one open products",
  );
}

/** What a policy or a pool still refers to is not removed. */
function refuseUsed(id: ArmId, kind: "backends" | "namedValues", cloud: CloudView): void {
  const root = serviceOf(id);
  const own = cloud.get(id.id);
  const mark =
    kind === "backends"
      ? `backend-id="${id.name}"`
      : `{{${stringAt(own?.body, "properties.displayName") ?? id.name}}}`;
  const user = cloud
    .descendants(root)
    .find(
      ({ body }) =>
        ["properties.value", "properties.connectionString"].some((path) =>
          stringAt(body, path)?.includes(mark),
        ) ||
        objectsAt(body, "properties.pool.services").some((member) =>
          stringAt(member, "id")?.toLowerCase().endsWith(`/backends/${id.name.toLowerCase()}`),
        ),
    );
  if (!user) return;
  throw new CloudError(
    400,
    "ValidationError",
    `One or more fields contain incorrect values: '${id.name}' is used by ${user.id.slice(root.length + 1)} and cannot be deleted.`,
  );
}
