import axe from "axe-core";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { graphFromState } from "../../../graph/from-state";
import { accessOf } from "../../../graph/access/index";
import type { ResourceNode } from "../../../graph/types";
import { roles } from "../../../catalog/roles";
import { packs } from "../../../policies/packs";
import { foreignState } from "../../../tests/support/foreign-state";
import { judge } from "../../lib/review";
import type { ReportFinding, ReviewReport } from "../report";
import { renderHtml, renderPage } from "./index";
import { palettes, tones } from "./tokens";

const now = new Date("2026-11-22T12:00:00Z");
const graph = graphFromState(foreignState);
const report = judge(graph, Object.values(packs), {
  now,
  exemptions: [
    {
      rule: "CS-0002",
      resource: "azure-native:cognitiveservices:Account::assist*",
      reason: "The partner's tunnel is being built.",
      ticket: "SEC-118",
      owner: "ada@contoso.example",
      created: "2026-11-01",
      expires: "2026-12-01",
    },
  ],
});
const page = renderHtml(report, graph);

describe("the page", () => {
  it("loads nothing, and would not be let", async () => {
    const html = await page;
    const { document } = new JSDOM(html).window;
    const loading = "[src], link, iframe, object, embed, form, base, image, use, style[media], video, audio";
    expect([...document.querySelectorAll(loading)].map(({ outerHTML }) => outerHTML)).toEqual([]);
    const text = [...document.querySelectorAll("style, [style]")].map((each) => each.outerHTML).join();
    expect(text).not.toMatch(/url\(|@import|image-set/);
    const policy = document
      .querySelector("meta[http-equiv=Content-Security-Policy]")!
      .getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(html).not.toMatch(/ on[a-z]+="/);
  });

  it("is accessible, with its script and without", async () => {
    // A part of the page that has each of its parts: axe under jsdom takes seconds for more.
    const some = {
      ...report,
      groups: report.groups.filter(
        (_, index) => index % 9 === 0 || report.groups[index]!.rule.id === "CS-0002",
      ),
      frameworks: report.frameworks.slice(0, 1),
    };
    const html = await renderHtml(some, graph);
    for (const runScripts of ["outside-only", "dangerously"] as const) {
      const { window } = new JSDOM(html, {
        runScripts,
        pretendToBeVisual: true,
        url: "http://localhost/",
      });
      window.Element.prototype.scrollIntoView = () => undefined;
      const { violations } = await run(window);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
    }
  });

  it("has a target for every link inside of it, and each ID once", async () => {
    const { document } = new JSDOM(await page).window;
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = [...document.querySelectorAll("a[href^='#']")].map((link) =>
      link.getAttribute("href")!.slice(1),
    );
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it("is complete without its script", async () => {
    const { document } = new JSDOM(await page).window;
    expect(document.getElementById("tools")!.hidden).toBe(true);
    expect(document.querySelectorAll("#evidence details.row").length).toBeGreaterThan(3);
    expect(document.querySelector("#findings article")!.textContent).toContain("Fix.");
  });

  it("searches and filters by its script, and keeps the wish in the address", async () => {
    const { window } = new JSDOM(await page, {
      runScripts: "dangerously",
      url: "http://localhost/#?q=assistant&state=exempt",
    });
    const { document } = window;
    const rows = [...document.querySelectorAll("[data-state]")];
    const shown = () => rows.filter((row) => !row.classList.contains("filtered"));
    expect(document.getElementById("tools")!.hidden).toBe(false);
    expect(shown().length).toBeGreaterThan(0);
    expect(shown().length).toBeLessThan(rows.length);
    for (const row of shown()) {
      expect(row.textContent.toLowerCase()).toContain("assist");
      expect((row as HTMLElement).dataset["state"]).toContain("exempt");
    }
    expect(document.getElementById("shown")!.textContent).toBe(`${shown().length} of ${rows.length} rows`);
    document.getElementById("clear")!.click();
    expect(shown()).toHaveLength(rows.length);
    expect(window.location.hash).toBe("");
  });

  it("says who may do what, and where keys or the network decide instead", () => {
    const account = graph.resources.find(({ type }) =>
      /^azure-native:cognitiveservices[^:]*:Account$/.test(type),
    )!;
    const id = typeof account.id === "string" ? account.id : "";
    const assignment: ResourceNode = {
      ...account,
      urn: `${account.urn}-assignment`,
      type: "azure-native:authorization:RoleAssignment",
      id: `${id}/providers/Microsoft.Authorization/roleAssignments/1`,
      inputs: {
        scope: id,
        principalId: "6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11",
        roleDefinitionId: roles.cognitiveServicesContributor.id,
      },
    };
    const access = accessOf(
      { ...graph, resources: [...graph.resources, assignment] },
      new Map([["6f0c4f0e-5c52-4c61-9f6e-0f6f4c1b7a11", "group <operators>"]]),
    );
    const { document } = new JSDOM(renderPage(report, [], access)).window;
    const chapter = document.getElementById("access")!;
    const [matrix] = chapter.querySelectorAll("tbody tr");
    expect(matrix!.textContent).toContain("group <operators>");
    const open = [...chapter.querySelectorAll("details.row")].find(({ textContent }) =>
      textContent.includes("<operators>"),
    )!;
    // Keys are on in that state: whoever reads them calls without a role.
    expect(open.textContent).toContain("keys: on");
    expect(open.textContent).toContain("by its keys");
    expect(chapter.textContent).toContain("Roles assigned outside of this stack");
  });

  it("draws the resources, and says what it leaves out", async () => {
    const { document } = new JSDOM(await page).window;
    const pictures = [...document.querySelectorAll("figure")];
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      expect(picture.querySelector("svg")!.getAttribute("role")).toBe("img");
      expect(picture.querySelector("figcaption")!.textContent).toMatch(
        /Left out of this view: \d|Every resource is in this view/,
      );
    }
    expect(document.querySelector("figure svg .node.open")!.textContent).toContain("Account");
  });

  it("shows text of resources as text", async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const nasty = graphFromState({
      version: 3,
      deployment: {
        resources: foreignState.deployment.resources.map((each) => ({
          ...each,
          urn: (each as { urn: string }).urn.replace(/assistant$/, `assistant${evil}`),
        })),
      },
    });
    const html = await renderHtml(judge(nasty, Object.values(packs), { now }), nasty);
    const { document } = new JSDOM(html).window;
    expect(document.querySelectorAll("script")).toHaveLength(1);
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(document.body.textContent).toContain(`assistant${evil}`);
  });

  it("stays under 1 MB for 1,000 findings, all of them failures", () => {
    const [group] = report.groups.filter(({ counts }) => counts.fail > 0);
    const [sample] = group!.findings;
    const many = Array.from({ length: 1000 }, (_, index): ReportFinding & { readonly source: object } => ({
      ...sample!,
      name: `${sample!.name}-${index}`,
      urn: `${sample!.urn}-${index}`,
      message:
        'properties.networkAcls.defaultAction is "Allow", must be "Deny", and this is a message of usual length',
      path: "properties.networkAcls.defaultAction",
      source: { file: "components/openai/openai-account.ts", line: index + 1, column: 5 },
    }));
    const large: ReviewReport = {
      ...report,
      groups: [
        { ...group!, findings: many, counts: { ...group!.counts, fail: 1000 } },
        ...report.groups.slice(1),
      ],
      resources: many.map(({ urn, type, name, source }) => ({ urn, type, name, source })),
    };
    const size = Buffer.byteLength(renderPage(large, []));
    expect(size).toBeGreaterThan(200_000);
    expect(size).toBeLessThan(1_000_000);
  });
});

describe("the colours", () => {
  it.each(["light", "dark"] as const)("%s have the contrast that text needs", (name) => {
    const palette = palettes[name];
    const pairs = [
      ...(["text", "muted", "link"] as const).flatMap((ink) =>
        (["page", "panel"] as const).map((ground) => [ink, palette[ink], palette[ground]] as const),
      ),
      ...tones.flatMap((tone) => {
        const { ink, ground } = palette.tones[tone];
        return [ground, palette.page, palette.panel].map((each) => [tone, ink, each] as const);
      }),
    ];
    const poor = pairs.filter(([, ink, ground]) => contrast(ink, ground) < 4.5);
    expect(poor).toEqual([]);
  });

  it.each(["light", "dark"] as const)("%s bars stand out from the page", (name) => {
    const { page: ground, tones: byTone } = palettes[name];
    const poor = tones.filter((tone) => tone !== "quiet" && contrast(byTone[tone].bar, ground) < 2.5);
    expect(poor).toEqual([]);
  });

  it("are computed as WCAG says", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 1);
  });
});

function run(window: { eval(code: string): unknown }): Promise<axe.AxeResults> {
  // What jsdom cannot judge (it lays out nothing) is computed from the tokens above.
  const target = window as unknown as { axe: typeof axe; document: Document };
  window.eval(axe.source);
  return target.axe.run(target.document, { rules: { "color-contrast": { enabled: false } } });
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
