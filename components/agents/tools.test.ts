import { describe, expect, it } from "vitest";
import { connectionOfTool, definitionOfTool, toolKinds, type AgentTool, type ToolKind } from "./tools";

const tool = (kind: ToolKind, more: Partial<AgentTool> = {}): AgentTool => ({
  name: "orders",
  kind,
  url: "https://apis.contoso.example/orders/",
  ...more,
});

describe("a tool of each kind", () => {
  it.each(Object.keys(toolKinds) as ToolKind[])("%s is called with a token, never with a key", (kind) => {
    const all = JSON.stringify([
      connectionOfTool(tool(kind, { audience: "api://orders" })),
      definitionOfTool(tool(kind, { audience: "api://orders" }), "tool-orders-abc123"),
    ]);
    expect(all).not.toMatch(/key|secret|password|token"/i);
    expect(all).toContain("https://apis.contoso.example/orders");
  });
});

describe("the definition of a tool", () => {
  it("of an API names whom tokens are issued for", () => {
    expect(definitionOfTool(tool("logicApp"), "c")).toEqual({
      type: "openapi",
      openapi: {
        name: "orders",
        description: "Logic Apps workflow",
        specUrl: "https://apis.contoso.example/orders/openapi.json",
        auth: { type: "managed_identity", security_scheme: { audience: "https://management.azure.com/" } },
      },
    });
    expect(definitionOfTool(tool("openapi", { audience: "api://orders" }), "c")).toMatchObject({
      openapi: { auth: { security_scheme: { audience: "api://orders" } } },
    });
  });

  it("of an MCP server names the connection, and asks a person before each call", () => {
    expect(definitionOfTool(tool("databricksSql"), "tool-orders-abc123")).toMatchObject({
      type: "mcp",
      server_label: "orders",
      project_connection_id: "tool-orders-abc123",
      require_approval: "always",
    });
  });
});

describe("the connection of a tool", () => {
  it("prefers an audience of its own to the product's", () => {
    expect(connectionOfTool(tool("fabric")).metadata["audience"]).toBe("https://api.fabric.microsoft.com");
    expect(connectionOfTool(tool("fabric", { audience: "x" })).metadata["audience"]).toBe("x");
    expect(connectionOfTool(tool("dynamics")).metadata).not.toHaveProperty("audience");
  });
});
