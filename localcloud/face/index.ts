import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalCloud } from "../cloud";
import { armFace } from "./arm";
import { awsFace } from "./aws";
import { makeCertificate } from "./certificate";
import { listenDns } from "./dns";
import { gatewayFace } from "./gateway";
import { listen } from "./http";
import { inferenceFace } from "./inference";
import { Outages } from "./outages";
import { Telemetry } from "./telemetry";
import { Tokens } from "./tokens";

/** Where the faces of a local cloud are, and what a client needs to use them. */
export interface FaceAddresses {
  /** `https://127.0.0.1:PORT`: Azure Resource Manager, metadata and tokens. */
  readonly arm: string;
  /** The data plane of the accounts, as a caller inside the private network reaches it. */
  readonly inference: string;
  /** The same, as a caller on the internet reaches it. */
  readonly publicInference: string;
  /** The gateways (API Management), as a caller inside the private network reaches them. */
  readonly gateway: string;
  /** Amazon Bedrock, STS, Cloud Control and CloudWatch Logs, of every account and region. */
  readonly aws: string;
  /** `127.0.0.1:PORT`: DNS over UDP, as the private network resolves names. */
  readonly dns: string;
  /** PEM file of the certificate that clients must trust. */
  readonly caFile: string;
  /** File with the access token of whoever runs the cloud; nobody else may read it. */
  readonly tokenFile: string;
}

export interface Faces extends FaceAddresses {
  readonly tokens: Tokens;
  stop(): Promise<void>;
}

/**
 * Opens the faces of a cloud on the loopback address.
 *
 * @param folder where the certificate and the token are written
 */
export async function openFaces(cloud: LocalCloud, folder: string): Promise<Faces> {
  const certificate = await makeCertificate();
  const tokens = new Tokens({ tenantId: cloud.tenantId, operator: cloud.arm.seed.guid("client:object") });
  const state = { tokens, telemetry: new Telemetry(cloud.arm), outages: new Outages(cloud.regionsDown) };
  const models = inferenceFace(cloud, state, "private");
  const arm = await listen(certificate, armFace(cloud, state));
  const inside = await listen(certificate, () => models);
  const outside = await listen(certificate, () => inferenceFace(cloud, state, "public"));
  const gateway = await listen(certificate, () => gatewayFace(cloud, state, models));
  const aws = await listen(certificate, () => awsFace(cloud, tokens), { encodedPath: true });
  const dns = await listenDns(cloud.arm);
  mkdirSync(folder, { recursive: true });
  const caFile = join(folder, "ca.pem");
  const tokenFile = join(folder, "token");
  writeFileSync(caFile, certificate.certificate);
  writeFileSync(tokenFile, tokens.secret, { mode: 0o600 });
  // A file of an earlier start keeps the mode that it had.
  chmodSync(tokenFile, 0o600);
  return {
    arm: arm.origin,
    inference: inside.origin,
    publicInference: outside.origin,
    gateway: gateway.origin,
    aws: aws.origin,
    dns: dns.address,
    caFile,
    tokenFile,
    tokens,
    stop: async () => {
      await Promise.all([arm, inside, outside, gateway, aws, dns].map((listener) => listener.stop()));
    },
  };
}
