import { readFileSync } from "node:fs";
import { join } from "node:path";
import colors from "picocolors";
import { describe, expect, it } from "vitest";
import { models } from "../../../catalog/models";
import { graphFromProgram } from "../../../graph/from-program";
import { loadStackFile, onAzure } from "../../../stacks/config/index";
import { projectRoot } from "../paths";
import { calendarOf } from "./calendar";
import { lifecycleRows } from "./lifecycle";
import { renderModels } from "./render";
import { upgrade } from "./upgrade";
import { usesOfConfig, usesOfGraph, type ModelUse } from "./uses";

const on = new Date("2026-11-23T12:00:00Z");
const prodText = readFileSync(join(projectRoot, "stacks", "Pulumi.prod.yaml"), "utf8");
const view = { colors: colors.createColors(false), columns: 100 };

function use(model: string, version: string, other: Partial<ModelUse> = {}): ModelUse {
  return {
    ...{ deployment: "chat", account: "primary", region: "swedencentral", sku: "DataZoneStandard" },
    ...{ capacity: 10, model, version, ...other },
  };
}

describe("lifecycleRows", () => {
  it("tells when a version retires, and whether its replacement is offered where it runs", () => {
    const [row] = lifecycleRows([use("gpt-4o", "2024-08-06")], { on, noticeDays: 60 });
    expect(row).toMatchObject({
      retirement: { date: "2027-04-14", basis: "vendor" },
      daysLeft: 142,
      due: "no",
      replacement: { model: "gpt-5.1", version: "2025-11-13", available: "offered" },
    });
    expect(lifecycleRows([use("gpt-4o", "2024-08-06")], { on, noticeDays: 142 })[0]!.due).toBe("yes");
    expect(lifecycleRows([use("gpt-4o", "2024-08-06")], { on, noticeDays: 141 })[0]!.due).toBe("no");
    // gpt-5.1 is not offered as regional Standard in France.
    const elsewhere = use("gpt-4o", "2024-08-06", { sku: "Standard", region: "italynorth" });
    expect(lifecycleRows([elsewhere], { on, noticeDays: 60 })[0]!.replacement).toMatchObject({
      available: "notOffered",
    });
  });

  it("is late for what has retired, and not sure of what has no date", () => {
    expect(lifecycleRows([use("o3-mini", "2025-01-31")], { on, noticeDays: 0 })[0]).toMatchObject({
      ...{ state: "retired", due: "yes", daysLeft: -4 },
    });
    expect(lifecycleRows([use("gpt-99", "1")], { on, noticeDays: 0 })[0]).toMatchObject({ due: "unknown" });
    const declared = [{ name: "gpt-99", version: "1", retirementDate: "2026-12-01" }];
    expect(lifecycleRows([use("gpt-99", "1")], { on, noticeDays: 8, declared })[0]).toMatchObject({
      due: "yes",
    });
  });

  it("never recommends what retires sooner itself, for any model of the catalog", () => {
    const uses = models.flatMap((model) =>
      model.version === undefined ? [] : [use(model.name, model.version, { deployment: model.name })],
    );
    const replaced = lifecycleRows(uses, { on, noticeDays: 90 }).filter(({ replacement }) => replacement);
    expect(replaced.length).toBeGreaterThan(10);
    for (const { replacement, retirement } of replaced) {
      if (retirement && replacement?.retirement)
        expect(replacement.retirement.date >= retirement.date).toBe(true);
    }
  });

  it("puts what retires first at the top", () => {
    const rows = lifecycleRows(
      [use("gpt-5.1", "2025-11-13"), use("gpt-99", "1"), use("gpt-4o", "2024-05-13")],
      {
        ...{ on, noticeDays: 60 },
      },
    );
    expect(rows.map(({ model }) => model)).toEqual(["gpt-4o", "gpt-5.1", "gpt-99"]);
  });
});

describe("uses", () => {
  it("are the same in the stack file and in the graph of what it deploys", async () => {
    const result = loadStackFile(prodText, "prod", { on });
    if (!result.ok) throw new Error("prod is not in order");
    const graph = await graphFromProgram({ stack: "prod", config: { ...result.sections } });
    const facts = (uses: readonly ModelUse[]) =>
      uses
        .map(({ deployment, model, version, sku, capacity, region }) =>
          [deployment, model, version, sku, capacity, region].join(" "),
        )
        .sort();
    expect(facts(usesOfGraph(graph))).toEqual(facts(usesOfConfig(onAzure(result.config))));
    expect(usesOfGraph(graph).length).toBeGreaterThan(5);
  });
});

describe("upgrade", () => {
  const old = prodText.replace(
    'model: gpt-5.6-sol\n        version: "2026-07-09"',
    'model: gpt-4o\n        version: "2024-08-06"',
  );
  const rows = lifecycleRows([use("gpt-4o", "2024-08-06", { deployment: "copywriting" })], {
    on,
    noticeDays: 200,
  });

  it("edits two values and keeps every comment", () => {
    const { text, steps } = upgrade(old, "Pulumi.prod.yaml", rows, on);
    expect(steps).toEqual([
      { deployment: "copywriting", from: "gpt-4o 2024-08-06", to: "gpt-5.1 2025-11-13" },
    ]);
    expect(text).toBe(
      old.replace(
        'model: gpt-4o\n        version: "2024-08-06"',
        'model: gpt-5.1\n        version: "2025-11-13"',
      ),
    );
  });

  it("leaves alone what the configuration's checks would refuse, and says why", () => {
    const regional = old.replace(
      'version: "2024-08-06"\n        sku: DataZoneStandard',
      'version: "2024-08-06"\n        sku: DataZoneBatch',
    );
    const row = {
      ...rows[0]!,
      replacement: { ...rows[0]!.replacement!, model: "gpt-5.6-terra", version: "2026-07-09" },
    };
    const { text, steps } = upgrade(regional, "Pulumi.prod.yaml", [row], on);
    expect(text).toBe(regional);
    expect(steps[0]!.refused).toMatch(/DataZoneBatch/);
  });

  it("has nothing to propose where the vendor names nothing", () => {
    const { text, steps } = upgrade(
      old,
      "Pulumi.prod.yaml",
      [{ ...use("x", "1"), state: "unknown", due: "yes" }],
      on,
    );
    expect(text).toBe(old);
    expect(steps[0]!.refused).toBe("the vendor names no replacement");
  });
});

describe("renderModels", () => {
  it("says what is due, what is doubtful, and what is not known", () => {
    const text = renderModels(
      "prod",
      lifecycleRows(
        [
          use("gpt-4o", "2024-05-13"),
          use("gpt-99", "1", { deployment: "new" }),
          use("gpt-6-sol", "2026-09-22", { deployment: "next" }),
        ],
        { on, noticeDays: 60 },
      ),
      60,
      { ...view, columns: 120 },
    );
    expect(text).toContain("2026-12-09, in 16 days");
    expect(text).toContain("2028-03-11*");
    expect(text).toContain("not known whether it retires within 60 days: new");
    expect(text).toContain("prod: retired, or retiring within 60 days: chat");
  });
});

describe("calendarOf", () => {
  it("has one all-day event a version, with a stable name and a reminder", () => {
    const rows = lifecycleRows(
      [
        use("gpt-4o", "2024-08-06"),
        use("gpt-4o", "2024-08-06", { deployment: "second" }),
        use("gpt-99", "1"),
      ],
      { on, noticeDays: 60 },
    );
    const calendar = calendarOf("prod", rows, 60);
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(calendar).toContain("DTSTART;VALUE=DATE:20270414");
    expect(calendar).toContain("UID:prod-gpt-4o-2024-08-06@cornerstone");
    expect(calendar).toContain("DTEND;VALUE=DATE:20270415");
    // 60 days; a duration with an empty time part (`P60DT`) is not RFC 5545.
    expect(/^TRIGGER:-(.*)$/m.exec(calendar)?.[1]?.trim()).toMatch(/^PT1440H(0M0S)?$/);
    expect(calendar.replace(/\r\n[ \t]/g, "")).toContain("chat in swedencentral\\, second in swedencentral");
    expect(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it("is a calendar without events where no date is known", () => {
    expect(calendarOf("prod", lifecycleRows([use("gpt-99", "1")], { on, noticeDays: 60 }), 60)).toMatch(
      /^BEGIN:VCALENDAR\r\n(?!.*VEVENT)/s,
    );
  });
});
