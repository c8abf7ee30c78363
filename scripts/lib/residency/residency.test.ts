import { describe, expect, it } from "vitest";
import type { Hop, ResidencyProof } from "../../../graph/residency/types";
import { residencyMarkdown } from "./markdown";
import { renderResidency } from "./render";

const hop = (name: string, changes: Partial<Hop> = {}): Hop => ({
  stack: "prod",
  kind: "account",
  name,
  how: "calls it",
  place: { name: "swedencentral (Sweden)", verdict: "inside", why: "inside eu" },
  next: [],
  ...changes,
});

const leak = hop("us.model", {
  kind: "inference profile",
  place: {
    name: "us-east-1 (United States)",
    verdict: "outside",
    why: "outside of eu",
    fix: "choose another",
  },
});

const proof: ResidencyProof = {
  stack: "prod",
  basis: "program",
  declared: { boundary: "eu", processing: "dataZone" },
  verdict: "outside",
  classes: [
    { class: "prompt", verdict: "outside", entries: [hop("gateway", { next: [leak] })] },
    { class: "completion", verdict: "outside", entries: [hop("gateway", { next: [leak] })] },
    { class: "log", verdict: "inside", entries: [hop("a"), hop("b")] },
    { class: "vector", verdict: "inside", entries: [] },
  ],
};

describe("the text", () => {
  const text = renderResidency([proof], { columns: 100 });

  it("tells of a leak with its whole path and its fix, once for the data that shares it", () => {
    expect(text).toContain("prod: data leaves eu");
    const lines = text.split("\n").join(" ").replace(/\s+/g, " ");
    expect(lines).toContain(
      "leak: account gateway [swedencentral (Sweden)] -> inference profile us.model [us-east-1 (United States)]: outside of eu",
    );
    expect(text).toContain("fix: choose another");
    expect(text.match(/leak:/g)).toHaveLength(1);
    expect(text).toContain("prompts, completions");
  });

  it("puts what is alike on one line, and says what a stack has none of", () => {
    expect(text).toContain("2 × account: a, b [swedencentral (Sweden)]: calls it");
    expect(text).toContain("nowhere: this stack keeps and passes on none");
  });

  it("fits its columns", () => {
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

it("the page has the verdicts, the leak and a picture, and no markup of a name acts", () => {
  const odd = { ...proof, classes: [{ ...proof.classes[2]!, entries: [hop("a|b<script>")] }] };
  const page = residencyMarkdown([proof, odd], "flowchart LR\n");
  expect(page).toContain("| prompts, completions | ❌ 2 places: 1 outside |");
  expect(page).toContain("**prompts, completions leave**");
  expect(page).toContain("```mermaid\nflowchart LR\n```");
  expect(page).not.toMatch(/[^\\]<script>/);
});
