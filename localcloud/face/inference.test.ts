import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { type ClientOptions, AzureOpenAI } from "openai";
import { Agent, fetch as undiciFetch } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../../catalog/roles";
import { type Clock, systemClock } from "../arm/clock";
import { type TestCloud, account, accountBody, deploymentBody, testCloud } from "../test-cloud";
import { filteredMark } from "./inference-answers";
import { type Faces, openFaces } from "./index";

const user = "7d1c1f0e-1111-4222-8333-944455556666";
const stranger = "8d1c1f0e-1111-4222-8333-944455556666";
const audience = "https://cognitiveservices.azure.com";

let cloud: TestCloud;
let faces: Faces;
let folder: string;
/** The time, which a test may move on. */
let skipped = 0;
const clock: Clock = { ...systemClock(), now: () => Date.now() + skipped };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "face-"));
  cloud = await testCloud({ clock, pace: 0 });
  const base = accountBody("contoso-ai");
  await cloud.put(account, {
    ...base,
    properties: {
      ...(base["properties"] as object),
      publicNetworkAccess: "Disabled",
      disableLocalAuth: true,
    },
  });
  await cloud.put(`${account}/deployments/chat`, deploymentBody(1));
  await cloud.put(`${account}/deployments/embeddings`, deploymentBody(1, "text-embedding-3-small", "1"));
  await cloud.put("Microsoft.Network/virtualNetworks/net", {
    location: "swedencentral",
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "a", properties: { addressPrefix: "10.0.0.0/24" } }],
    },
  });
  await cloud.put("Microsoft.Network/privateEndpoints/pe", {
    location: "swedencentral",
    properties: {
      subnet: { id: cloud.id("Microsoft.Network/virtualNetworks/net/subnets/a") },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId: cloud.id(account), groupIds: ["account"] } },
      ],
    },
  });
  await cloud.put(
    `${account}/providers/Microsoft.Authorization/roleAssignments/2d1c1f0e-1111-4222-8333-944455556666`,
    {
      properties: {
        principalId: user,
        principalType: "User",
        roleDefinitionId: `/x/roleDefinitions/${roles.cognitiveServicesOpenAIUser.id}`,
      },
    },
  );
  faces = await openFaces(cloud, folder);
});
afterAll(async () => {
  await faces.stop();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  skipped += 120_000;
});

/** The certificate of the local cloud, as NODE_EXTRA_CA_CERTS would give it to a process of its own. */
function trusting(): Pick<ClientOptions, "fetch" | "fetchOptions" | "maxRetries"> {
  const dispatcher = new Agent({ connect: { ca: readFileSync(faces.caFile, "utf8") } });
  return { maxRetries: 0, fetch: undiciFetch as never, fetchOptions: { dispatcher } };
}

function azure(principal = user, origin = faces.inference, forWhat = audience): AzureOpenAI {
  return new AzureOpenAI({
    ...trusting(),
    endpoint: `${origin}/contoso-ai`,
    apiVersion: "2024-10-21",
    azureADTokenProvider: () => Promise.resolve(faces.tokens.issue(principal, forWhat)),
  });
}

function openai(principal = user): OpenAI {
  return new OpenAI({
    ...trusting(),
    baseURL: `${faces.inference}/contoso-ai/openai/v1`,
    apiKey: faces.tokens.issue(principal, audience),
  });
}

const hello = { model: "chat", messages: [{ role: "user" as const, content: "hello, who are you?" }] };

describe("the openai client", () => {
  it("chats through AzureOpenAI, and the answer says what it is", async () => {
    const answer = await azure().chat.completions.create(hello);
    expect(answer.choices[0]?.message.content).toBe(
      "[local cloud] Canned answer of deployment chat (gpt-5.1-2025-11-13). No model was asked.",
    );
    expect(answer.usage?.prompt_tokens).toBe(5);
    expect(answer.usage?.total_tokens).toBe(5 + answer.usage!.completion_tokens);
  });

  it("chats through OpenAI and the path without a version", async () => {
    const answer = await openai().chat.completions.create(hello);
    expect(answer.choices[0]?.finish_reason).toBe("stop");
  });

  it("streams a chat, with its usage at the end", async () => {
    const whole = (await azure().chat.completions.create(hello)).choices[0]?.message.content;
    const stream = await azure().chat.completions.create({
      ...hello,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let total = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      total = chunk.usage?.total_tokens ?? total;
    }
    expect(text).toBe(whole);
    expect(total).toBeGreaterThan(0);
  });

  it("asks the responses API, whole and streamed", async () => {
    const input = { model: "chat", input: "hello" };
    const answer = await openai().responses.create(input);
    expect(answer.output_text).toContain("Canned answer of deployment chat");
    expect(answer.usage?.input_tokens).toBe(2);
    let text = "";
    for await (const event of await openai().responses.create({ ...input, stream: true }))
      if (event.type === "response.output_text.delta") text += event.delta;
    expect(text).toBe(answer.output_text);
  });

  it("embeds: vectors of length one that depend on the text alone", async () => {
    const embed = (input: string[]) => azure().embeddings.create({ model: "embeddings", input });
    const { data, usage } = await embed(["a", "b", "a"]);
    expect(data.map(({ embedding }) => embedding.length)).toEqual([1_536, 1_536, 1_536]);
    expect(data[0]?.embedding).toEqual(data[2]?.embedding);
    expect(data[0]?.embedding).not.toEqual(data[1]?.embedding);
    expect(Math.hypot(...data[0]!.embedding)).toBeCloseTo(1, 5);
    expect(usage.total_tokens).toBe(3);
    const short = await azure().embeddings.create({
      model: "embeddings",
      input: "a",
      dimensions: 10,
      encoding_format: "float",
    });
    expect(short.data[0]?.embedding).toHaveLength(10);
  });
});

describe("a call is refused", () => {
  const chat = (client: OpenAI, model = "chat", content = "hello") =>
    client.chat.completions.create({ model, messages: [{ role: "user", content }] });

  it("by the content filter, when its prompt is marked", async () => {
    await expect(chat(azure(), "chat", `say ${filteredMark}`)).rejects.toMatchObject({
      status: 400,
      code: "content_filter",
      error: { innererror: { code: "ResponsibleAIPolicyViolation" } },
    });
  });

  it("from outside of the private network", async () => {
    await expect(chat(azure(user, faces.publicInference))).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining(
        "Public access is disabled. Please configure private endpoint.",
      ) as string,
    });
  });

  it("of a principal without the role, which the refusal names", async () => {
    await expect(chat(azure(stranger))).rejects.toMatchObject({
      status: 401,
      code: "PermissionDenied",
      message: expect.stringContaining(
        "lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action`",
      ) as string,
    });
  });

  it.each([
    ["with a token for something else", () => azure(user, faces.inference, "https://management.azure.com")],
    [
      "with no token of this cloud",
      () =>
        new OpenAI({ ...trusting(), baseURL: `${faces.inference}/contoso-ai/openai/v1`, apiKey: "sk-abc" }),
    ],
  ])("%s", async (_, client) => {
    await expect(chat(client())).rejects.toMatchObject({ status: 401, code: "401" });
  });

  it("with a key, where the account takes none", async () => {
    const client = new AzureOpenAI({
      ...trusting(),
      endpoint: `${faces.inference}/contoso-ai`,
      apiVersion: "2024-10-21",
      apiKey: "0".repeat(32),
    });
    await expect(chat(client)).rejects.toMatchObject({ status: 403, code: "AuthenticationTypeDisabled" });
  });

  it("for a deployment that is not there", async () => {
    await expect(chat(azure(), "nothing")).rejects.toMatchObject({ status: 404, code: "DeploymentNotFound" });
    await expect(openai().responses.create({ model: "nothing", input: "x" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("for a model of another kind", async () => {
    await expect(chat(azure(), "embeddings")).rejects.toMatchObject({
      status: 400,
      code: "OperationNotSupported",
    });
  });

  it("beyond the capacity of the deployment, until the minute is over", async () => {
    const big = "x".repeat(2_500);
    await chat(azure(), "chat", big);
    await expect(chat(azure(), "chat", big)).rejects.toMatchObject({
      status: 429,
      headers: expect.objectContaining({}) as object,
    });
    skipped += 60_000;
    await chat(azure(), "chat", big);
  });

  it("with a body that is no JSON", async () => {
    const response = await undiciFetch(`${faces.inference}/contoso-ai/openai/v1/responses`, {
      method: "POST",
      body: "{",
      headers: { authorization: `Bearer ${faces.tokens.issue(user, audience)}` },
      dispatcher: new Agent({ connect: { ca: readFileSync(faces.caFile, "utf8") } }),
    });
    expect(response.status).toBe(400);
  });
});

describe("an account", () => {
  it("that is public takes calls from everywhere, and its own keys where it takes keys", async () => {
    await cloud.put("Microsoft.CognitiveServices/accounts/open", accountBody("open-ai"));
    await cloud.put("Microsoft.CognitiveServices/accounts/open/deployments/chat", deploymentBody(1));
    const keys = await cloud.provider("azure-native").invoke({
      token: "azure-native:cognitiveservices:listAccountKeys",
      args: { resourceGroupName: "rg", accountName: "open" },
    });
    const client = (apiKey: string) =>
      new AzureOpenAI({
        ...trusting(),
        endpoint: `${faces.publicInference}/open-ai`,
        apiVersion: "2024-10-21",
        apiKey,
      });
    const answer = await client(keys.result["key1"] as string).chat.completions.create(hello);
    expect(answer.object).toBe("chat.completion");
    await expect(client("0".repeat(32)).chat.completions.create(hello)).rejects.toMatchObject({
      status: 401,
    });
  });
});
