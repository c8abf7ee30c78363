import { armId, resource, type RuleCases } from "../../testing";
import { aws, azure } from "../../types";
import { resourceDataProtected as rule } from "./resource-data-protected";

const id = armId("Microsoft.KeyVault/vaults", "kv");
const vault = (protect: boolean) => resource(azure.vault[0], {}, { id, protect });
const lock = (level: string) => resource(azure.lockByScope[0], { scope: id, level }, { name: "lock" });

export const cases: RuleCases = {
  rule,
  pass: {
    "the engine may not delete it": [vault(true)],
    "a key of AWS": [resource(aws.key[0], {}, { protect: true })],
    "nobody may": [vault(false), lock("CanNotDelete")],
  },
  fail: {
    "a store of documents": [[resource(azure.cosmosAccount[0], {})], "neither the option protect"],
    "everybody may": [[vault(false)], "neither the option protect nor a lock"],
  },
  notApplicable: {
    "nothing is to be kept": { resources: [vault(false)], declaration: { protected: false } },
  },
};
