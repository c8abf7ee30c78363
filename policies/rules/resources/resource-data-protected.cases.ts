import { armId, resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { resourceDataProtected as rule } from "./resource-data-protected";

const id = armId("Microsoft.KeyVault/vaults", "kv");
const vault = (protect: boolean) => resource(azure.vault[0], {}, { id, protect });
const lock = (level: string) => resource(azure.lockByScope[0], { scope: id, level }, { name: "lock" });

export const cases: RuleCases = {
  rule,
  pass: {
    "the engine may not delete it": [vault(true)],
    "nobody may": [vault(false), lock("CanNotDelete")],
  },
  fail: { "everybody may": [[vault(false)], "neither the option protect nor a lock"] },
  notApplicable: {
    "nothing is to be kept": { resources: [vault(false)], declaration: { protected: false } },
  },
};
