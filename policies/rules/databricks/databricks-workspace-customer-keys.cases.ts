import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { databricksWorkspaceCustomerKeys as rule } from "./databricks-workspace-customer-keys";

const subject = (inputs: object) => [resource(azure.databricksWorkspace[0], { ...inputs })];

export const cases: RuleCases = {
  rule,
  pass: {
    "it is as it should be": subject({
      encryption: {
        entities: {
          managedServices: { keySource: "Microsoft.Keyvault" },
          managedDisk: { keySource: "Microsoft.Keyvault" },
        },
      },
      parameters: { prepareEncryption: { value: true } },
    }),
  },
  fail: {
    "no key at all": [subject({}), "managedServices"],
    "disks have none": [
      subject({ encryption: { entities: { managedServices: { keySource: "Microsoft.Keyvault" } } } }),
      "managedDisk",
    ],
    "managed storage is not prepared": [
      subject({
        encryption: {
          entities: {
            managedServices: { keySource: "Microsoft.Keyvault" },
            managedDisk: { keySource: "Microsoft.Keyvault" },
          },
        },
      }),
      "prepareEncryption",
    ],
  },
};
