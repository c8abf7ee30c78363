import { join } from "node:path";
import { rules } from "../../policies/rules";
import { rulePage, ruleTable } from "../lib/rule-page";
import type { Generator } from "./generator";

const folder = join(__dirname, "..", "..", "docs", "reference", "rules");

/** A page for each rule, and the table of all: the same text as `cornerstone explain` prints. */
export const rulePages: Generator = {
  name: "rule pages",
  outputs: () =>
    Promise.resolve(
      new Map([
        [join(folder, "README.md"), ruleTable(rules)],
        ...rules.map((rule) => [join(folder, `${rule.name}.md`), rulePage(rule)] as const),
      ]),
    ),
};
