import { describe, expect, it } from "vitest";
import { agentSecurityRules } from "./agent-security-rules";

interface Rule {
  readonly name: string;
  readonly direction: string;
  readonly access: string;
  readonly priority: number;
  readonly destinationAddressPrefix: string;
}

const rules = (firewall: boolean) =>
  agentSecurityRules("10.0.2.0/24", firewall) as unknown as readonly Rule[];
const destinations = (firewall: boolean) =>
  rules(firewall)
    .filter(({ direction, access }) => direction === "Outbound" && access === "Allow")
    .map(({ destinationAddressPrefix }) => destinationAddressPrefix);

describe("the security rules of agents", () => {
  it("let nothing out to the internet, unless a firewall stands in the way", () => {
    expect(destinations(false)).not.toContain("Internet");
    expect(destinations(true)).toContain("Internet");
    expect(destinations(true).filter((to) => to === "*")).toEqual([]);
  });

  it("name no product whose addresses other tenants share", () => {
    expect(destinations(true).join(" ")).not.toMatch(/Databricks|Power|Dynamics|Storage|Sql|LogicApps/);
  });

  it.each(["Inbound", "Outbound"])("end in a refusal of what no rule allows: %s", (direction) => {
    const last = rules(true)
      .filter((rule) => rule.direction === direction)
      .sort((a, b) => a.priority - b.priority)
      .at(-1);
    expect(last).toMatchObject({ access: "Deny", priority: 4096, destinationAddressPrefix: "*" });
  });

  it("have names and priorities of their own", () => {
    const all = rules(true);
    expect(new Set(all.map(({ name, direction }) => `${direction} ${name}`)).size).toBe(all.length);
    expect(new Set(all.map(({ priority, direction }) => `${direction} ${priority}`)).size).toBe(all.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
