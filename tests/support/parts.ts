import { PrivateDnsZones } from "../../components/network/private-dns-zones";
import { PrivateNetwork } from "../../components/network/private-network";
import { OpenAIAccount, type OpenAIAccountArgs } from "../../components/openai/openai-account";
import { KeyVault } from "../../components/security/key-vault";

/** Where the parts of recorded components stand. */
export const home = {
  resourceGroupName: "rg",
  location: "swedencentral",
  tags: { environment: "test", owner: "platform@contoso.example" },
};

/** ARM ID of a workspace that stands somewhere. */
export const workspaceId =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/logs";

/** A vault, an account in it, a network and its zones: what most components are about. Call inside a recorded program. */
export function makeVault(isProtected = false): KeyVault {
  return new KeyVault("vault", {
    ...home,
    workspaceId,
    vaultName: "vault",
    tenantId: "tenant",
    protected: isProtected,
  });
}

export function makeAccount(args: Partial<OpenAIAccountArgs> = {}): OpenAIAccount {
  const vault = args.vault ?? makeVault(args.protected);
  return new OpenAIAccount("main", {
    ...home,
    workspaceId,
    accountName: "main",
    protected: false,
    ...args,
    vault,
  });
}

export function makeNetwork(): PrivateNetwork {
  return new PrivateNetwork("network", { ...home, workspaceId, addressSpace: "10.0.0.0/20" });
}

export function makeZones(
  zones: readonly string[],
  network: PrivateNetwork = makeNetwork(),
): PrivateDnsZones {
  const { resourceGroupName, tags } = home;
  const { virtualNetworkId } = network;
  return new PrivateDnsZones("dns", { resourceGroupName, tags, mode: "own", zones, virtualNetworkId });
}
