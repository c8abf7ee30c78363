import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request as send } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { NetworkManagementClient } from "@azure/arm-network";
import { ResourceManagementClient } from "@azure/arm-resources";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../arm/clock";
import { type TestCloud, account, accountBody, deploymentBody, testCloud, vaultBody } from "../test-cloud";
import { type Faces, openFaces } from "./index";

let cloud: TestCloud;
let faces: Faces;
let folder: string;
/** Work of the cloud that is under way ends no sooner than this. */
let held: Promise<void> = Promise.resolve();
const clock: Clock = {
  ...systemClock(),
  sleep: async (milliseconds) => {
    await systemClock().sleep(milliseconds);
    await held;
  },
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "face-"));
  cloud = await testCloud({ clock, pace: 0.002 });
  faces = await openFaces(cloud, folder);
});
afterAll(async () => {
  await faces.stop();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What each of Azure's clients is given: a credential, where the cloud is, and its certificate. */
function clientOptions() {
  const ca = readFileSync(faces.caFile, "utf8");
  return {
    credential: {
      getToken: () =>
        Promise.resolve({
          token: readFileSync(faces.tokenFile, "utf8"),
          expiresOnTimestamp: Date.now() + 3_600_000,
        }),
    },
    options: { endpoint: faces.arm, tlsOptions: { ca }, retryOptions: { maxRetries: 0 } },
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const item of items) result.push(item);
  return result;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { readonly error?: { readonly code: string; readonly message: string } } & Record<
    string,
    unknown
  >;
}

function call(
  method: string,
  path: string,
  { token, body }: { token?: string | undefined; body?: string } = { token: faces.tokens.secret },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      `${faces.arm}${path}`,
      {
        method,
        ca: readFileSync(faces.caFile, "utf8"),
        agent: false,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: (text === "" ? {} : JSON.parse(text)) as Answer["body"],
          });
        });
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}

describe("Azure's own clients", () => {
  it("write, read, list and delete accounts and deployments, and wait for what takes time", async () => {
    const { credential, options } = clientOptions();
    const client = new CognitiveServicesManagementClient(credential, cloud.subscriptionId, options);
    const created = await client.accounts.beginCreateAndWait(
      "rg",
      "face",
      {
        location: "swedencentral",
        kind: "AIServices",
        sku: { name: "S0" },
        properties: { customSubDomainName: "face-test" },
      },
      { updateIntervalInMs: 10 },
    );
    expect(created.properties?.provisioningState).toBe("Succeeded");
    expect(created.properties?.endpoint).toBe("https://face-test.cognitiveservices.azure.com/");

    const deployment = {
      sku: { name: "DataZoneStandard", capacity: 5 },
      properties: deploymentBody().properties!,
    };
    const write = (name: string) =>
      client.deployments.beginCreateOrUpdate("rg", "face", name, deployment as never, {
        updateIntervalInMs: 10,
      });
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    const first = await write("one");
    await expect(write("two")).rejects.toMatchObject({ code: "RequestConflict", statusCode: 409 });
    release();
    await first.pollUntilDone();
    expect((await all(client.deployments.list("rg", "face"))).map(({ name }) => name)).toEqual(["one"]);
    await client.deployments.beginDeleteAndWait("rg", "face", "one", { updateIntervalInMs: 10 });
    expect(await all(client.deployments.list("rg", "face"))).toEqual([]);
    await expect(client.deployments.get("rg", "face", "one")).rejects.toMatchObject({
      statusCode: 404,
      code: "ResourceNotFound",
    });

    expect(await client.accounts.listKeys("rg", "face")).toMatchObject({
      key1: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    await client.accounts.beginDeleteAndWait("rg", "face", { updateIntervalInMs: 10 });
    const deleted = await all(client.deletedAccounts.list());
    expect(deleted.map(({ name }) => name)).toEqual(["face"]);
    await client.deletedAccounts.beginPurgeAndWait("swedencentral", "rg", "face", { updateIntervalInMs: 10 });
    expect(await all(client.deletedAccounts.list())).toEqual([]);
  });

  it("read the models and usages of a region, in which deployments count", async () => {
    const { credential, options } = clientOptions();
    const client = new CognitiveServicesManagementClient(credential, cloud.subscriptionId, options);
    await cloud.put(account, accountBody("usage-test"));
    await cloud.put(`${account}/deployments/chat`, deploymentBody(7));
    const models = await all(client.models.list("swedencentral"));
    const model = models.find(
      ({ model }) => model?.name === "gpt-5.1" && model.version === "2025-11-13",
    )?.model;
    const usageName = model?.skus?.find(({ name }) => name === "DataZoneStandard")?.usageName;
    expect(usageName).toMatch(/DataZoneStandard\.gpt-5\.1$/);
    const usages = await all(client.usages.list("swedencentral"));
    expect(usages.find(({ name }) => name?.value === usageName)?.currentValue).toBe(7);
    expect((await all(client.accounts.listModels("rg", "ai"))).some(({ name }) => name === "gpt-5.1")).toBe(
      true,
    );
    await cloud.remove(account);
  });

  it("keep vaults: recoverable after a deletion, gone after a purge", async () => {
    const { credential, options } = clientOptions();
    const client = new KeyVaultManagementClient(credential, cloud.subscriptionId, options);
    const vault = vaultBody() as { location: string; properties: never };
    await client.vaults.createOrUpdate("rg", "face-vault", vault, { updateIntervalInMs: 10 });
    expect((await client.vaults.get("rg", "face-vault")).properties.vaultUri).toBe(
      "https://face-vault.vault.azure.net/",
    );
    expect(
      await client.vaults.checkNameAvailability({ name: "face-vault", type: "Microsoft.KeyVault/vaults" }),
    ).toMatchObject({ nameAvailable: false });
    await client.vaults.delete("rg", "face-vault");
    expect((await all(client.vaults.listDeleted())).map(({ name }) => name)).toEqual(["face-vault"]);
    await client.vaults.purgeDeleted("face-vault", "swedencentral", { updateIntervalInMs: 10 });
    expect(await all(client.vaults.listDeleted())).toEqual([]);
  });

  it("write networks with subnets inside, as one reader sees them", async () => {
    const { credential, options } = clientOptions();
    const client = new NetworkManagementClient(credential, cloud.subscriptionId, options);
    await client.virtualNetworks.beginCreateOrUpdateAndWait(
      "rg",
      "net",
      {
        location: "swedencentral",
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [{ name: "a", addressPrefix: "10.0.0.0/24" }],
      },
      { updateIntervalInMs: 10 },
    );
    expect((await client.virtualNetworks.get("rg", "net")).subnets?.map(({ name }) => name)).toEqual(["a"]);
    expect((await all(client.virtualNetworks.listAll())).map(({ name }) => name)).toEqual(["net"]);
    await client.subnets.beginDeleteAndWait("rg", "net", "a", { updateIntervalInMs: 10 });
    expect(await all(client.subnets.list("rg", "net"))).toEqual([]);
    await client.virtualNetworks.beginDeleteAndWait("rg", "net", { updateIntervalInMs: 10 });
  });

  it("list groups and what is in them, and delete a group with all of it", async () => {
    const { credential, options } = clientOptions();
    const client = new ResourceManagementClient(credential, cloud.subscriptionId, options);
    await expect(client.resourceGroups.get("none")).rejects.toMatchObject({
      statusCode: 404,
      code: "ResourceGroupNotFound",
    });
    await client.resourceGroups.createOrUpdate("other", { location: "francecentral", tags: { a: "1" } });
    await client.resourceGroups.update("other", { tags: { b: "2" } });
    expect((await client.resourceGroups.get("other")).tags).toEqual({ b: "2" });
    expect((await client.resourceGroups.checkExistence("other")).body).toBe(true);
    expect((await client.resourceGroups.checkExistence("nothing")).body).toBe(false);
    await cloud.arm.put(
      `/subscriptions/${cloud.subscriptionId}/resourceGroups/other/providers/Microsoft.Network/privateDnsZones/z.example`,
      { location: "global", tags: { owner: "ops" } },
      "",
    );
    expect((await all(client.resources.listByResourceGroup("other"))).map(({ type }) => type)).toEqual([
      "Microsoft.Network/privateDnsZones",
    ]);
    const found = async (filter: string) =>
      (await all(client.resources.list({ filter }))).map(({ name }) => name);
    expect(await found("resourceType eq 'microsoft.network/privatednszones'")).toContain("z.example");
    expect(await found("resourceType eq 'Microsoft.Network/virtualNetworks'")).not.toContain("z.example");
    expect(await found("resourceGroup eq 'other' and tagName eq 'owner' and tagValue eq 'ops'")).toEqual([
      "z.example",
    ]);
    await expect(found("kind eq 'x'")).rejects.toMatchObject({ code: "InvalidFilterInQueryString" });
    expect((await all(client.resourceGroups.list())).map(({ name }) => name).sort()).toEqual(["other", "rg"]);
    await client.resourceGroups.beginDeleteAndWait("other", { updateIntervalInMs: 10 });
    expect((await client.resourceGroups.checkExistence("other")).body).toBe(false);
    expect((await client.providers.get("Microsoft.CognitiveServices")).registrationState).toBe("Registered");
  });

  it("see an operation that failed after it was accepted, and the resource that it left behind", async () => {
    const failing = await testCloud({
      clock: systemClock(),
      pace: 0.002,
      faults: [
        {
          operation: "put",
          resourceType: "Microsoft.CognitiveServices/accounts",
          status: 500,
          code: "InternalServerError",
          message: "no luck",
          late: true,
        },
      ],
    });
    const other = await openFaces(failing, join(folder, "failing"));
    const { credential, options } = clientOptions();
    const client = new CognitiveServicesManagementClient(
      {
        getToken: () => Promise.resolve({ token: other.tokens.secret, expiresOnTimestamp: Date.now() + 1e6 }),
      },
      failing.subscriptionId,
      { ...options, endpoint: other.arm, tlsOptions: { ca: readFileSync(other.caFile, "utf8") } },
    );
    expect(credential).toBeDefined();
    await expect(
      client.accounts.beginCreateAndWait("rg", "ai", accountBody() as never, { updateIntervalInMs: 10 }),
    ).rejects.toThrow(/no luck|InternalServerError/);
    expect((await client.accounts.get("rg", "ai")).properties?.provisioningState).toBe("Failed");
    await other.stop();
  });
});

describe("a request", () => {
  const group = () => `/subscriptions/${cloud.subscriptionId}/resourceGroups/rg`;

  it.each([
    ["no token", undefined, "AuthenticationFailed"],
    ["a made-up token", "abc", "InvalidAuthenticationToken"],
    ["a token signed by another", "eyJhbGciOiJIUzI1NiJ9.eyJvaWQiOiJ4In0.AAAA", "InvalidAuthenticationToken"],
  ])("with %s is refused and changes nothing", async (_, token, code) => {
    const before = JSON.stringify(cloud.arm.all());
    for (const method of ["GET", "PUT", "DELETE"]) {
      const { status, body } = await call(method, `${group()}?api-version=1`, { token, body: "{}" });
      expect({ status, code: body.error?.code }).toEqual({ status: 401, code });
    }
    expect(JSON.stringify(cloud.arm.all())).toBe(before);
  });

  it("with an expired token is refused", async () => {
    const token = faces.tokens.issue(faces.tokens.operator, "https://management.azure.com", -1);
    expect((await call("GET", `${group()}?api-version=1`, { token })).status).toBe(401);
  });

  it("of another principal may do what its roles permit, and no more", async () => {
    const reader = "7d1c1f0e-1111-4222-8333-944455556666";
    const token = await tokenOf(reader);
    const read = () => call("GET", `${group()}?api-version=1`, { token });
    expect(await read()).toMatchObject({ status: 403, body: { error: { code: "AuthorizationFailed" } } });
    const role = `${group()}/providers/Microsoft.Authorization/roleAssignments/2d1c1f0e-1111-4222-8333-944455556666`;
    await cloud.arm.put(
      role,
      {
        properties: {
          principalId: reader,
          principalType: "User",
          roleDefinitionId: `/subscriptions/${cloud.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
        },
      },
      "",
    );
    expect((await read()).status).toBe(200);
    expect((await call("DELETE", `${group()}?api-version=1`, { token })).status).toBe(403);
    await cloud.arm.delete(role);
  });

  it("without an api-version is refused, and with any is taken", async () => {
    expect((await call("GET", group())).body.error?.code).toBe("MissingApiVersionParameter");
    for (const version of ["2020-10-01", "2099-01-01-preview"])
      expect((await call("GET", `${group()}?api-version=${version}`)).status).toBe(200);
  });

  it("that is malformed gets an error of ARM and changes nothing", async () => {
    const before = JSON.stringify([cloud.arm.all(), cloud.arm.inFlight()]);
    const path = fc.oneof(
      fc.constantFrom(
        "/",
        `${group()}/providers/Microsoft.KeyVault/vaults/x`,
        `${group()}//providers/Microsoft.KeyVault/vaults/x`,
        `${group()}/providers`,
        "/subscriptions/a%2fb",
        "/subscriptions/%zz",
        "/%00",
      ),
      fc.webPath(),
    );
    const body = fc.oneof(fc.constantFrom("{", "[]", "null", '"x"', "\u0000", '{"a":'), fc.string());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("PUT", "PATCH", "POST", "DELETE"),
        path,
        body,
        async (method, to, text) => {
          fc.pre(!isJsonObject(text));
          const { status, body: answer } = await call(method, `${to}?api-version=1`, {
            token: faces.tokens.secret,
            body: text,
          });
          if (method === "DELETE" && status === 204) return;
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
          expect(typeof answer.error?.code).toBe("string");
        },
      ),
      { numRuns: 150 },
    );
    expect(JSON.stringify([cloud.arm.all(), cloud.arm.inFlight()])).toBe(before);
  });

  it("that is no HTTP at all does not end the server", async () => {
    const port = Number(new URL(faces.arm).port);
    for (const noise of ["GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001garbage", "\r\n\r\n"])
      await new Promise<void>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(noise));
        socket.once("close", () => {
          resolve();
        });
        socket.once("error", () => undefined);
        socket.setTimeout(500, () => socket.destroy());
        socket.resume();
      });
    expect((await call("GET", `${group()}?api-version=1`)).status).toBe(200);
  });

  it("that is too large is refused", async () => {
    const body = `{"a":"${"x".repeat(5 * 1024 * 1024)}"}`;
    const answer = await call("PUT", `${group()}?api-version=1`, { token: faces.tokens.secret, body }).catch(
      () => undefined,
    );
    expect(answer?.status ?? 413).toBe(413);
  });
});

describe("what a client asks for first", () => {
  it("is the metadata, in which every address is this cloud's own", async () => {
    const { body } = await call("GET", "/metadata/endpoints?api-version=2022-09-01", {});
    expect(body["resourceManager"]).toBe(`${faces.arm}/`);
    const openId = await call("GET", `/${cloud.tenantId}/v2.0/.well-known/openid-configuration`, {});
    expect(openId.body["token_endpoint"]).toBe(`${faces.arm}/${cloud.tenantId}/oauth2/v2.0/token`);
  });

  it("is a token, which needs the secret of the cloud", async () => {
    const token = await tokenOf(faces.tokens.operator);
    expect((await call("GET", `/subscriptions?api-version=1`, { token })).status).toBe(200);
    await expect(tokenOf("x", "guess")).rejects.toThrow("invalid_client");
  });
});

describe("what stands in the way of others", () => {
  it("is a token file that only its owner reads, and a listener on the loopback address alone", () => {
    if (process.platform !== "win32") expect(statSync(faces.tokenFile).mode & 0o777).toBe(0o600);
    expect(faces.arm).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  });
});

async function tokenOf(client: string, secret = faces.tokens.secret): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: client,
    client_secret: secret,
    scope: "https://management.azure.com/.default",
  });
  const { body } = await call("POST", `/${cloud.tenantId}/oauth2/v2.0/token`, { body: form.toString() });
  const { access_token: token, error } = body as { access_token?: string; error?: unknown };
  if (token === undefined) throw new Error(String(error));
  return token;
}

function isJsonObject(text: string): boolean {
  if (text === "") return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
