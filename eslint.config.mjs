import pulumi from "@pulumi/eslint-plugin";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * Which folder may import which (docs/architecture.md). A folder may always import itself; everything that is not
 * listed here is refused. `policies` sees only the types of the graph, so that a pack can be bundled without it.
 */
const mayImport = {
  catalog: [],
  components: ["catalog"],
  localcloud: ["catalog"],
  policies: ["catalog", "graph/types.ts"],
  stacks: ["components", "catalog"],
  graph: ["stacks", "localcloud", "catalog"],
  tools: [],
  // Programs of other projects, as far as the layers are concerned: they see what a consumer sees.
  examples: ["components", "catalog"],
  scripts: ["graph", "policies", "stacks", "components", "localcloud", "catalog", "tools"],
};
const folders = [...Object.keys(mayImport), "tests", "docs"];

const zones = Object.entries(mayImport).flatMap(([target, allowed]) =>
  folders
    .filter((folder) => folder !== target && !allowed.includes(folder))
    .map((folder) => ({
      target: `./${target}`,
      from: `./${folder}`,
      // What is allowed of a folder that is otherwise refused, e.g. "graph/types.ts".
      except: allowed
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => `./${path.slice(folder.length + 1)}`),
      message: `${target}/ may import only ${allowed.join(", ") || "itself"} (docs/architecture.md).`,
    })),
);

export default tseslint.config(
  { ignores: ["**/dist/**", ".cornerstone/**", "node_modules/**"] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts", "**/*.tsx"] })),
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@pulumi": pulumi, "import-x": importX },
    settings: {
      "import-x/resolver-next": [importX.createNodeResolver({ extensions: [".ts", ".tsx", ".js", ".json"] })],
    },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-default-export": "error",
      "no-restricted-imports": [
        "error",
        {
          paths: ["@pulumi/azure-native", "@pulumi/aws"].map((name) => ({
            name,
            message: "Import the sub-path of one service: the root doubles memory and type-check time.",
          })),
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // A Pulumi resource is constructed for what it registers, and often never read again.
      "no-new": "off",
    },
  },
  {
    // A component reads like the architecture, or it is two.
    files: ["components/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { "max-lines": ["error", { max: 240, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ["vitest.config.mts"],
    rules: { "import-x/no-default-export": "off" },
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "tests/**/*.ts"],
    // A test may run the whole platform to look at its own part.
    rules: { "@typescript-eslint/no-non-null-assertion": "off", "import-x/no-restricted-paths": "off" },
  },
);
