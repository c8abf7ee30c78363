import { Secret, Unknown } from "../../../graph/types";
import { resource, type RuleCases } from "../../testing";
import { azure } from "../../types";
import { resourceSecretMarked as rule } from "./resource-secret-marked";

const store = (inputs: object, outputs: object = inputs) => [
  resource(azure.storageAccount[0], { ...inputs }, { outputs: { ...outputs } }),
];
const link = "https://x.blob.core.windows.net/c?sig=abcdefghijklmnopqrstuvwxyz0123";

export const cases: RuleCases = {
  rule,
  pass: {
    "nothing secret": store({}),
    "a named value that stands for one": store({ connectionString: "{{cache-connection}}" }),
    "a secret that is marked": store({ adminPassword: new Secret("hunter2hunter2") }),
  },
  fail: {
    "a password": [
      store({ adminPassword: "hunter2hunter2" }),
      "inputs.adminPassword looks like a secret by its name",
    ],
    "a key in the outputs": [
      store({}, { keys: [{ primaryKey: "0123456789abcdef" }] }),
      "outputs.keys[0].primaryKey",
    ],
    "a connection string under another name": [
      store({ settings: { store: "Account=x;AccountKey=0123456789abcdef==" } }),
      "inputs.settings.store looks like a connection string",
    ],
    "a connection string around a named value": [
      store({ connectionString: "cache:10000,{{cache-connection}}" }),
      "inputs.connectionString looks like a secret by its name",
    ],
    "a signed link": [store({ url: link }), "a signed access link"],
  },
  unknown: { "a password that is not known yet": store({ adminPassword: new Unknown("preview") }) },
};
