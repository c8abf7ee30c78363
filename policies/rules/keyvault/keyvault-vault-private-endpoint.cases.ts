import { Unknown } from "../../../graph/types";
import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { vaultPrivateEndpoint as rule } from "./keyvault-vault-private-endpoint";

const id = armId("Microsoft.KeyVault/vaults", "kv");
const vault = resource(azure.vault[0], { resourceGroupName: "rg", vaultName: "kv" }, { id });
const endpoint = (privateLinkServiceId: string | Unknown) =>
  resource(
    azure.privateEndpoint[0],
    { privateLinkServiceConnections: [{ privateLinkServiceId, groupIds: ["vault"] }] },
    { name: "endpoint" },
  );

export const cases: RuleCases = {
  rule,
  pass: { "an endpoint leads to it": [vault, endpoint(id)] },
  fail: {
    "no endpoint": [[vault], 'its group "vault"'],
    "an endpoint of another vault": [[vault, endpoint(`${id}-2`)], "no private endpoint"],
  },
  unknown: { "an endpoint may lead to it": [vault, endpoint(new Unknown("preview"))] },
};
