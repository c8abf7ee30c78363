import * as fs from "node:fs";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { NetworkManagementClient } from "@azure/arm-network";
import { ResourceManagementClient } from "@azure/arm-resources";
import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";
import { expect, it } from "vitest";
import type { LocalCloudAddress } from "../../scripts/lib/local-cloud";
import { localPaths } from "../../scripts/lib/paths";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

it("Azure's clients list, read and delete what up made, openai calls it, and refresh sees what is gone", async () => {
  await using checkout = await Checkout.create();
  await checkout.succeeds("local", "start", "dev");
  const gone: string[] = [];
  try {
    await checkout.succeeds("up", "dev", "--local");
    const address = fs.readFileSync(localPaths("dev", checkout.directory).cloudFile, "utf8");
    const { faces } = JSON.parse(address) as LocalCloudAddress;
    const ca = fs.readFileSync(faces!.caFile, "utf8");
    const token = fs.readFileSync(faces!.tokenFile, "utf8");
    const credential = { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 1e6 }) };
    const options = { endpoint: faces!.arm, tlsOptions: { ca } };
    const subscription = await subscriptionOf(faces!.arm, ca, token);

    const resources = new ResourceManagementClient(credential, subscription, options);
    const [group] = await all(resources.resourceGroups.list());
    const ai = new CognitiveServicesManagementClient(credential, subscription, options);
    const [account] = await all(ai.accounts.listByResourceGroup(group!.name!));
    expect(account?.properties?.publicNetworkAccess).toBe("Disabled");
    const deployments = await all(ai.deployments.list(group!.name!, account!.name!));
    expect(deployments.map(({ name }) => name).sort()).toEqual(["chat", "embeddings"]);
    const network = new NetworkManagementClient(credential, subscription, options);
    const [endpoint] = await all(network.privateEndpoints.list(group!.name!));
    const { vaults } = new KeyVaultManagementClient(credential, subscription, options);
    const [vault] = await all(vaults.listByResourceGroup(group!.name!));
    expect((await vaults.get(group!.name!, vault!.name!)).properties.enableRbacAuthorization).toBe(true);
    const [identity] = await all(
      resources.resources.listByResourceGroup(group!.name!, {
        filter: "resourceType eq 'Microsoft.ManagedIdentity/userAssignedIdentities'",
      }),
    );

    // The group of the workload may call its deployment; the token of the operator, who owns everything, may not.
    const dispatcher = new Agent({ connect: { ca } });
    const call = (apiKey: string) =>
      new OpenAI({
        baseURL: `${faces!.inference}/${account!.properties!.customSubDomainName!}/openai/v1`,
        apiKey,
        maxRetries: 0,
        fetch: undiciFetch as never,
        fetchOptions: { dispatcher },
      }).chat.completions.create({ model: "chat", messages: [{ role: "user", content: "hello" }] });
    const [group0] = /group: ([0-9a-f-]{36})/.exec(checkout.read("stacks/Pulumi.dev.yaml"))!.slice(1);
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: group0!,
      client_secret: token,
      scope: "https://cognitiveservices.azure.com/.default",
    });
    const granted = await undiciFetch(`${faces!.arm}/any/oauth2/v2.0/token`, {
      method: "POST",
      body: form.toString(),
      dispatcher,
    });
    const { access_token } = (await granted.json()) as { access_token: string };
    expect((await call(access_token)).choices[0]?.message.content).toContain("[local cloud]");
    await expect(call(token)).rejects.toMatchObject({ status: 401, code: "PermissionDenied" });

    const verified = await checkout.succeeds("verify", "dev", "--local", "--json");
    expect(verified.stdout + verified.stderr).not.toContain(token);
    const { ok, checks } = JSON.parse(verified.stdout) as { ok: boolean; checks: { result: string }[] };
    expect(ok).toBe(true);
    expect(checks.length).toBeGreaterThanOrEqual(11);
    expect(checks.filter(({ result }) => result !== "pass")).toEqual([]);

    await ai.deployments.beginDeleteAndWait(group!.name!, account!.name!, "embeddings", {
      updateIntervalInMs: 10,
    });
    await network.privateEndpoints.beginDeleteAndWait(group!.name!, endpoint!.name!, {
      updateIntervalInMs: 10,
    });
    await vaults.delete(group!.name!, vault!.name!);
    await resources.resources.beginDeleteByIdAndWait(identity!.id!.slice(1), "2023-01-31");
    gone.push(`${account!.id!}/deployments/embeddings`, endpoint!.id!, vault!.id!, identity!.id!);
    const refreshed = await checkout.succeeds("refresh", "dev", "--local");
    expect(refreshed.stderr).toMatch(/([4-9]|\d\d) deleted/);
  } finally {
    await checkout.succeeds("local", "stop", "dev");
  }
  const { inState, inCloud } = await standing(checkout.directory, "dev");
  expect(gone).toHaveLength(4);
  expect(inState.filter((id) => gone.some((one) => one.toLowerCase() === id))).toEqual([]);
  expect(inState).toEqual(inCloud);
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const item of items) result.push(item);
  return result;
}

async function subscriptionOf(origin: string, ca: string, token: string): Promise<string> {
  const response = await undiciFetch(`${origin}/subscriptions?api-version=2022-12-01`, {
    headers: { authorization: `Bearer ${token}` },
    dispatcher: new Agent({ connect: { ca } }),
  });
  const { value } = (await response.json()) as { value: { subscriptionId: string }[] };
  return value[0]!.subscriptionId;
}
