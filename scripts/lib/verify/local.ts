import { Resolver } from "node:dns/promises";
import * as fs from "node:fs";
import { Agent, fetch as undiciFetch } from "undici";
import { filteredMark } from "../../../localcloud/face/inference-answers";
import type { FaceAddresses } from "../../../localcloud/face/index";
import { azureClients } from "./azure-clients";
import { Unreachable } from "./check";
import type { Cloud, Speaker } from "./cloud";
import { addressesFrom, addressesSeenFrom } from "./dns";
import { modelAudience, modelClient } from "./model-client";
import type { Platform, Principal } from "./platform";

/** The object ID of nobody: a principal that no role was ever given to. */
const nobody = "00000000-0000-4000-8000-00000000dead";

/** The local cloud, by its faces: calls can be made from both sides of the network, on behalf of everybody. */
export function localCloud(
  faces: FaceAddresses,
  subscription: string,
  platform: Pick<Platform, "routes">,
): Cloud {
  const ca = fs.readFileSync(faces.caFile, "utf8");
  const secret = fs.readFileSync(faces.tokenFile, "utf8");
  const dispatcher = new Agent({ connect: { ca } });
  const resolver = new Resolver();
  resolver.setServers([faces.dns]);
  const clients = azureClients({
    credential: {
      getToken: () => Promise.resolve({ token: secret, expiresOnTimestamp: Date.now() + 3_600_000 }),
    },
    subscription,
    ca,
    endpoints: { arm: faces.arm, logs: `${faces.arm}/v1` },
  });
  const request = async (path: string, init: { method: string; body?: string }) => {
    const response = await undiciFetch(`${faces.arm}${path}`, {
      ...init,
      dispatcher,
      headers: {
        authorization: `Bearer ${secret}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    if (!response.ok) throw new Unreachable(`the local cloud answers ${response.status}`, false);
    return response;
  };
  const speaker = ({ label, id, clientId }: Principal): Speaker => ({
    label,
    principalId: id,
    token: async (audience) => {
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId ?? id,
        client_secret: secret,
        scope: `${audience}/.default`,
      });
      const response = await request("/any/oauth2/v2.0/token", { method: "POST", body: form.toString() });
      return ((await response.json()) as { access_token: string }).access_token;
    },
  });
  return {
    name: "the local cloud",
    positions: new Set(["network", "internet"]),
    ...clients,
    resolve: (host) => addressesFrom(resolver, host),
    resolveFrom: (client, host) => addressesSeenFrom(client, host, faces.dns),
    speakers: (principals) => principals.map(speaker),
    strangers: (principals) => [
      ...principals.map(speaker),
      speaker({ label: "somebody without a role", id: nobody, mayCall: new Set() }),
    ],
    client: (address, position, credential) => {
      const { baseURL, audience } = faceOf(address, position, faces, platform);
      return modelClient(baseURL, audience, credential, {
        fetch: undiciFetch as never,
        fetchOptions: { dispatcher },
      });
    },
    filteredPrompt: filteredMark,
    outage: async (region, down) => {
      await request(`/local-cloud/outages/${region}`, { method: down ? "PUT" : "DELETE" });
    },
  };
}

/** Faces listen on a port each, with the name of the account or gateway as the first segment of the path. */
function faceOf(
  address: string,
  position: "network" | "internet",
  { inference, publicInference, gateway }: FaceAddresses,
  { routes }: Pick<Platform, "routes">,
): { readonly baseURL: string; readonly audience: string } {
  const { hostname, pathname } = new URL(address);
  const [name = ""] = hostname.split(".");
  const route = routes.find((each) => each.address === address);
  if (route) return { baseURL: `${gateway}/${name}${pathname}/v1`, audience: route.audience };
  const face = position === "network" ? inference : publicInference;
  return { baseURL: `${face}/${name}/openai/v1`, audience: modelAudience };
}
