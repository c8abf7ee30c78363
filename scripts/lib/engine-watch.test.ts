import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watched, whileEngineLives } from "./engine-watch";

const never = new Promise<never>(() => undefined);
const command = (run: () => Promise<unknown>) =>
  watched({ run } as unknown as PulumiCommand) as unknown as { run(): Promise<unknown> };

describe("a wait for the engine", () => {
  beforeEach(() => {
    vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("ends when the engine is gone and the run says nothing", async () => {
    const engine = command(() => Promise.resolve({}));
    await engine.run();
    await expect(whileEngineLives(engine, never, 50)).rejects.toThrow("ended without a word");
  });

  it("goes on as long as the engine works, however long that takes", async () => {
    const engine = command(() => sleep(300));
    const working = engine.run().then(() => "done");
    await expect(whileEngineLives(engine, working, 50)).resolves.toBe("done");
  });
});
