import { expect, it } from "vitest";
import { Checkout } from "./support/checkout";
import { standing } from "./support/state";

it("a local stack goes back to its snapshot, cloud and state together", async () => {
  await using checkout = await Checkout.create();
  await checkout.succeeds("up", "dev", "--local");
  const before = await standing(checkout.directory, "dev");
  await checkout.succeeds("local", "snapshot", "dev", "before");
  await checkout.succeeds("destroy", "dev", "--local", "--yes");
  expect((await standing(checkout.directory, "dev")).inCloud).toEqual([]);
  await checkout.succeeds("local", "restore", "dev", "before");
  expect(await standing(checkout.directory, "dev")).toEqual(before);
  expect((await checkout.succeeds("up", "dev", "--local")).stderr).toContain("0 changes");

  const unknown = await checkout.cornerstone("local", "restore", "dev", "nothing");
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain("Snapshots are: before.");
});
