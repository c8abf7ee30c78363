import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Checkout, finished } from "./support/checkout";
import { kill, victims, type Victim } from "./support/kill";
import { standing } from "./support/state";

/** Seeded, so that a moment that fails can be tried again. */
const seed = 20261123;
const moments = fc.sample(
  fc.record({
    victim: fc.constantFrom<Victim>(...victims),
    part: fc.noBias(fc.double({ min: 0.1, max: 1, noNaN: true })),
  }),
  { seed, numRuns: 20 },
);

describe.concurrent("an up that is killed", () => {
  let whole: readonly string[];
  let milliseconds: number;

  beforeAll(async () => {
    await using checkout = await Checkout.create();
    const began = Date.now();
    await checkout.succeeds("up", "dev", "--local");
    milliseconds = Date.now() - began;
    whole = kinds((await standing(checkout.directory, "dev")).inCloud);
  });

  it.each(moments)("converges when the $victim was killed at $part of its time", async ({ victim, part }) => {
    await using checkout = await Checkout.create();
    await killedAt(checkout, victim, part * milliseconds);
    await checkout.succeeds("up", "dev", "--local");
    const { inState, inCloud } = await standing(checkout.directory, "dev");
    expect(inState).toEqual(inCloud);
    expect(kinds(inCloud)).toEqual(whole);
  });
});

/** Begins an `up` and kills a part of it after a time; the rest of it ends as it can. */
async function killedAt(checkout: Checkout, victim: Victim, milliseconds: number): Promise<void> {
  const command = checkout.start("up", "dev", "--local");
  const end = finished(command);
  await sleep(milliseconds);
  await kill(command, victim);
  await end;
}

/** The types of resources, with repetition: names differ from run to run where the provider makes them. */
function kinds(ids: readonly string[]): readonly string[] {
  return ids
    .map((id) =>
      id
        .split("/")
        .filter((_, index) => index % 2 === 1)
        .join("/"),
    )
    .sort();
}
