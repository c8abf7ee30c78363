import { normalizeLocation } from "../arm/id";
import { CloudError } from "../arm/error";
import type { FaceRequest, Reply } from "./http";

/** Regions whose data plane does not answer. Nothing is stored: an outage ends with the process at the latest. */
export class Outages {
  private readonly regions: Set<string>;

  /** @param regions down from the start, by the scenario of the cloud */
  constructor(regions: readonly string[] = []) {
    this.regions = new Set(regions.map(normalizeLocation));
  }

  isDown(region: string): boolean {
    return this.regions.has(normalizeLocation(region));
  }

  /** @throws CloudError 503 while the region is down */
  requireUp(region: string): void {
    if (!this.isDown(region)) return;
    throw new CloudError(503, "ServiceUnavailable", "The service is temporarily unavailable.");
  }

  /** `PUT` and `DELETE /local-cloud/outages/<region>`, for whoever runs the cloud; undefined for every other request. */
  answer({ method, path }: FaceRequest): Reply | undefined {
    const region = /^\/local-cloud\/outages\/([\w-]+)$/i.exec(path)?.[1];
    if (region === undefined || (method !== "PUT" && method !== "DELETE")) return undefined;
    if (method === "PUT") this.regions.add(normalizeLocation(region));
    else this.regions.delete(normalizeLocation(region));
    return { status: 204 };
  }
}
