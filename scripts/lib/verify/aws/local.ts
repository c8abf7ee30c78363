import * as fs from "node:fs";
import { Agent, fetch as undiciFetch } from "undici";
import { filteredMark } from "../../../../localcloud/face/inference-answers";
import type { FaceAddresses } from "../../../../localcloud/face/index";
import type { AwsStackConfig } from "../../../../stacks/config/index";
import { Unreachable } from "../check";
import type { Speaker } from "../cloud";
import { awsClients } from "./clients";
import type { AwsCloud } from "./cloud";

/** The object ID of nobody: a principal that no role trusts. */
const nobody = "00000000-0000-4000-8000-00000000dead";

/** AWS as the local cloud answers for it, on behalf of everybody. */
export function localAws(
  faces: Pick<FaceAddresses, "arm" | "aws" | "caFile" | "tokenFile">,
  { aws, environment }: AwsStackConfig,
): AwsCloud {
  const ca = fs.readFileSync(faces.caFile, "utf8");
  const secret = fs.readFileSync(faces.tokenFile, "utf8");
  const dispatcher = new Agent({ connect: { ca } });
  const { tenantId, audience } = aws.federation;
  const speaker = (label: string, subject: string): Speaker => ({
    label,
    principalId: subject,
    token: async (wanted) => {
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: subject,
        client_secret: secret,
        scope: `${wanted}/.default`,
      });
      const response = await undiciFetch(`${faces.arm}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: form.toString(),
        dispatcher,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      if (!response.ok) throw new Unreachable(`the local cloud answers ${response.status}`, false);
      return ((await response.json()) as { access_token: string }).access_token;
    },
  });
  return {
    name: "the local cloud",
    audience,
    ...awsClients({
      region: environment.region,
      endpoint: faces.aws,
      ca,
      // Whoever runs the local cloud reads every account: the access key is its number.
      credentials: { accessKeyId: aws.accountId, secretAccessKey: "local", sessionToken: secret },
    }),
    speaker: (subject) => speaker(`identity ${subject}`, subject),
    stranger: speaker("somebody whom no role trusts", nobody),
    filteredPrompt: filteredMark,
  };
}
