import { readFileSync } from "node:fs";
import { join } from "node:path";
import colors from "picocolors";
import { onAzure } from "../../stacks/config/index";
import catalog from "../../catalog/models.json";
import { compareEstimates } from "../lib/cost/compare";
import { loadBase } from "../lib/cost/base";
import { estimateOf } from "../lib/cost/index";
import { renderComparison, renderEstimate } from "../lib/cost/terminal";
import { lifecycleRows } from "../lib/models/lifecycle";
import { renderModels } from "../lib/models/render";
import { usesOfConfig } from "../lib/models/uses";
import { projectRoot } from "../lib/paths";
import { demandsOf, requestOf } from "../lib/place/demand";
import { planOf } from "../lib/place/plan";
import { renderPlan } from "../lib/place/render";
import { shippedEstimate } from "./cost-pages";
import type { Generator } from "./generator";

/** The day for which samples hold: that of the catalog, so that they change with it and not with the clock. */
const on = new Date(`${catalog.meta.generated}T00:00:00Z`);
const view = { colors: colors.createColors(false), columns: 100 };

/** What a guide shows of a command, by the name in its marker: `<!-- sample: cost prod -->` ... `<!-- /sample -->`. */
const samples: Readonly<Record<string, () => Promise<string>>> = {
  "cost prod": async () => {
    const text = renderEstimate(await shippedEstimate("prod"), { ...view, every: false });
    return shortened(text, 7, 2);
  },
  "cost prod --compare": async () => {
    const file = loadBase("prod", "prod");
    const config = structuredClone(file.config);
    const usage = config.workloads[0]?.models.find(({ deployment }) => deployment === "chat")?.usage;
    // The change of the example: a quarter more input.
    if (usage) usage.input = (usage.input ?? 0) * 1.25;
    const [before, after] = [await shippedEstimate("prod"), await estimateOf({ ...file, config })];
    return renderComparison(compareEstimates("main", before, after), view);
  },
  "models prod": () => {
    const config = onAzure(loadBase("prod", "prod").config);
    const noticeDays = config.operations.retirementNoticeDays;
    const text = renderModels(
      "prod",
      lifecycleRows(usesOfConfig(config), { on, noticeDays }),
      noticeDays,
      view,
    );
    return Promise.resolve(shortened(text, 5, 1));
  },
  "place prod": async () => {
    const config = onAzure(loadBase("prod", "prod").config);
    const plan = await planOf({ ...requestOf(config, on), demands: demandsOf(config, 2) });
    return shortened(renderPlan(plan, { ...view, every: false }), 27, 1);
  },
};

const guides = ["cost.md", "models.md", "place.md"];

/** Samples in the guides, made by the commands' own code: their totals follow the stack files and the catalog. */
export const docSamples: Generator = {
  name: "samples in the guides",
  async outputs() {
    const pages = new Map<string, string>();
    for (const guide of guides) {
      const path = join(projectRoot, "docs", guide);
      pages.set(path, await withSamples(readFileSync(path, "utf8"), samples));
    }
    return pages;
  },
};

/** Fills every marked place of a guide. Throws for a marker that names no sample, and for one that does not end. */
export async function withSamples(
  text: string,
  known: Readonly<Record<string, () => Promise<string>>>,
): Promise<string> {
  const parts = text.split(/(<!-- sample: .+? -->\n[^]*?<!-- \/sample -->)/);
  if (parts.filter((_, index) => index % 2 === 0).some((rest) => rest.includes("<!-- sample:")))
    throw new Error("a marked sample does not end with <!-- /sample -->");
  const filled = await Promise.all(
    parts.map(async (part, index) => {
      if (index % 2 === 0) return part;
      const [, name = ""] = /<!-- sample: (.+?) -->/.exec(part) ?? [];
      const sample = known[name];
      if (!sample)
        throw new Error(`there is no sample "${name}", there are ${Object.keys(known).join(", ")}`);
      const command = name.endsWith("--compare") ? `${name} main` : name;
      const shown = `$ npx cornerstone ${command}\n${await sample()}`;
      return ["<!-- sample: " + name + " -->", "", "```", shown, "```", "", "<!-- /sample -->"].join("\n");
    }),
  );
  return filled.join("");
}

/** The first and the last lines of a longer output. */
function shortened(text: string, first: number, last: number): string {
  const lines = text.split("\n");
  return lines.length <= first + last
    ? text
    : [...lines.slice(0, first), "...", ...lines.slice(-last)].join("\n");
}
