import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { serviceMinimumTls as rule } from "./apimanagement-service-minimum-tls";

const prefix = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";
const off = Object.fromEntries(
  ["Protocols", "Backend.Protocols"].flatMap((side) =>
    ["Ssl30", "Tls10", "Tls11"].map((protocol) => [`${prefix}${side}.${protocol}`, "False"]),
  ),
);
const service = (customProperties?: Record<string, string>) => [
  resource(azure.apiManagement[0], customProperties ? { customProperties } : {}),
];

export const cases: RuleCases = {
  rule,
  pass: {
    "every older protocol is off": service(off),
    "Azure ignores case": service({ ...off, [`${prefix}Protocols.Tls10`]: "false" }),
  },
  fail: {
    "the default offers them": [service(), "Protocols.Ssl30 is not switched off"],
    "TLS 1.1 to models is on": [
      service({ ...off, [`${prefix}Backend.Protocols.Tls11`]: "True" }),
      "Backend.Protocols.Tls11",
    ],
  },
};
