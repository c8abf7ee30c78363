import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as cognitiveservices from "@pulumi/azure-native/cognitiveservices";
import * as resources from "@pulumi/azure-native/resources";
import { describe, expect, it } from "vitest";
import { programGraph } from "./program-graph";
import { ProgramError } from "./program-error";
import { CheckFailedError, echoResolver } from "./resolver";
import type { Resolver } from "./resolver";
import type { Program } from "./run-program";
import { Secret, Unknown } from "./types";
import type { ResourceGraph, ResourceNode } from "./types";

class Group extends pulumi.ComponentResource {
  readonly inner: resources.ResourceGroup;
  constructor(name: string, args: object = {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, args, opts);
    this.inner = new resources.ResourceGroup(
      `${name}-rg`,
      { resourceGroupName: name, location: "swedencentral" },
      { parent: this },
    );
    this.registerOutputs({ groupName: this.inner.name });
  }
}

class Outer extends pulumi.ComponentResource {
  readonly group: Group;
  constructor(name: string) {
    super("test:index:Outer", name, {}, { protect: true });
    this.group = new Group(`${name}-group`, { size: 3 }, { parent: this });
    this.registerOutputs();
  }
}

/** Answers as a cloud would: an ARM ID and one computed output. */
const cloud: Resolver = {
  ...echoResolver,
  create: ({ name, inputs, preview }) =>
    Promise.resolve({
      id: preview ? undefined : `/subscriptions/s/${name}`,
      inputs: { ...inputs, checked: true },
      outputs: preview ? inputs : { ...inputs, name: `${name}-x`, endpoint: `https://${name}/` },
    }),
};

const graphOf = (
  program: Program,
  more: Partial<Parameters<typeof programGraph>[0]> = {},
): Promise<ResourceGraph> =>
  programGraph({
    project: "cornerstone",
    stack: "dev",
    config: {},
    resolver: cloud,
    program,
    timeout: 5_000,
    ...more,
  });

function find(graph: ResourceGraph, name: string): ResourceNode {
  const node = graph.resources.find((resource) => resource.name === name);
  if (node === undefined) {
    throw new Error(`no ${name} among ${graph.resources.map((resource) => resource.name).join(", ")}`);
  }
  return node;
}

async function problemsOf(run: Promise<unknown>): Promise<readonly { urn?: string; message: string }[]> {
  const failure: unknown = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ProgramError);
  return (failure as ProgramError).problems;
}

describe("programGraph", () => {
  it("captures URNs with the chain of parent types, as the engine makes them", async () => {
    const graph = await graphOf(() => {
      new Outer("o");
      return {};
    });
    expect(graph.resources.map((node) => node.urn)).toEqual([
      "urn:pulumi:dev::cornerstone::pulumi:providers:azure-native::default_3_28_0",
      "urn:pulumi:dev::cornerstone::pulumi:pulumi:Stack::cornerstone-dev",
      "urn:pulumi:dev::cornerstone::test:index:Outer::o",
      "urn:pulumi:dev::cornerstone::test:index:Outer$test:index:Group::o-group",
      "urn:pulumi:dev::cornerstone::test:index:Outer$test:index:Group$azure-native:resources:ResourceGroup::o-group-rg",
    ]);
    const group = find(graph, "o-group");
    expect(group).toMatchObject({
      custom: false,
      parent: "urn:pulumi:dev::cornerstone::test:index:Outer::o",
      inputs: { size: 3 },
      outputs: { groupName: "o-group-rg-x" },
      protect: true,
    });
    expect(group.id).toBeUndefined();
    expect(find(graph, "o-group-rg")).toMatchObject({
      custom: true,
      id: "/subscriptions/s/o-group-rg",
      inputs: { resourceGroupName: "o-group", location: "swedencentral", checked: true },
      outputs: { endpoint: "https://o-group-rg/" },
      protect: true,
      retainOnDelete: false,
    });
    expect(find(graph, "o-group-rg").provider).toMatch(
      /^urn:pulumi:dev::cornerstone::pulumi:providers:azure-native::default_3_28_0::[0-9a-f-]{36}$/,
    );
  });

  it("records dependencies by property and from dependsOn, and lets outputs flow into inputs", async () => {
    const graph = await graphOf(() => {
      const group = new Group("g");
      const account = new cognitiveservices.Account("account", {
        resourceGroupName: group.inner.name,
        kind: "AIServices",
      });
      new cognitiveservices.Deployment(
        "chat",
        { accountName: account.name, resourceGroupName: group.inner.name, properties: {} },
        { dependsOn: [group] },
      );
      return {};
    });
    const [rg, account, chat] = ["g-rg", "account", "chat"].map((name) => find(graph, name));
    expect(account!.inputs["resourceGroupName"]).toBe("g-rg-x");
    expect(account!.propertyDependencies).toEqual({ resourceGroupName: [rg!.urn] });
    expect(chat!.propertyDependencies).toEqual({
      accountName: [account!.urn],
      resourceGroupName: [rg!.urn],
    });
    // A component in dependsOn stands for the resources inside it.
    expect(chat!.dependencies).toEqual([account!.urn, rg!.urn]);
  });

  it("points at the line that constructs a resource", async () => {
    const graph = await graphOf(() => {
      new Group("g");
      return {};
    });
    const position = find(graph, "g-rg").sourcePosition;
    const lines = readFileSync(__filename, "utf8").split("\n");
    expect(position?.file).toBe("graph/program-graph.test.ts");
    expect(lines[position!.line - 1]).toContain("this.inner = new resources.ResourceGroup(");
  });

  it("marks secrets in inputs and outputs and gives the cloud their bare value", async () => {
    const seen: unknown[] = [];
    const graph = await graphOf(
      () => {
        new resources.ResourceGroup("rg", { tags: { token: pulumi.secret("hush"), open: "yes" } });
        return { out: pulumi.secret("quiet") };
      },
      {
        resolver: {
          ...cloud,
          create: (request) => {
            seen.push(request.inputs["tags"]);
            return cloud.create(request);
          },
        },
      },
    );
    expect(seen).toEqual([{ token: "hush", open: "yes" }]);
    const rg = find(graph, "rg");
    // A secret inside an object makes the SDK mark the whole property.
    for (const tags of [rg.inputs["tags"], rg.outputs["tags"]]) {
      expect(JSON.stringify(tags)).not.toContain("hush");
      expect(JSON.stringify(tags)).toContain("$secret");
    }
    expect(find(graph, "cornerstone-dev").outputs["out"]).toBeInstanceOf(Secret);
  });

  it("leaves outputs unknown in preview mode and does not run what hangs on them", async () => {
    let applied = false;
    const graph = await graphOf(
      () => {
        const rg = new resources.ResourceGroup("rg", { location: "swedencentral" });
        rg.name.apply(() => (applied = true));
        new cognitiveservices.Account("account", { resourceGroupName: rg.name, location: rg.location });
        return {};
      },
      { mode: "preview" },
    );
    const account = find(graph, "account");
    expect(graph.basis).toBe("preview");
    expect(account.inputs["resourceGroupName"]).toBeInstanceOf(Unknown);
    expect(account.inputs["location"]).toBe("swedencentral");
    expect(account.id).toBeInstanceOf(Unknown);
    expect(applied).toBe(false);
  });

  it("gives configuration to the program by section", async () => {
    const seen: unknown[] = [];
    await graphOf(
      () => {
        const config = new pulumi.Config();
        seen.push(config.requireObject("environment"), new pulumi.Config("azure-native").get("location"));
        return {};
      },
      { config: { environment: { name: "dev" }, "azure-native:location": "westeurope" } },
    );
    expect(seen).toEqual([{ name: "dev" }, "westeurope"]);
  });

  it("takes an explicit provider and its own reference", async () => {
    const graph = await graphOf(async () => {
      const { Provider } = await import("@pulumi/azure-native/provider.js");
      const provider = new Provider("other", { subscriptionId: "s2" });
      new resources.ResourceGroup("rg", {}, { provider });
      return {};
    });
    const provider = find(graph, "other");
    expect(provider.type).toBe("pulumi:providers:azure-native");
    expect(find(graph, "rg").provider).toBe(`${provider.urn}::${provider.id as string}`);
    expect(graph.resources.map((node) => node.name)).not.toContain("default_3_28_0");
  });

  it("looks up existing resources and marks them external", async () => {
    const graph = await graphOf(
      () => {
        const existing = resources.ResourceGroup.get("hub", "/subscriptions/s/hub");
        new cognitiveservices.Account("account", { resourceGroupName: existing.name });
        return {};
      },
      {
        resolver: {
          ...cloud,
          read: ({ id }) => Promise.resolve({ id, inputs: {}, outputs: { name: "hub-x" } }),
        },
      },
    );
    expect(find(graph, "hub")).toMatchObject({ external: true, id: "/subscriptions/s/hub" });
    expect(find(graph, "account").inputs["resourceGroupName"]).toBe("hub-x");
  });

  it("asks the resolver for provider functions", async () => {
    const graph = await graphOf(
      async () => {
        const group = await resources.getResourceGroup({ resourceGroupName: "hub" });
        new resources.ResourceGroup("rg", { location: group.location });
        return {};
      },
      {
        resolver: {
          ...cloud,
          invoke: ({ token, args }) =>
            Promise.resolve({ location: `${token} of ${String(args["resourceGroupName"])}` }),
        },
      },
    );
    expect(find(graph, "rg").inputs["location"]).toBe("azure-native:resources:getResourceGroup of hub");
  });

  it("gives the same graph whatever order the cloud answers in", async () => {
    const program: Program = () => {
      for (let index = 0; index < 20; index++) {
        new Group(`g${index}`);
      }
      return {};
    };
    const slow = (pick: (index: number) => number): Resolver => ({
      ...cloud,
      create: async (request) => {
        const index = Number(request.name.replace(/\D/g, ""));
        await new Promise((done) => setTimeout(done, pick(index)));
        return cloud.create(request);
      },
    });
    const forwards = await graphOf(program, { resolver: slow((index) => index) });
    const backwards = await graphOf(program, { resolver: slow((index) => 20 - index) });
    expect(backwards).toEqual(forwards);
  });

  it("keeps concurrent and successive runs apart", async () => {
    const run = (stack: string) =>
      graphOf(
        async () => {
          const { name } = new pulumi.Config().requireObject<{ name: string }>("environment");
          await new Promise((done) => setTimeout(done, 5));
          new Group(`${name}-${pulumi.getStack()}`);
          return { stack: pulumi.getStack() };
        },
        { stack, config: { environment: { name: `name-of-${stack}` } } },
      );
    const stacks = ["a", "b", "c"];
    const together = await Promise.all(stacks.map(run));
    const alone = [];
    for (const stack of stacks) {
      alone.push(await run(stack));
    }
    expect(together).toEqual(alone);
    expect(together.map((graph) => graph.resources.at(-1)!.name)).toEqual(
      stacks.map((stack) => `name-of-${stack}-${stack}-rg`),
    );
  });
});

describe("programGraph, when the program fails", () => {
  const failing = (program: Program, more = {}) => problemsOf(graphOf(program, more));

  it("says what the program threw", async () => {
    expect(
      await failing(() => {
        throw new Error("no such thing");
      }),
    ).toEqual([{ message: "no such thing" }]);
  });

  it("says what an apply threw, once, though several resources hang on it", async () => {
    const problems = await failing(() => {
      const group = new Group("g");
      const broken = group.inner.name.apply((): string => {
        throw new Error("broken apply");
      });
      const first = new resources.ResourceGroup("first", { location: broken });
      new resources.ResourceGroup("second", { location: first.name, tags: { a: broken } });
      return { broken };
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain("broken apply");
  });

  it("names the resource of a ResourceError", async () => {
    const problems = await failing(() => {
      const group = new Group("g");
      throw new pulumi.ResourceError("bad argument", group);
    });
    expect(problems).toEqual([
      { urn: "urn:pulumi:dev::cornerstone::test:index:Group::g", message: "bad argument" },
    ]);
  });

  it("fails for an error that the program logs", async () => {
    expect(
      await failing(() => {
        void pulumi.log.error("logged");
        return {};
      }),
    ).toEqual([{ message: "logged" }]);
  });

  it("lists every refusal of the cloud with its URN, and goes on behind a refused resource", async () => {
    const refusing: Resolver = {
      ...cloud,
      create: (request) => {
        if (request.name === "second") {
          throw new CheckFailedError([{ property: "location", reason: "is required" }, { reason: "is odd" }]);
        }
        if (request.name === "fourth") {
          expect(request).toMatchObject({ preview: true, inputs: { location: pulumi.runtime.unknownValue } });
        }
        return request.name === "first"
          ? Promise.reject(new Error('Status=409 Code="RequestConflict" Message="busy"'))
          : cloud.create(request);
      },
    };
    const problems = await failing(
      () => {
        const first = new resources.ResourceGroup("first", {});
        new resources.ResourceGroup("second", { location: first.location, tags: { of: first.name } });
        // Behind a refused resource nothing is known, and behind that neither.
        const third = new resources.ResourceGroup("third", { location: first.name });
        new resources.ResourceGroup("fourth", { location: third.name, tags: { own: third.location } });
        return {};
      },
      { resolver: refusing },
    );
    const urn = (name: string) =>
      `urn:pulumi:dev::cornerstone::azure-native:resources:ResourceGroup::${name}`;
    expect(problems).toEqual([
      { urn: urn("first"), message: 'Status=409 Code="RequestConflict" Message="busy"' },
      { urn: urn("second"), message: "location: is required" },
      { urn: urn("second"), message: "is odd" },
    ]);
  });

  it("refuses transforms, whose effect the graph would not show", async () => {
    const transform: pulumi.ResourceTransform = ({ props, opts }) => ({ props, opts });
    const ofOne = await failing(() => {
      new resources.ResourceGroup("rg", {}, { transforms: [transform] });
      return {};
    });
    const ofAll = await failing(() => {
      pulumi.runtime.registerResourceTransform(transform);
      new resources.ResourceGroup("rg", {});
      return {};
    });
    expect([...ofOne, ...ofAll].map(({ message }) => message)).toEqual([
      expect.stringContaining("transforms are not supported"),
      expect.stringContaining("transforms are not supported"),
    ]);
  });

  it("refuses the same URN twice", async () => {
    const problems = await failing(() => {
      new resources.ResourceGroup("rg", {});
      new resources.ResourceGroup("rg", {});
      return {};
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain("twice");
  });

  it("cuts a program that never ends and says what it waits for", async () => {
    const problems = await failing(
      () => {
        new resources.ResourceGroup("rg", { location: pulumi.output(new Promise<string>(() => undefined)) });
        return {};
      },
      { timeout: 50 },
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(/not ended after 0\.05 s.*ResourceGroup "rg" \(input location\)/);
  });

  it("does not blame one run for another's failure", async () => {
    const good = graphOf(async () => {
      await new Promise((done) => setTimeout(done, 20));
      new Group("g");
      return {};
    });
    const bad = failing(async () => {
      await new Promise((done) => setTimeout(done, 5));
      new Group("h").inner.name.apply(() => {
        throw new Error("mine");
      });
      return {};
    });
    expect((await bad).map(({ message }) => message)).toEqual(["mine"]);
    expect((await good).resources.at(-1)!.name).toBe("g-rg");
  });

  it("leaves the process's own listeners as they were", async () => {
    const before = process.listeners("unhandledRejection");
    await failing(() => {
      throw new Error("x");
    });
    await graphOf(() => ({}));
    expect(process.listeners("unhandledRejection")).toEqual(before);
  });

  it("retries as the resource's error hook says", async () => {
    const seen: string[][] = [];
    let attempts = 0;
    const graph = await graphOf(
      () => {
        const hook = new pulumi.ErrorHook("passing", ({ errors, failedOperation, newInputs }) => {
          seen.push([failedOperation, String(newInputs?.["location"]), ...errors]);
          return Promise.resolve(errors.length < 3);
        });
        new resources.ResourceGroup("rg", { location: "x" }, { hooks: { onError: [hook] } });
        return {};
      },
      {
        resolver: {
          ...cloud,
          create: (request) =>
            ++attempts < 3 ? Promise.reject(new Error(`no ${attempts}`)) : cloud.create(request),
        },
      },
    );
    expect(find(graph, "rg").id).toBe("/subscriptions/s/rg");
    expect(seen).toEqual([
      ["create", "x", "no 1"],
      ["create", "x", "no 2", "no 1"],
    ]);
  });
});
