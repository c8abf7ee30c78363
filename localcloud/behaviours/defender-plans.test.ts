import { expect, it } from "vitest";
import { expectRefusal, testCloud } from "../test-cloud";

it("plans of Defender are written one at a time in a subscription", async () => {
  const cloud = await testCloud();
  const subscription = `/subscriptions/${cloud.subscriptionId}`;
  const plan = (name: string, scope = subscription) =>
    `${scope}/providers/Microsoft.Security/pricings/${name}`;
  const on = { properties: { pricingTier: "Standard" } };
  const message = "Another update operation is in progress";
  const first = cloud.put(plan("AI"), on);
  await expectRefusal(cloud.put(plan("KeyVaults"), on), 409, "Conflict", message);
  await first;
  await cloud.put(plan("KeyVaults"), on);
  const removal = cloud.remove(plan("AI"));
  await expectRefusal(cloud.remove(plan("KeyVaults")), 409, "Conflict", message);
  await removal;
  await cloud.remove(plan("KeyVaults"));
  expect(cloud.arm.get(plan("KeyVaults"))).toBeUndefined();
});
