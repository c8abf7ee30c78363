import { describe, expect, it } from "vitest";
import { plainTable } from "./plain-table";

describe("a table in a terminal", () => {
  const columns = [{ title: "name" }, { title: "retires", yields: true }, { title: "what", yields: true }];
  const rows = [["chat", "2028-01-11, in 414 days", "x".repeat(30)]];

  it("is as wide as its cells where there is room", () => {
    expect(plainTable(columns, rows, 80)).toBe(plainTable(columns, rows));
    expect(plainTable(columns, rows).split("\n")).toHaveLength(2);
  });

  it("breaks a column that yields between words, and cuts no word", () => {
    const lines = plainTable(columns, rows, 55).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(55);
    expect(lines.join("\n")).toContain("x".repeat(30));
    expect(lines.map((line) => line.slice(6, 23).trim())).toEqual(["retires", "2028-01-11, in", "414 days"]);
    // Narrower than its longest words it cannot become.
    expect(plainTable(columns, rows, 10)).toContain("x".repeat(30));
  });
});
