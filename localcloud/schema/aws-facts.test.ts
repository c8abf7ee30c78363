import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  awsFactModules,
  functionFacts,
  functionTokens,
  resourceFacts,
  resourceTokens,
  typeFacts,
} from "./index";
import type { Properties, ValueType } from "./index";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const facts = resourceTokens("aws").map((token) => resourceFacts(token)!);

describe("facts of aws 7.48.0", () => {
  it.each(awsFactModules.filter((module) => module !== "aws/index"))(
    "%s agrees with the SDK's JavaScript",
    (module) => {
      const folder = join(sdk, module.slice("aws/".length));
      const read = readdirSync(folder)
        .filter((name) => name.endsWith(".js"))
        .flatMap((name) => {
          const script = readFileSync(join(folder, name), "utf8");
          const token = /__pulumiType = '([^']+)'/.exec(script)?.[1];
          const [looked = "", created = ""] = script.split(/^ {8}else \{$/m);
          const all = (pattern: RegExp, text: string) =>
            [...text.matchAll(pattern)].map(([, found]) => found!).sort();
          if (token === undefined) return [];
          return {
            token,
            required: all(/Missing required property '(\w+)'/g, created),
            inputs: all(/resourceInputs\["(\w+)"\] = (?!undefined \/)/g, created),
            outputs: all(/resourceInputs\["(\w+)"\] = state/g, looked),
          };
        });
      const ours = facts
        .filter((resource) => resource.module === module)
        .map(({ token, inputs, outputs }) => ({
          token,
          required: [...inputs].flatMap(([name, { required }]) => (required ? name : [])).sort(),
          inputs: [...inputs.keys()].sort(),
          outputs: [...outputs.keys()].sort(),
        }));
      const byToken = (a: { token: string }, b: { token: string }) => (a.token < b.token ? -1 : 1);
      expect(ours.sort(byToken)).toEqual(read.sort(byToken));
    },
  );

  it("resolve every type that they mention, inputs apart from outputs", () => {
    const unresolved: string[] = [];
    const visit = (type: ValueType, at: string): void => {
      if (type.kind === "object" && !typeFacts(type.ref)) unresolved.push(`${at}: ${type.ref}`);
      if (type.kind === "array") visit(type.items, at);
      if (type.kind === "map") visit(type.values, at);
    };
    const visitAll = (properties: Properties, at: string): void => {
      for (const [name, { type }] of properties) visit(type, `${at}.${name}`);
    };
    for (const { token, inputs, outputs } of facts)
      [inputs, outputs].forEach((all) => {
        visitAll(all, token);
      });
    for (const token of functionTokens("aws")) visitAll(functionFacts(token)!.args, token);
    expect(unresolved).toEqual([]);
    expect(typeFacts("aws/bedrock.GuardrailContentPolicyConfigArgs")?.properties.has("filtersConfigs")).toBe(
      true,
    );
  });

  it("have the functions of no service under the root", () => {
    expect(functionTokens("aws")).toContain("aws:index/getCallerIdentity:getCallerIdentity");
  });
});
