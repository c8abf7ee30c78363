import OpenAI from "openai";
import type { Cloud, Speaker } from "./cloud";

/** Tokens for the data plane of an account are made for this. */
export const modelAudience = "https://cognitiveservices.azure.com";

/** A model may think for a while; whoever verifies waits no longer than this. */
const patience = 45_000;

/** A client of the v1 API at an address, on behalf of somebody. What fails is looked at by the caller, not tried again here. */
export function modelClient(
  baseURL: string,
  audience: string,
  credential: Parameters<Cloud["client"]>[2],
  options: Pick<NonNullable<ConstructorParameters<typeof OpenAI>[0]>, "fetch" | "fetchOptions"> = {},
): OpenAI {
  const isSpeaker = (who: typeof credential): who is Speaker => "token" in who;
  return new OpenAI({
    ...options,
    baseURL,
    maxRetries: 0,
    timeout: patience,
    apiKey: isSpeaker(credential) ? () => credential.token(audience) : credential.key,
    // A key travels in a header of its own; the bearer is for tokens.
    ...(isSpeaker(credential) ? {} : { defaultHeaders: { "api-key": credential.key } }),
  });
}
