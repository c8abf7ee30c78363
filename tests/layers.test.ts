import { ESLint, type Linter } from "eslint";
import * as fs from "node:fs";
import * as path from "node:path";
import tseslint from "typescript-eslint";
import { beforeAll, describe, expect, it } from "vitest";

const repository = path.resolve(__dirname, "..");
const rule = "import-x/no-restricted-paths";

/** A module of each folder that others would import. */
const modules = {
  catalog: "catalog/regions",
  components: "components/platform",
  examples: "examples/private-openai/index",
  graph: "graph/queries",
  localcloud: "localcloud/cloud",
  policies: "policies/rule",
  scripts: "scripts/lib/failure",
  stacks: "stacks/program",
  tools: "tools/engine",
};
type Folder = keyof typeof modules;
const folders = Object.keys(modules) as Folder[];

/** docs/architecture.md, "A folder is a room". */
const allowed: Readonly<Record<Folder, readonly Folder[]>> = {
  catalog: [],
  components: ["catalog"],
  examples: ["components", "catalog"],
  graph: ["stacks", "localcloud", "catalog"],
  localcloud: ["catalog"],
  policies: ["catalog"],
  scripts: folders,
  stacks: ["components", "catalog"],
  tools: [],
};

describe("the import layers that lint holds", () => {
  let eslint: ESLint;
  beforeAll(async () => {
    const config = path.join(repository, "eslint.config.mjs");
    const { default: configs } = (await import(config)) as { default: Linter.Config[] };
    const held = configs.find(({ rules }) => rules?.[rule]);
    eslint = new ESLint({
      cwd: repository,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ["**/*.ts"],
          languageOptions: { parser: tseslint.parser },
          plugins: held?.plugins ?? {},
          settings: held?.settings ?? {},
          rules: { [rule]: held?.rules?.[rule] ?? "off" },
        },
      ],
    });
  });

  const refused = async (from: Folder, module: string): Promise<boolean> => {
    const source = `import * as other from "../${module}";\nexport const kept = other;\n`;
    const [result] = await eslint.lintText(source, { filePath: path.join(repository, from, "probe.ts") });
    return (result?.messages ?? []).some(({ ruleId }) => ruleId === rule);
  };

  it.each(folders.filter((from) => from !== "scripts"))(
    "refuse every arrow out of %s that is not allowed",
    async (from) => {
      for (const to of folders) {
        if (to === from) continue;
        expect(fs.existsSync(path.join(repository, `${modules[to]}.ts`)), modules[to]).toBe(true);
        expect(await refused(from, modules[to]), `${from} -> ${to}`).toBe(!allowed[from].includes(to));
      }
    },
  );

  it("let policies see the graph's types, and nothing else of the graph", async () => {
    expect(await refused("policies", "graph/types")).toBe(false);
    expect(await refused("policies", "graph/queries")).toBe(true);
  });
});
