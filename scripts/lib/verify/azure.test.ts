import { describe, expect, it } from "vitest";
import { azureCloud } from "./azure";
import type { Platform, Principal, Route } from "./platform";

const principal = (label: string, clientId?: string): Principal => ({
  label,
  id: label,
  mayCall: new Set(),
  ...(clientId === undefined ? {} : { clientId }),
});
const app = principal("workload", "11111111-0000-4000-8000-000000000001");
const other = principal("other workload", "11111111-0000-4000-8000-000000000002");
const group = principal("group");
const address = "https://contoso.azure-api.net/app/openai";
const platform: Pick<Platform, "routes" | "principals"> = {
  principals: [app, other, group],
  routes: [
    { workload: "app", address, audience: "api://models", deployments: [], callers: [app] } satisfies Route,
  ],
};
const cloud = (caller?: string, stranger?: string) =>
  azureCloud({ subscription: "s", position: "network", caller, stranger }, platform);
const labels = (caller: string | undefined, principals: readonly Principal[]): readonly string[] =>
  cloud(caller)
    .speakers(principals)
    .map(({ label }) => label);

describe("on Azure", () => {
  it("an identity of the stack speaks for itself alone", () => {
    expect(labels(app.clientId, [app, group])).toEqual([`identity ${app.clientId ?? ""}`]);
    expect(labels(app.clientId, [other, group])).toEqual([]);
  });

  it("any other identity speaks for the groups, one time", () => {
    expect(labels("self", [app, group, principal("second group")])).toEqual(["the login of this machine"]);
    expect(labels("22222222-0000-4000-8000-000000000000", [app])).toEqual([]);
  });

  it("nobody is spoken for who is not named", () => {
    expect(labels(undefined, [app, group])).toEqual([]);
    expect(cloud().strangers([app])).toEqual([]);
    expect(cloud(undefined, "self").strangers([])).toHaveLength(1);
  });

  it("accounts and gateways are called by their own names, and no region is taken down", () => {
    const speaker = { label: "", token: () => Promise.resolve("") };
    const base = (to: string): string => cloud().client(to, "network", speaker).baseURL;
    expect(base("https://contoso.openai.azure.com")).toBe("https://contoso.openai.azure.com/openai/v1");
    expect(base(address)).toBe(`${address}/v1`);
    expect(cloud().outage).toBeUndefined();
    expect([...cloud().positions]).toEqual(["network"]);
  });
});
