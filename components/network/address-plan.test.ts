import fc from "fast-check";
import { IPv4 } from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { addressPlan, subnetRange } from "./address-plan";

const plans = Object.values(addressPlan);

/** First and last address of a range, as numbers. */
function bounds(range: string): [number, number] {
  const number = (address: IPv4): number =>
    address.toByteArray().reduce((value, byte) => value * 256 + byte, 0);
  return [number(IPv4.networkAddressFromCIDR(range)), number(IPv4.broadcastAddressFromCIDR(range))];
}

const addressSpaces = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 25 }))
  .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`);

describe("subnetRange", () => {
  it("divides a network as the plan says", () => {
    expect(subnetRange("10.40.0.0/20", addressPlan["private-endpoints"])).toBe("10.40.0.0/23");
    expect(subnetRange("10.40.0.0/20", addressPlan.workloads)).toBe("10.40.8.0/22");
    expect(subnetRange("192.168.255.0/24", { newBits: 4, index: 15 })).toBe("192.168.255.240/28");
  });

  it("keeps every subnet inside the network", () => {
    fc.assert(
      fc.property(addressSpaces, (space) => {
        const [first, last] = bounds(space);
        for (const plan of plans) {
          const [start, end] = bounds(subnetRange(space, plan));
          expect(start).toBeGreaterThanOrEqual(first);
          expect(end).toBeLessThanOrEqual(last);
        }
      }),
    );
  });

  it("keeps subnets apart", () => {
    fc.assert(
      fc.property(addressSpaces, (space) => {
        const ranges = plans.map((plan) => bounds(subnetRange(space, plan))).sort(([a], [b]) => a - b);
        for (const [index, [start]] of ranges.entries()) {
          expect(start).toBeGreaterThan(index === 0 ? -1 : ranges[index - 1]![1]);
        }
      }),
    );
  });

  it("begins where the subnet's own size begins", () => {
    fc.assert(
      fc.property(addressSpaces, (space) => {
        for (const plan of plans) {
          const range = subnetRange(space, plan);
          expect(IPv4.networkAddressFromCIDR(range).toString()).toBe(range.split("/")[0]);
        }
      }),
    );
  });

  it("refuses a network that is too small, and says which would do", () => {
    expect(() => subnetRange("10.0.0.0/27", addressPlan["private-endpoints"])).toThrow(
      "address space 10.0.0.0/27 is too small: a subnet in it would be a /30, Azure's smallest is a /29; use a /26 or larger",
    );
  });
});
