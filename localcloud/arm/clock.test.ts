import { describe, expect, it } from "vitest";
import { virtualClock } from "./clock";

describe("virtualClock", () => {
  it("takes no time to wait, and wakes in the order of time", async () => {
    const clock = virtualClock(0);
    const order: string[] = [];
    const wait = async (name: string, milliseconds: number) => {
      await clock.sleep(milliseconds);
      order.push(`${name}@${clock.now()}`);
    };
    const started = performance.now();
    await Promise.all([wait("slow", 3_600_000), wait("quick", 10), wait("same", 10)]);
    expect(order).toEqual(["quick@10", "same@10", "slow@3600000"]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("lets what overlaps overlap", async () => {
    const clock = virtualClock(0);
    const first = clock.sleep(100);
    const second = (async () => {
      await clock.sleep(60);
      await clock.sleep(60);
    })();
    await first;
    expect(clock.now()).toBe(100);
    await second;
    expect(clock.now()).toBe(120);
  });
});
