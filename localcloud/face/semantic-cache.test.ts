import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleStack } from "../../tests/support/sample-stack";
import { StandingPlatform } from "../../tests/support/standing-platform";
import { parseStackConfig, type StackConfig } from "../../stacks/config/index";
import { regenerateRedisKey } from "../behaviours/redis";

const sections = {
  ...sampleStack,
  gateway: {
    audiences: ["api://contoso-test-models"],
    limits: sampleStack.workloads.map(({ name }) => ({ workload: name, monthlyTokens: 1 })),
    semanticCache: { embeddings: "embed", workloads: [{ workload: "marketing" }] },
  },
};

describe("a gateway with a semantic cache", () => {
  let standing: StandingPlatform;
  beforeAll(async () => {
    const parsed = parseStackConfig(sections, "test");
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    standing = await StandingPlatform.create("test", sections, parsed.config as StackConfig);
  }, 60_000);
  afterAll(() => standing[Symbol.asyncDispose]());

  /** Asks as a workload; answers with who answered. */
  async function ask(
    content: string,
    { workload = "marketing", ...more }: { workload?: string; temperature?: number } = {},
  ): Promise<string> {
    const { platform, cloud } = standing;
    const route = platform.routes.find((one) => one.workload === workload);
    const [speaker] = cloud.speakers(route?.callers ?? []);
    const client = cloud.client(route?.address ?? "", "network", speaker!);
    const { response } = await client.chat.completions
      .create({ model: "chat", messages: [{ role: "user", content }], ...more })
      .withResponse();
    return response.headers.get("x-served-by") ?? "model";
  }

  it("answers a question once more, of the workload that uses it alone", async () => {
    expect(await ask("What is new?")).toBe("model");
    expect(await ask("what is  NEW?")).toBe("semantic-cache");
    expect(await ask("What is new?", { temperature: 1 })).toBe("model");
    expect(await ask("What is old?")).toBe("model");
    const other = { workload: "customer-service" };
    expect([await ask("What is new?", other), await ask("What is new?", other)]).toEqual(["model", "model"]);
  });

  it("does without it once the key that it connects with is made anew", async () => {
    const { arm } = standing.local;
    expect(await ask("Who is it?")).toBe("model");
    expect(await ask("Who is it?")).toBe("semantic-cache");
    const [database] = arm.ofType("Microsoft.Cache/redisEnterprise/databases");
    await arm.commit([regenerateRedisKey(database?.id ?? "", "secondaryKey", arm)]);
    expect(await ask("Who is it?")).toBe("semantic-cache");
    await arm.commit([regenerateRedisKey(database?.id ?? "", "primaryKey", arm)]);
    expect(await ask("Who is it?")).toBe("model");
  });
});
