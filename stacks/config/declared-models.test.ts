import { describe, expect, it } from "vitest";
import { homesOfModels } from "./declared-models";

const standing =
  "/subscriptions/0b7c1b6e-9d0f-4c83-8f7e-3c1a5d2e4f60/resourceGroups/hub/providers/Microsoft.CognitiveServices/accounts/contoso-ai";

describe("homesOfModels", () => {
  it("says in which account a fine-tuned model was trained, by its name in Azure", () => {
    const models = {
      accounts: [{ name: "primary" }, { name: "shared", existing: { accountId: standing } }],
      declared: [
        { name: "a", version: "1", account: "primary" },
        { name: "b", version: "2", account: "shared" },
        { name: "newer", version: "3" },
        { name: "lost", version: "4", account: "none" },
      ],
    };
    expect(homesOfModels({ environment: { organization: "contoso", name: "dev" }, models })).toEqual({
      "a/1": "contoso-dev-primary",
      "b/2": "contoso-ai",
    });
    expect(homesOfModels({})).toEqual({});
  });
});
