import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { serviceZones as rule } from "./apimanagement-service-zones";

const service = (inputs: object) => [resource(azure.apiManagement[0], { ...inputs })];
const two = { sku: { name: "Premium", capacity: 2 }, zones: ["1", "2"] };

export const cases: RuleCases = {
  rule,
  pass: {
    "two units in two zones": service(two),
    "in two regions": service({ ...two, additionalLocations: [{ ...two, location: "francecentral" }] }),
  },
  fail: {
    "no zones": [service({ sku: { name: "Premium", capacity: 2 } }), "0 named zones"],
    "no zones in a further region": [
      service({ ...two, additionalLocations: [{ location: "francecentral", sku: two.sku }] }),
      "in francecentral it stands in 0 named zones",
    ],
    "one zone twice": [service({ ...two, zones: ["1", "1"] }), "1 named zones"],
    "fewer units than zones": [service({ ...two, sku: { name: "Premium", capacity: 1 } }), "at least 2"],
  },
  notApplicable: {
    "nothing is protected": {
      resources: service({ sku: { name: "Developer", capacity: 1 } }),
      declaration: { protected: false },
    },
  },
};
