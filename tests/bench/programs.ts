import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as resources from "@pulumi/azure-native/resources";
import { registerLean } from "../../stacks/lean-registration";

export type ProgramName = "empty" | "dev" | "accounts-stock" | "accounts-lean";

/** What the engine and the SDK cost by themselves. */
export function empty(): Promise<Record<string, unknown>> {
  return Promise.resolve({});
}

/** 1,000 accounts, as a stock program registers them or the way this project does. */
export function accounts({ lean }: { readonly lean: boolean }): Promise<Record<string, unknown>> {
  if (lean) registerLean({ stripAliases: true }, register);
  else register();
  return Promise.resolve({});
}

function register(): void {
  const group = new resources.ResourceGroup("group", { location: "swedencentral" });
  for (let number = 0; number < 1_000; number++)
    new cognitiveservices.Account(`account-${number}`, {
      resourceGroupName: group.name,
      location: "swedencentral",
      kind: "AIServices",
      sku: { name: "S0" },
      properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" },
    });
}
