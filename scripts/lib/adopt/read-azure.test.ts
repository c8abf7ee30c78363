import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onAzure, parseStackConfig, type StackConfig } from "../../../stacks/config/index";
import { StandingPlatform } from "../../../tests/support/standing-platform";
import { adoptEstate } from "./adopt";
import { estateOfGroup, localArmClient } from "./read-azure";
import { withServices } from "../../../tests/support/adopted-sections";

const today = new Date("2026-11-23");

function parsed(sections: Readonly<Record<string, unknown>>): StackConfig {
  const result = parseStackConfig({ ...sections }, "", { on: today });
  if (!result.ok) throw new Error("the sections are refused");
  return onAzure(result.config);
}

describe("a platform in Resource Manager's words", () => {
  let standing: StandingPlatform;
  beforeAll(async () => {
    standing = await StandingPlatform.create("dev", withServices(), parsed(withServices()));
  });
  afterAll(() => standing[Symbol.asyncDispose]());

  it("tells of data, training and logs of flows what the stack file says of them", async () => {
    const { subscriptionId } = standing.local;
    const group = standing.find(/\/resourceGroups\/contoso-dev-group[^/]*$/).id;
    const estate = await estateOfGroup(localArmClient(subscriptionId, standing.faces), group);
    expect(estate.unread).toEqual([]);
    const { draft, problems, matching } = await adoptEstate("dev", "", estate, today);
    expect(problems).toEqual([]);
    expect(matching!.left.map(({ id }) => id)).toEqual([]);
    const [adopted, original] = [parsed(draft.sections), parsed(withServices())];
    expect(adopted.data).toEqual(original.data);
    expect(adopted.learning).toEqual(original.learning);
    expect(adopted.operations).toEqual(original.operations);
  });
});
