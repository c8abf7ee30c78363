import { generate } from "selfsigned";

export interface Certificate {
  /** PEM; also what a client must trust. */
  readonly certificate: string;
  /** PEM. It stays in memory: nobody can use the certificate for anything else. */
  readonly key: string;
}

/** Names of Azure's data plane, so that a client may call an account by its own name (`curl --connect-to`). */
const names = ["localhost", "*.openai.azure.com", "*.cognitiveservices.azure.com", "*.services.ai.azure.com"];

/** A certificate for the loopback address, made anew for each start and good for a week. */
export async function makeCertificate(now = new Date()): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "Cornerstone local cloud" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - 60_000),
    notAfterDate: new Date(now.getTime() + 7 * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [...names.map((value) => ({ type: 2 as const, value })), { type: 7, ip: "127.0.0.1" }],
      },
    ],
  });
  return { certificate: made.cert, key: made.private };
}
