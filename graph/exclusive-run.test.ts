import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { stackFile } from "../tests/support/stack-files";
import { graphFromProgram } from "./from-program";
import { ProgramError } from "./program-error";
import { programGraph } from "./program-graph";
import { echoResolver } from "./resolver";
import type { Program } from "./run-program";

class Thing extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs = {}) {
    super("test:index:Thing", name, inputs);
  }
}

const graphOf = (stack: string, program: Program, exclusive = true, timeout = 5_000) =>
  programGraph({
    project: "test",
    stack,
    config: { name: `name-of-${stack}` },
    program,
    resolver: echoResolver,
    exclusive,
    timeout,
  });
const named: Program = async () => {
  const before = new pulumi.Config().require("name");
  await new Promise((done) => setTimeout(done, 5));
  new Thing(`${before}-${pulumi.getStack()}-${new pulumi.Config().require("name")}`);
  return {};
};
const nameIn = async (graph: ReturnType<typeof graphOf>) => (await graph).resources.at(-1)!.name;
const expected = (stack: string) => `name-of-${stack}-${stack}-name-of-${stack}`;

describe("an exclusive run", () => {
  it("is kept apart from others like it, and from those that are not, at the same time", async () => {
    const stacks = ["a", "b", "c", "d", "e", "f"];
    const names = await Promise.all(
      stacks.map((stack, index) => nameIn(graphOf(stack, named, index % 3 !== 0))),
    );
    expect(names).toEqual(stacks.map(expected));
  });

  it("reports what is thrown where nobody listens, and lets the next one run", async () => {
    const failing = graphOf("failing", () => {
      new Thing("thing", {
        value: pulumi.output(1).apply(() => {
          throw new Error("in an apply");
        }),
      });
      return {};
    });
    await expect(failing).rejects.toThrow(/in an apply/);
    expect(await nameIn(graphOf("next", named))).toBe(expected("next"));
  });

  it("of a platform with a second cloud gives what any other run gives", async () => {
    const request = { stack: "prod", config: stackFile("prod") };
    expect(await graphFromProgram({ ...request, exclusive: true })).toEqual(await graphFromProgram(request));
  }, 60_000);

  // Last: the run that was cut never ends, and keeps what it has.
  it("that is cut goes on with its own configuration, and the next ones with theirs", async () => {
    let seen: string | undefined;
    const cut = graphOf(
      "cut",
      async () => {
        await new Promise((done) => setTimeout(done, 60));
        seen = new pulumi.Config().require("name");
        await new Promise(() => undefined);
        return {};
      },
      true,
      20,
    );
    await expect(cut).rejects.toThrow(ProgramError);
    const next = nameIn(
      graphOf("next", async () => {
        await new Promise((done) => setTimeout(done, 80));
        return named();
      }),
    );
    expect(await next).toBe(expected("next"));
    expect(seen).toBe("name-of-cut");
  });
});
