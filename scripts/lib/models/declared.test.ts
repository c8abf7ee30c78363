import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { quotaPool } from "../../../catalog/quotas";
import { graphFromProgram } from "../../../graph/from-program";
import { indexGraph } from "../../../graph/queries";
import type { ResourceGraph } from "../../../graph/types";
import { loadStackFile, onAzure, type StackConfig } from "../../../stacks/config/index";
import { declaredModels } from "../../../stacks/config/declared-models";
import { cloudRowsOf } from "../cloud-rows";
import { defaultAssumptions } from "../cost/assumptions";
import { estimate } from "../cost/estimate";
import { projectRoot } from "../paths";
import { demandsOf, requestOf } from "../place/demand";
import { planOf } from "../place/plan";
import { lifecycleRows } from "./lifecycle";
import { usesOfConfig } from "./uses";

const on = new Date("2026-11-23T00:00:00Z");

/** dev with a model of another publisher that the catalog does not know, and quota that Azure granted for it. */
const declared = `
    declared:
      - name: Nova-9
        version: "2027-01-15"
        format: Contoso Labs
        retirementDate: "2028-06-30"
        skus: { DataZoneStandard: [swedencentral] }
    grantedQuota:
      - { model: Nova-9, sku: DataZoneStandard, region: swedencentral, capacity: 75 }
`;

let config: StackConfig;
let graph: ResourceGraph;
beforeAll(async () => {
  const text = readFileSync(join(projectRoot, "stacks", "Pulumi.dev.yaml"), "utf8")
    .replace("  cornerstone:models:\n", `  cornerstone:models:${declared}`)
    .replace(/model: gpt-5\.6-luna(\s+)version: "2026-07-09"/, 'model: Nova-9$1version: "2027-01-15"');
  const file = loadStackFile(text, "Pulumi.dev.yaml", { on });
  if (!file.ok) throw new Error(file.problems.map(({ message }) => message).join("\n"));
  config = onAzure(file.config);
  graph = await graphFromProgram({ stack: "dev", config: { ...file.sections } });
}, 30_000);

describe("a model that is newer than the catalog", () => {
  it("is deployed in the format that the stack file declares", () => {
    const deployments = indexGraph(graph).byType("azure-native:cognitiveservices:Deployment");
    const models = deployments.map(
      ({ inputs }) => (inputs["properties"] as Record<string, unknown>)["model"],
    );
    expect(models).toContainEqual({ name: "Nova-9", version: "2027-01-15", format: "Contoso Labs" });
  });

  it("has its date in the calendar of retirements, and draws on the pool of its publisher", () => {
    const row = lifecycleRows(usesOfConfig(config), {
      ...{ on, noticeDays: 60, declared: declaredModels(config.models) },
    }).find(({ model }) => model === "Nova-9");
    expect(row).toMatchObject({ due: "no", retirement: { date: "2028-06-30", basis: "declared" } });
    const query = { subscription: "s", region: "swedencentral", sku: "DataZoneStandard", model: "Nova-9" };
    expect(quotaPool({ ...query, format: "Contoso Labs" }).usageName).toBe(
      "AIServices.DataZoneStandard.Nova-9",
    );
  });

  it("is known to the local cloud, with the quota that Azure granted", () => {
    const rows = cloudRowsOf(config);
    expect(Object.keys(rows["models"]!)).toEqual(["nova-9/2027-01-15"]);
    expect(rows["granted quota"]).toEqual({
      "/swedencentral/aiservices.datazonestandard.nova-9": { limit: 75 },
    });
    expect(rows["subscription"]).toEqual({ "quota tier": { tier: config.models.quotaTier } });
  });

  it("has no price, which is said of the price and not of the model", async () => {
    const { lines } = estimate({ stack: "dev", graph, config, assumptions: defaultAssumptions });
    const cost = lines.find(({ resource }) => resource.name.endsWith("primary-chat"))!.cost.cost;
    expect(cost.kind === "unknown" ? cost.reason : "a price").toContain("no source prices");
    const plan = await planOf({ ...requestOf(config, on), demands: demandsOf(config, 2) });
    const option = plan.rejected.find(
      ({ model, sku, region }) =>
        model === "Nova-9" && sku === "DataZoneStandard" && region === "swedencentral",
    );
    expect(option?.reason).toContain("no source prices");
  });
});
